using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.AdaptOrigin;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class AdaptationEndpoints
{
    public static void MapAdaptations(this IEndpointRouteBuilder app)
    {
        var catalogue = app.MapGroup("/api/v1").WithTags("Catalogue");
        MapLists(catalogue);
        MapDecisions(catalogue.MapGroup("/adaptations/{id:guid}").GatedBy(typeof(AdaptationGate)));
    }

    private static void MapLists(RouteGroupBuilder catalogue)
    {
        catalogue
            .MapPost(
                "/replications/{id:guid}/adaptations",
                (Guid id, ProposeAdaptationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ProposeAdaptation(new ReplicationId(id), body), ct).Created(http, x => Location(x.Id))
            )
            .GatedBy(typeof(ReplicationGate))
            .For<ProposeAdaptation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        catalogue
            .MapGet(
                "/innovations/{id:guid}/adaptations",
                (Guid id, int? limit, string? cursor, string? status, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ListAdaptations(new InnovationId(id), new PageRequest(limit, cursor), status), ct)
                        .ReadPage(http)
            )
            .GatedBy(typeof(InnovationGate))
            .For<ListAdaptations>()
            .Produces<Page<AdaptationSummary>>();
        catalogue
            .MapGet(
                "/innovations/{id:guid}/adaptation-patterns",
                (Guid id, int? limit, int? cursor, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListAdaptationPatterns(new InnovationId(id), limit, cursor), ct).ReadPage(http)
            )
            .GatedBy(typeof(InnovationGate))
            .For<ListAdaptationPatterns>()
            .Produces<Page<AdaptationPatternModel>>();
    }

    private static void MapDecisions(RouteGroupBuilder adaptation)
    {
        adaptation
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetAdaptation(new AdaptationId(id)), ct)
                        .Read(http, x => x.Version, x => $"/api/v1/innovations/{x.InnovationId.Value}/adaptations")
            )
            .For<GetAdaptation>()
            .FindsOutItself()
            .Produces<AdaptationModel>();
        adaptation
            .MapPost(
                "/acceptance",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new AcceptAdaptation(new AdaptationId(id), http.IfMatch()), ct).Created(http, x => Location(x.Id))
            )
            .For<AcceptAdaptation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        adaptation
            .MapPost(
                "/refusal",
                (Guid id, RefuseAdaptationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new RefuseAdaptation(new AdaptationId(id), http.IfMatch(), body), ct)
                        .Created(http, x => Location(x.Id))
            )
            .For<RefuseAdaptation>()
            .Produces<Receipt>(StatusCodes.Status201Created);
    }

    private static string Location(Guid id) => $"/api/v1/adaptations/{id}";
}
