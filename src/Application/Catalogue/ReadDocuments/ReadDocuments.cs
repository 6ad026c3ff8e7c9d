using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.ReadDocuments;

/// <summary>Lists the uploaded documents of an innovation: those that a published DNA names; its authors and the editors read all.</summary>
[Anonymous]
public sealed record ListInnovationDocuments(InnovationId Id) : IQuery<IReadOnlyList<InnovationDocumentModel>>;

/// <summary>Reads an uploaded document, to be saved and not shown; the DNA that names it says under which licence.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="DocumentId">The document.</param>
[Anonymous]
public sealed record GetInnovationDocument(InnovationId Id, InnovationDocumentId DocumentId) : IQuery<InnovationDocumentFile>;

/// <summary>An uploaded document.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="FileName">Name under which it is saved.</param>
/// <param name="MediaType">Its type, by its ending and its content.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
/// <param name="Url">By what the DNA names it, and where it is had.</param>
/// <param name="ReceivedAt">When it was uploaded.</param>
/// <param name="PublishedIn">Number of the first published version whose DNA names it; null while it is not public.</param>
public sealed record InnovationDocumentModel(
    InnovationDocumentId Id,
    string FileName,
    string MediaType,
    long Bytes,
    string Sha256,
    string Url,
    DateTimeOffset ReceivedAt,
    int? PublishedIn
);

/// <summary>An uploaded document as a file.</summary>
/// <param name="Content">The bytes, to be read once.</param>
/// <param name="FileName">Its name.</param>
/// <param name="MediaType">Its type.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
public sealed record InnovationDocumentFile(Stream Content, string FileName, string MediaType, string Sha256);

internal sealed class DocumentReads(InnovationAccess access, IFiles files)
    : IQueryHandler<ListInnovationDocuments, IReadOnlyList<InnovationDocumentModel>>,
        IQueryHandler<GetInnovationDocument, InnovationDocumentFile>
{
    public async Task<Result<IReadOnlyList<InnovationDocumentModel>>> Handle(
        ListInnovationDocuments request,
        CancellationToken cancellationToken
    ) =>
        await ShownAsync(request.Id, cancellationToken) is { } shown
            ? shown
                .Select(x => new InnovationDocumentModel(
                    x.Id,
                    x.FileName,
                    x.MediaType,
                    x.Bytes,
                    x.Sha256,
                    x.Url,
                    x.ReceivedAt,
                    x.PublishedIn
                ))
                .ToList()
            : InnovationErrors.NotFound;

    public async Task<Result<InnovationDocumentFile>> Handle(GetInnovationDocument request, CancellationToken cancellationToken)
    {
        var shown = await ShownAsync(request.Id, cancellationToken);
        return
            shown?.SingleOrDefault(x => x.Id == request.DocumentId) is { } document
            && await files.OpenAsync(document.FileId, cancellationToken) is { } content
            ? new InnovationDocumentFile(content, document.FileName, document.MediaType, document.Sha256)
            : InnovationDocumentErrors.NotFound;
    }

    private async Task<IEnumerable<InnovationDocument>?> ShownAsync(InnovationId id, CancellationToken cancellationToken)
    {
        var visible = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (await visible.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } innovation)
        {
            return null;
        }

        return await access.SeesDraftAsync(innovation, cancellationToken)
            ? innovation.Documents
            : innovation.Documents.Where(x => x.PublishedIn is not null);
    }
}
