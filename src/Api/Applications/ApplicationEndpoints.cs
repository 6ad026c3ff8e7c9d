using SocialInnovation.Api.Http;
using SocialInnovation.Application.Applications;
using SocialInnovation.Application.Applications.DraftApplication;
using SocialInnovation.Application.Applications.EditApplication;
using SocialInnovation.Application.Applications.InstructApplication;
using SocialInnovation.Application.Applications.ReadApplications;
using SocialInnovation.Application.Applications.SubmitApplication;
using SocialInnovation.Application.Applications.WithdrawApplication;
using SocialInnovation.Application.Calls;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Api.Applications;

internal static class ApplicationEndpoints
{
    private const string Root = "/api/v1/applications";

    public static void MapApplications(this IEndpointRouteBuilder app)
    {
        var applications = app.MapGroup(Root).WithTags("Applications");
        var application = applications.MapGroup("/{id:guid}").GatedBy(typeof(ApplicationGate));
        MapCollections(app, applications);
        MapReads(application);
        MapEditing(application);
        MapTransitions(application);
    }

    private static void MapCollections(IEndpointRouteBuilder app, RouteGroupBuilder applications)
    {
        applications
            .MapPost(
                "",
                (DraftApplicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftApplication(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftApplication>()
            .Produces<DraftReceipt>(StatusCodes.Status201Created);
        applications
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    Guid? callId,
                    string? state,
                    Guid? organisationId,
                    string? reference,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListApplications(new PageRequest(limit, cursor), callId, state, organisationId, reference), ct)
                        .ReadPage(http)
            )
            .For<ListApplications>()
            .Produces<Page<ApplicationSummary>>();
        app.MapGet(
                "/api/v1/me/applications",
                (int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListOwnApplications(new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .WithTags("Applications")
            .For<ListOwnApplications>()
            .Produces<Page<ApplicationSummary>>();
        app.MapGet(
                "/api/v1/calls/{id:guid}/awards",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListPublicAwards(new CallId(id), new PageRequest(limit, cursor)), ct).ReadPage(http)
            )
            .WithTags("Applications")
            .GatedBy(typeof(CallGate))
            .For<ListPublicAwards>()
            .Produces<Page<PublicAward>>();
    }

    private static void MapReads(RouteGroupBuilder application)
    {
        application
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetApplication(new GrantApplicationId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/calls/{x.CallId.Value}")
            )
            .For<GetApplication>()
            .Produces<ApplicationModel>();
        application
            .MapGet(
                "/documents",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListDocuments(new GrantApplicationId(id)), ct).Read(http)
            )
            .For<ListDocuments>()
            .Produces<IReadOnlyList<DocumentModel>>();
        application
            .MapGet(
                "/versions",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListApplicationVersions(new GrantApplicationId(id)), ct).Read(http)
            )
            .For<ListApplicationVersions>()
            .Produces<IReadOnlyList<ApplicationVersionModel>>();
        application
            .MapGet(
                "/versions/{number:int}",
                (Guid id, int number, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetApplicationVersion(new GrantApplicationId(id), number), ct).Read(http)
            )
            .For<GetApplicationVersion>()
            .Produces<ApplicationVersionModel>();
        application
            .MapGet(
                "/completeness",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetCompleteness(new GrantApplicationId(id)), ct).Read(http)
            )
            .For<GetCompleteness>()
            .Produces<CompletenessModel>();
    }

    private static void MapEditing(RouteGroupBuilder application)
    {
        application
            .MapPut(
                "",
                (Guid id, ApplicationContentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new EditApplication(new GrantApplicationId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<EditApplication>()
            .Produces<Receipt>();
        application
            .MapPost(
                "/documents",
                (Guid id, AddDocumentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new AddDocument(new GrantApplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<AddDocument>()
            .Produces<DocumentReceipt>(StatusCodes.Status201Created);
        application
            .MapDelete(
                "/documents/{documentId:guid}",
                (Guid id, Guid documentId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RemoveDocument(new GrantApplicationId(id), http.IfMatch(), documentId), ct).Changed(http)
            )
            .For<RemoveDocument>()
            .Produces<Receipt>();
    }

    private static void MapTransitions(RouteGroupBuilder application)
    {
        application
            .MapPost(
                "/submission",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new SubmitApplication(new GrantApplicationId(id), http.IfMatch()), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<SubmitApplication>()
            .Produces<SubmissionReceipt>(StatusCodes.Status201Created);
        application
            .MapPost(
                "/completion-requests",
                (Guid id, RequestCompletionBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RequestCompletion(new GrantApplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<RequestCompletion>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        application
            .MapPost(
                "/completion",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new CompleteApplication(new GrantApplicationId(id), http.IfMatch()), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<CompleteApplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        application
            .MapPost(
                "/admissibility-decision",
                (Guid id, DecideAdmissibilityBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new DecideAdmissibility(new GrantApplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<DecideAdmissibility>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        application
            .MapPost(
                "/withdrawal",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawApplication(new GrantApplicationId(id), http.IfMatch()), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<WithdrawApplication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        application
            .MapPost(
                "/appeal",
                (Guid id, UpholdAppealBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new UpholdAppeal(new GrantApplicationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<UpholdAppeal>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"{Root}/{id}";
}
