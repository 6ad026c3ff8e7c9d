using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class SearchEndpoints
{
    private const string GeoJson = "application/geo+json";

    public static void MapSearch(this IEndpointRouteBuilder app)
    {
        var innovations = app.MapGroup("/api/v1/innovations").WithTags("Catalogue");
        innovations
            .MapGet(
                "/search",
                (
                    int? limit,
                    string? cursor,
                    string? q,
                    string? theme,
                    string? initiator,
                    string? department,
                    string? stage,
                    string? box,
                    string? near,
                    int? within,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(
                            new SearchInnovations(
                                new PageRequest(limit, cursor),
                                q,
                                theme,
                                initiator,
                                department,
                                stage,
                                box,
                                near,
                                within
                            ),
                            ct
                        )
                        .ReadPage(http, x => x.NextCursor)
            )
            .For<SearchInnovations>()
            .Produces<InnovationAnswer>();
        innovations
            .MapGet(
                "/map",
                (
                    string? q,
                    string? theme,
                    string? initiator,
                    string? department,
                    string? stage,
                    string? box,
                    string? near,
                    int? within,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new MapInnovations(q, theme, initiator, department, stage, box, near, within), ct)
                        .Read(http, mediaType: GeoJson)
            )
            .For<MapInnovations>()
            .Produces<InnovationMap>(StatusCodes.Status200OK, GeoJson);
        innovations
            .MapGet(
                "/{id:guid}/similar",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListSimilarInnovations(new InnovationId(id)), ct).Read(http)
            )
            .GatedBy(typeof(InnovationGate))
            .For<ListSimilarInnovations>()
            .Produces<SimilarInnovations>();
    }
}
