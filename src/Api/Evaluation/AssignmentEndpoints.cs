using SocialInnovation.Api.Http;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Evaluation.AssignReaders;
using SocialInnovation.Application.Evaluation.DeclareConflict;
using SocialInnovation.Application.Evaluation.DeclareInterests;
using SocialInnovation.Application.Evaluation.ReplaceEvaluator;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Api.Evaluation;

/// <summary>Who reads what, and who may not.</summary>
internal static class AssignmentEndpoints
{
    public static void MapAssignments(this IEndpointRouteBuilder app)
    {
        MapCall(app.MapGroup("/api/v1/calls/{id:guid}").WithTags("Evaluation").GatedBy(typeof(CallGate)));
        MapInterests(app.MapGroup("/api/v1").WithTags("Evaluation"));
        app.MapGroup("/api/v1/assignment-runs/{id:guid}")
            .WithTags("Evaluation")
            .GatedBy(typeof(AssignmentRunGate))
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetAssignmentRun(new AssignmentRunId(id)), ct).Read(http)
            )
            .For<GetAssignmentRun>()
            .Produces<AssignmentRunModel>();
    }

    private static void MapCall(RouteGroupBuilder call)
    {
        call.MapPost(
                "/assignment-runs",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RequestAssignment(new CallId(id)), ct).Accepted(http, x => $"/api/v1/jobs/{x.JobId}")
            )
            .For<RequestAssignment>()
            .Produces<JobReceipt>(StatusCodes.Status202Accepted);
        call.MapPost(
                "/evaluator-replacements",
                (Guid id, ReplaceEvaluatorBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceEvaluator(new CallId(id), body), ct).Created(http, _ => $"/api/v1/calls/{id}/panel")
            )
            .For<ReplaceEvaluator>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        call.MapGet(
                "/conflict-declarations",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListConflictDeclarations(new CallId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListConflictDeclarations>()
            .Produces<Page<ConflictDeclarationModel>>();
    }

    private static void MapInterests(RouteGroupBuilder app)
    {
        app.MapGet(
                "/me/interests",
                (HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetInterests(), ct).Read(http, x => x.Version)
            )
            .For<GetInterests>()
            .Produces<InterestsModel>();
        app.MapPut(
                "/me/interests",
                (DeclareInterestsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DeclareInterests(http.IfMatch(), body), ct).Changed(http)
            )
            .For<DeclareInterests>()
            .Produces<Receipt>();
        app.MapGet(
                "/interest-declarations",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListInterestDeclarations(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListInterestDeclarations>()
            .Produces<Page<InterestDeclarationModel>>();
    }
}
