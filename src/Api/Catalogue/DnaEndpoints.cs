using System.Reflection;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Application.Catalogue.ReadDna;
using SocialInnovation.Application.Catalogue.WriteDna;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class DnaEndpoints
{
    /// <summary>Where the schema of the export is; another form of the export gets another number.</summary>
    private const string Schema = "/schemas/innovation-dna-1.json";

    private const string Pdf = "application/pdf";

    public static void MapDna(this IEndpointRouteBuilder app)
    {
        app.MapGet(Schema, ShowSchema).AllowAnonymous().ExcludeFromDescription();
        var dna = app.MapGroup("/api/v1/innovations/{id:guid}/dna").WithTags("Catalogue").GatedBy(typeof(InnovationGate));
        dna.MapGet(
                "",
                (Guid id, int? version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new GetDna(new InnovationId(id), version), ct).Read(http, x => x.Version)
            )
            .For<GetDna>()
            .Produces<DnaModel>();
        dna.MapPut(
                "",
                (Guid id, InnovationDnaBody body, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ReplaceDna(new InnovationId(id), http.IfMatch(), body, http.Origin()), ct).Changed(http)
            )
            .For<ReplaceDna>()
            .Produces<Receipt>();
        dna.MapGet(
                "/export",
                (Guid id, int? version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ExportDna(new InnovationId(id), version, http.Origin(), Schema), ct).Read(http)
            )
            .For<ExportDna>()
            .Produces<DnaExportModel>();
        dna.MapGet(
                "/booklet",
                (Guid id, int? version, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetDnaBooklet(new InnovationId(id), version, Language.Negotiate(http), http.Origin()), ct)
                        .ReadFile(http, Pdf, x => (x.Content, x.FileName))
            )
            .For<GetDnaBooklet>()
            .Produces<Stream>(StatusCodes.Status200OK, Pdf);
        dna.MapGet(
                "/comparison",
                (
                    Guid id,
                    Guid with,
                    int? version,
                    int? withVersion,
                    int? limit,
                    int? cursor,
                    HttpContext http,
                    IDispatcher dispatcher,
                    CancellationToken ct
                ) =>
                    dispatcher
                        .SendAsync(new ListDnaDifferences(new InnovationId(id), with, version, withVersion, limit, cursor), ct)
                        .ReadPage(http)
            )
            .For<ListDnaDifferences>()
            .Produces<Page<DnaDifferenceModel>>();
    }

    private static PublicReply ShowSchema()
    {
        const string name = "SocialInnovation.Api.Catalogue.Schemas.innovation-dna-1.json";
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!;
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return new PublicReply(content.ToArray(), "application/schema+json")
        {
            MaxAge = TimeSpan.FromHours(1),
            LastModified = PublicReply.BuiltAt,
        };
    }
}
