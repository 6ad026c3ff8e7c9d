using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.ReadLineage;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class LineageEndpoints
{
    private const string GraphMl = "application/graphml+xml";
    private const string Svg = "image/svg+xml";

    public static void MapLineage(this IEndpointRouteBuilder app)
    {
        var lineage = app.MapGroup("/api/v1/innovations/{id:guid}/lineage").WithTags("Catalogue").GatedBy(typeof(InnovationGate));
        lineage
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetLineage(new InnovationId(id)), ct).Read(http)
            )
            .For<GetLineage>()
            .Produces<LineageModel>();
        lineage
            .MapGet(
                "/graph",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetLineageGraph(new InnovationId(id)), ct)
                        .ReadFile(http, GraphMl, x => (LineageGraph.Write(x), $"lineage-{id}.graphml"))
            )
            .For<GetLineageGraph>()
            .Produces<Stream>(StatusCodes.Status200OK, GraphMl);
        lineage
            .MapGet(
                "/drawing",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                {
                    var language = Language.Negotiate(http);
                    return dispatcher
                        .SendAsync(new GetLineageDrawing(new InnovationId(id)), ct)
                        .ReadFile(http, Svg, x => (LineageDrawing.Write(x, language), $"lineage-{id}-{language}.svg"));
                }
            )
            .For<GetLineageDrawing>()
            .Produces<Stream>(StatusCodes.Status200OK, Svg);
    }
}
