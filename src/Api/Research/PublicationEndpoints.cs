using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Research;
using SocialInnovation.Application.Research.ReadPublications;
using SocialInnovation.Application.Research.RecordPublication;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Api.Research;

internal static class PublicationEndpoints
{
    private const string Publications = "/api/v1/research/publications";

    private const string Csl = "application/vnd.citationstyles.csl+json";

    public static void MapPublications(this IEndpointRouteBuilder app)
    {
        var publications = app.MapGroup(Publications).WithTags("Research");
        var publication = publications.MapGroup("/{id:guid}").GatedBy(typeof(PublicationGate));
        MapRecords(publications, publication);
        MapExports(publications, publication);
    }

    private static void MapRecords(RouteGroupBuilder publications, RouteGroupBuilder publication)
    {
        publications
            .MapPost(
                "",
                (PublicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new RecordPublication(body), ct).Created(http, x => $"{Publications}/{x.Id}")
            )
            .For<RecordPublication>()
            .Produces<Receipt>(StatusCodes.Status201Created);
        publications
            .MapGet(
                "",
                (
                    int? limit,
                    string? cursor,
                    Guid? innovationId,
                    int? issuedYear,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) => dispatcher.SendAsync(new ListPublications(new PageRequest(limit, cursor), innovationId, issuedYear), ct).ReadPage(http)
            )
            .For<ListPublications>()
            .Produces<Page<PublicationModel>>();
        publication
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPublication(new ResearchPublicationId(id)), ct).Read(http, x => x.Version)
            )
            .For<GetPublication>()
            .FindsOutItself()
            .Produces<PublicationModel>();
        publication
            .MapPut(
                "",
                (Guid id, PublicationBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplacePublication(new ResearchPublicationId(id), http.IfMatch(), body), ct).Changed(http)
            )
            .For<ReplacePublication>()
            .Produces<Receipt>();
    }

    private static void MapExports(RouteGroupBuilder publications, RouteGroupBuilder publication)
    {
        publications
            .MapGet(
                "/csl",
                (Guid? innovationId, int? issuedYear, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ExportPublicationsCsl(innovationId, issuedYear), ct).Read(http, mediaType: Csl)
            )
            .For<ExportPublicationsCsl>()
            .Produces<IReadOnlyList<CslItem>>(StatusCodes.Status200OK, Csl);
        publications
            .MapGet(
                "/bibtex",
                (Guid? innovationId, int? issuedYear, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new ExportPublicationsBibtex(innovationId, issuedYear), ct)
                        .ReadFile(http, BibtexDocument.MediaType, x => (BibtexDocument.Write(x), "publications.bib"))
            )
            .For<ExportPublicationsBibtex>()
            .Produces<Stream>(StatusCodes.Status200OK, BibtexDocument.MediaType);
        publication
            .MapGet(
                "/csl",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetPublicationCsl(new ResearchPublicationId(id)), ct).Read(http, mediaType: Csl)
            )
            .For<GetPublicationCsl>()
            .Produces<IReadOnlyList<CslItem>>(StatusCodes.Status200OK, Csl);
        publication
            .MapGet(
                "/bibtex",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetPublicationBibtex(new ResearchPublicationId(id)), ct)
                        .ReadFile(http, BibtexDocument.MediaType, x => (BibtexDocument.Write([x]), $"publication-{id}.bib"))
            )
            .For<GetPublicationBibtex>()
            .Produces<Stream>(StatusCodes.Status200OK, BibtexDocument.MediaType);
    }
}
