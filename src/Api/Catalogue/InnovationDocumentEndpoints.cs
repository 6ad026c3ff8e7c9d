using Microsoft.AspNetCore.Http.Timeouts;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Catalogue.OfferDocuments;
using SocialInnovation.Application.Catalogue.ReadDocuments;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Api.Catalogue;

internal static class InnovationDocumentEndpoints
{
    public static void MapInnovationDocuments(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("/api/v1/innovations/{id:guid}/documents").WithTags("Catalogue").GatedBy(typeof(InnovationGate));
        documents
            .MapGet(
                "",
                (Guid id, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher.SendAsync(new ListInnovationDocuments(new InnovationId(id)), ct).Read(http)
            )
            .For<ListInnovationDocuments>()
            .Produces<IReadOnlyList<InnovationDocumentModel>>();
        documents
            .MapPost(
                "",
                async (Guid id, string fileName, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    await dispatcher
                        .SendAsync(
                            new AddInnovationDocument(new InnovationId(id), http.IfMatch(), fileName, await http.BufferFileAsync(ct)),
                            ct
                        )
                        .Created(http, x => x.Url)
            )
            .TakesFile(DocumentLimits.Bytes, DocumentLimits.Taken)
            .For<AddInnovationDocument>()
            .Produces<InnovationDocumentReceipt>(StatusCodes.Status201Created);
        documents
            .MapGet(
                "/{documentId:guid}",
                (Guid id, Guid documentId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(new GetInnovationDocument(new InnovationId(id), new InnovationDocumentId(documentId)), ct)
                        .ReadSaved(http, x => (x.Content, Typed(x.MediaType), x.FileName, x.Sha256))
            )
            .For<GetInnovationDocument>()
            // The caller's line says how long it takes; the server ends who does not read at all.
            .WithMetadata(new DisableRequestTimeoutAttribute())
            .Produces<Stream>(StatusCodes.Status200OK, DocumentLimits.Types[".pdf"], [.. DocumentLimits.Types.Values.Skip(1)]);
        documents
            .MapDelete(
                "/{documentId:guid}",
                (Guid id, Guid documentId, HttpContext http, IDispatcher dispatcher, CancellationToken ct) =>
                    dispatcher
                        .SendAsync(
                            new RemoveInnovationDocument(new InnovationId(id), http.IfMatch(), new InnovationDocumentId(documentId)),
                            ct
                        )
                        .Changed(http)
            )
            .For<RemoveInnovationDocument>()
            .Produces<Receipt>();
    }

    // A text was taken as UTF-8, and no other way.
    private static string Typed(string mediaType) =>
        mediaType.StartsWith("text/", StringComparison.Ordinal) ? $"{mediaType}; charset=utf-8" : mediaType;
}
