using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Catalogue.ReviewInnovation;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue.OfferDocuments;

/// <summary>
/// Uploads a document to a draft, such as statutes or a lease. The body is the file, at most 20 MiB: PDF, OpenDocument text, spreadsheet or
/// presentation, DOCX, XLSX, PPTX, CSV or plain text in UTF-8, by the ending of its name and by its content; none with macros. It becomes
/// public with the first published version whose DNA names its <c>url</c>, with a title and a licence.
/// </summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Its version.</param>
/// <param name="FileName">Name under which it is saved, at most 100 characters: <c>statuts.odt</c>.</param>
/// <param name="Content">The file.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record AddInnovationDocument(InnovationId Id, ExpectedVersion? Version, string FileName, Stream Content)
    : ICommand<InnovationDocumentReceipt>,
        IVersionedCommand;

/// <summary>Removes a document that neither the draft's DNA nor a published one names.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Its version.</param>
/// <param name="DocumentId">The document.</param>
[Roles(Role.Applicant, Role.Editor)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record RemoveInnovationDocument(InnovationId Id, ExpectedVersion? Version, InnovationDocumentId DocumentId)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A document was uploaded.</summary>
/// <param name="Id">The innovation.</param>
/// <param name="Version">Its version after that.</param>
/// <param name="DocumentId">The document.</param>
/// <param name="Url">By what the DNA names it, and where it is had.</param>
public sealed record InnovationDocumentReceipt(Guid Id, int Version, InnovationDocumentId DocumentId, string Url) : Receipt(Id, Version);

internal sealed class AddInnovationDocumentValidator : AbstractValidator<AddInnovationDocument>
{
    public AddInnovationDocumentValidator()
    {
        RuleFor(x => x.FileName).NotEmpty().MaximumLength(DocumentLimits.FileName).Matches(DocumentLimits.FileNamePattern);
        RuleFor(x => x.Content).Must(x => x.Length > 0).WithErrorCode("NotEmptyValidator");
    }
}

internal sealed class InnovationDocumentGuard(ICurrentUser user, InnovationAccess access) : AuthorGuard<AddInnovationDocument>(user, access)
{
    public override string Action => "document";

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotAddDocument());
}

internal sealed class InnovationDocumentRemovalGuard(ICurrentUser user, InnovationAccess access)
    : AuthorGuard<RemoveInnovationDocument>(user, access)
{
    public override string Action => "document-removal";

    public override bool IsOfPart => true;

    protected override Task<Error?> StateAsync(Innovation aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotEdit());
}

internal sealed class OfferDocumentsHandler(
    InnovationTransition transition,
    InnovationDocumentGuard adding,
    InnovationDocumentRemovalGuard removing,
    IDocumentCheck check,
    IFiles files,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AddInnovationDocument, InnovationDocumentReceipt>, ICommandHandler<RemoveInnovationDocument, Receipt>
{
    public async Task<Result<InnovationDocumentReceipt>> Handle(AddInnovationDocument request, CancellationToken cancellationToken)
    {
        var id = EntityId.New<InnovationDocumentId>();
        var url = DocumentAddress.Of(request.Id, id);
        var changed = await transition.RunAsync(
            request.Id,
            request.Version,
            adding,
            async x =>
            {
                if (!DocumentLimits.Types.TryGetValue(Path.GetExtension(request.FileName), out var mediaType))
                {
                    return DocumentErrors.UnknownType(string.Join(", ", DocumentLimits.Types.Keys));
                }

                if (check.WhyNot(request.Content, mediaType) is { } error)
                {
                    return error;
                }

                var kept = await files.KeepAsync(request.Content, mediaType, cancellationToken);
                var document = new InnovationDocument
                {
                    Id = id,
                    Url = url,
                    FileName = request.FileName,
                    MediaType = mediaType,
                    Bytes = kept.Bytes,
                    Sha256 = kept.Sha256,
                    FileId = kept.Id,
                    ReceivedAt = clock.GetUtcNow(),
                };
                return x.AddDocument(document, user.Id!.Value);
            },
            cancellationToken
        );
        return changed.IsFailure ? changed.Error : new InnovationDocumentReceipt(changed.Value.Id, changed.Value.Version, id, url);
    }

    public Task<Result<Receipt>> Handle(RemoveInnovationDocument request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            removing,
            async x =>
            {
                var removed = x.RemoveDocument(request.DocumentId);
                if (removed.IsFailure)
                {
                    return removed.Error;
                }

                await files.DropAsync([removed.Value.FileId], cancellationToken);
                return Result.Success;
            },
            cancellationToken
        );
}
