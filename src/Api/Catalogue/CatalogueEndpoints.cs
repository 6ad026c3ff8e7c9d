using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.DraftInnovation;
using SocialInnovation.Application.Catalogue.ReadInnovations;
using SocialInnovation.Application.Catalogue.ReviewInnovation;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class CatalogueEndpoints
{
    private const string Root = "/api/v1/innovations";

    public static void MapCatalogue(this IEndpointRouteBuilder app)
    {
        var innovations = app.MapGroup("/api/v1").WithTags("Catalogue");
        var innovation = innovations.MapGroup("/innovations/{id:guid}").GatedBy(typeof(InnovationGate));
        MapDrafting(innovations, innovation);
        MapReview(innovation);
        MapReading(innovations, innovation);
    }

    private static void MapDrafting(RouteGroupBuilder innovations, RouteGroupBuilder innovation)
    {
        innovations
            .MapPost(
                "/innovations",
                (DraftInnovationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftInnovation(body), ct).Created(http, x => Location(x.Id))
            )
            .For<DraftInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovations
            .MapPost(
                "/grants/{id:guid}/innovation",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new DraftGrantInnovation(new GrantId(id)), ct).Created(http, x => Location(x.Id))
            )
            .GatedBy(typeof(FundedGrantGate))
            .For<DraftGrantInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovation
            .MapPut(
                "",
                (Guid id, InnovationContentBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceInnovation(new InnovationId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplaceInnovation>()
            .Produces<Receipt>();
    }

    private static void MapReview(RouteGroupBuilder innovation)
    {
        innovation
            .MapPost(
                "/submission",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new SubmitInnovation(new InnovationId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<SubmitInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovation
            .MapPost(
                "/return",
                (Guid id, ReturnInnovationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ReturnInnovation(new InnovationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<ReturnInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovation
            .MapPost(
                "/publication",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new PublishInnovation(new InnovationId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<PublishInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovation
            .MapPost(
                "/revision",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReviseInnovation(new InnovationId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<ReviseInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        innovation
            .MapPost(
                "/withdrawal",
                (Guid id, WithdrawInnovationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new WithdrawInnovation(new InnovationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<WithdrawInnovation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static void MapReading(RouteGroupBuilder innovations, RouteGroupBuilder innovation)
    {
        innovations
            .MapGet(
                "/innovations",
                (
                    int? limit,
                    string? cursor,
                    string? theme,
                    string? initiator,
                    string? department,
                    string? status,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListInnovations(new PageRequest(limit, cursor), theme, initiator, department, status), ct)
                        .ReadPage(http)
            )
            .For<ListInnovations>()
            .Produces<Page<InnovationSummary>>();
        innovation
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetInnovation(new InnovationId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetInnovation>()
            .FindsOutItself()
            .Produces<InnovationModel>();
        innovation
            .MapGet(
                "/versions",
                (Guid id, int? limit, string? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ListInnovationVersions(new InnovationId(id), new PageRequest(limit, cursor)), ct)
                        .ReadPage(http)
            )
            .For<ListInnovationVersions>()
            .Produces<Page<InnovationVersionSummary>>();
        innovation
            .MapGet(
                "/versions/{number:int}",
                (Guid id, int number, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetInnovationVersion(new InnovationId(id), number), ct).Read(http)
            )
            .For<GetInnovationVersion>()
            .Produces<InnovationVersionModel>();
    }

    private static string Location(Guid id) => $"{Root}/{id}";
}
