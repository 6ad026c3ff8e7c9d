using SocialInnovation.Application.Catalogue;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Tests.Catalogue;

/// <summary>A document of the service is known by its whole address, and by no part of it.</summary>
public sealed class DocumentAddressTests
{
    private const string Path = "/api/v1/innovations/01980000-0000-7000-8000-000000000001/documents/01980000-0000-7000-8000-00000000000a";

    private static readonly Uri Service = new("https://api.region.example");

    private static readonly InnovationDocument Uploaded = new()
    {
        Id = new InnovationDocumentId(Guid.Parse("01980000-0000-7000-8000-00000000000a")),
        Url = Path,
        FileName = "bail.pdf",
        MediaType = "application/pdf",
        Bytes = 1,
        Sha256 = new string('0', 64),
        FileId = new StoredFileId(Guid.Parse("01980000-0000-7000-8000-00000000000b")),
        ReceivedAt = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
    };

    [Theory]
    [InlineData(Path)]
    [InlineData("https://api.region.example" + Path)]
    [InlineData("https://another-name.example" + Path)]
    public void TheWholeAddress_IsOfTheDocument(string url) =>
        Assert.Same(Uploaded, DocumentAddress.Find(new Uri(Service, url), [Uploaded]));

    [Theory]
    [InlineData("https://api.region.example" + Path + "?x=1")]
    [InlineData("https://api.region.example" + Path + "/")]
    [InlineData("https://API.region.example" + Path + "0")]
    [InlineData("http://elsewhere.example" + Path + "#a")]
    public void AnAddressOfTheServiceThatIsNoDocument_IsOwn_AndOfNone(string url)
    {
        var address = new Uri(Service, url);

        Assert.Null(DocumentAddress.Find(address, [Uploaded]));
        Assert.True(DocumentAddress.IsOwn(address, Service));
    }

    [Theory]
    [InlineData("https://elsewhere.example/r?to=" + Path)]
    [InlineData("https://elsewhere.example/statuts.odt")]
    [InlineData("https://api.region.example/blog/statuts")]
    public void AnyOtherAddress_IsForeign(string url)
    {
        var address = new Uri(Service, url);

        Assert.Null(DocumentAddress.Find(address, [Uploaded]));
        Assert.False(DocumentAddress.IsOwn(address, Service));
    }
}
