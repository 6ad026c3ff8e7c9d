using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Application.Catalogue;

/// <summary>Where an uploaded document is had: by that its DNA names it.</summary>
public static class DocumentAddress
{
    /// <summary>One of the service's own documents, with or without scheme and host.</summary>
    public const string Pattern = @"^(https?://[^\s/?#""<>\\]+)?" + Folder + "[0-9a-f-]{36}/documents/[0-9a-f-]{36}$";

    private const string Folder = "/api/v1/innovations/";

    public static string Of(InnovationId innovation, InnovationDocumentId document) =>
        $"{Folder}{innovation.Value}/documents/{document.Value}";

    /// <summary>The uploaded document that an address is of, by whatever name the service is reached.</summary>
    public static InnovationDocument? Find(Uri address, IEnumerable<InnovationDocument> uploaded) =>
        uploaded.FirstOrDefault(x => x.Url == address.PathAndQuery && address.Fragment.Length == 0);

    /// <summary>Whether an address can only be of a document of this service.</summary>
    /// <param name="address">The address.</param>
    /// <param name="service">Scheme and host of the service.</param>
    public static bool IsOwn(Uri address, Uri service) =>
        address.Scheme != Uri.UriSchemeHttps
        || (
            address.Authority.Equals(service.Authority, StringComparison.OrdinalIgnoreCase)
            && address.AbsolutePath.StartsWith(Folder, StringComparison.OrdinalIgnoreCase)
            && address.AbsolutePath.Contains("/documents/", StringComparison.OrdinalIgnoreCase)
        );

    /// <summary>The DNA for whoever does not read it here: each document with scheme and host.</summary>
    /// <param name="dna">The DNA.</param>
    /// <param name="service">Scheme and host of the service.</param>
    public static InnovationDna Resolve(InnovationDna dna, string service) =>
        dna with
        {
            Documents = [.. dna.Documents.Select(x => x.Url.StartsWith('/') ? x with { Url = service + x.Url } : x)],
        };
}
