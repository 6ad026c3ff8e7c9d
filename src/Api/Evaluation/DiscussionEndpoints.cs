using SocialInnovation.Api.Http;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Evaluation.DiscussMarks;
using SocialInnovation.Application.Evaluation.FollowProgress;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Api.Evaluation;

/// <summary>How far an evaluation has come, and what its evaluators have to talk about.</summary>
internal static class DiscussionEndpoints
{
    public static void MapDiscussions(this IEndpointRouteBuilder app)
    {
        var call = app.MapGroup("/api/v1/calls/{id:guid}").WithTags("Evaluation").GatedBy(typeof(CallGate));
        MapProgress(call);
        MapConsensus(call);
        app.MapGroup("/api/v1/consensus-marks/{id:guid}")
            .WithTags("Evaluation")
            .GatedBy(typeof(ConsensusMarkGate))
            .MapPost(
                "/agreement",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new AgreeOnMark(new ConsensusMarkId(id)), ct).Created(http, x => $"/api/v1/consensus-marks/{x.Id}")
            )
            .For<AgreeOnMark>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapProgress(RouteGroupBuilder call)
    {
        call.MapGet(
                "/evaluation-progress",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetEvaluationProgress(new CallId(id)), ct).Read(http)
            )
            .For<GetEvaluationProgress>()
            .Produces<EvaluationProgressModel>();
        call.MapGet(
                "/evaluation-progress/evaluators",
                (Guid id, int? limit, int? cursor, bool? overdue, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListEvaluatorProgress(new CallId(id), limit, cursor, overdue ?? false), ct).ReadPage(http)
            )
            .For<ListEvaluatorProgress>()
            .Produces<Page<EvaluatorProgressModel>>();
        call.MapGet(
                "/evaluation-progress/applications",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListApplicationProgress(new CallId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .For<ListApplicationProgress>()
            .Produces<Page<ApplicationProgressModel>>();
        call.MapPost(
                "/reminders",
                (Guid id, RemindEvaluatorsBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RemindEvaluators(new CallId(id), body), ct)
                        .Created(http, _ => $"/api/v1/calls/{id}/evaluation-progress/evaluators")
            )
            .For<RemindEvaluators>()
            .Produces<ReminderReceipt>(StatusCodes.Status201Created);
    }

    private static void MapConsensus(RouteGroupBuilder call)
    {
        call.MapGet(
                "/discussions",
                (Guid id, int? deviationLimit, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListDiscussions(new CallId(id), deviationLimit, limit, cursor), ct).ReadPage(http)
            )
            .For<ListDiscussions>()
            .Produces<Page<DiscussionModel>>();
        call.MapGet(
                "/consensus-marks",
                (
                    Guid id,
                    int? limit,
                    string? cursor,
                    Guid? applicationId,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListConsensusMarks(new CallId(id), new PageRequest(limit, cursor), applicationId), ct)
                        .ReadPage(http)
            )
            .For<ListConsensusMarks>()
            .Produces<Page<ConsensusMarkModel>>();
        call.MapPost(
                "/consensus-marks",
                (Guid id, RecordConsensusMarkBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RecordConsensusMark(new CallId(id), body), ct)
                        .Created(http, _ => $"/api/v1/calls/{id}/consensus-marks?applicationId={body.ApplicationId.Value}")
            )
            .For<RecordConsensusMark>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }
}
