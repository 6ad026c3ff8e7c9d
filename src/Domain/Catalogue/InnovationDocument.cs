using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>A file that an innovation's authors uploaded, for its DNA to name. Its bytes never change.</summary>
public sealed record InnovationDocument
{
    public required InnovationDocumentId Id { get; init; }

    /// <summary>By what a DNA names it, and where it is had.</summary>
    public required string Url { get; init; }

    public required string FileName { get; init; }

    public required string MediaType { get; init; }

    /// <summary>Its size.</summary>
    public required long Bytes { get; init; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public required string Sha256 { get; init; }

    public required StoredFileId FileId { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    /// <summary>Number of the first published version whose DNA names it; null while it is not public.</summary>
    public int? PublishedIn { get; init; }

    public bool IsNamedBy(InnovationDna? dna) => dna?.Documents.Any(x => x.Url == Url) ?? false;
}

/// <summary>All ways in which the documents of an innovation refuse a request.</summary>
public static class InnovationDocumentErrors
{
    public static Error NotFound => Error.NotFound("catalogue.document-not-found");

    public static Error TooMany(int maximum) => Error.Conflict("catalogue.too-many-documents").With("maximum", maximum);

    /// <summary>The draft's DNA or a published one names it.</summary>
    public static Error InUse => Error.Conflict("catalogue.document-in-use");

    /// <summary>The DNA names a document of the service that was not uploaded to its innovation.</summary>
    public static Error Unknown(int index) => Error.Rule("catalogue.unknown-document").At($"#/documents/{index}/url");
}
