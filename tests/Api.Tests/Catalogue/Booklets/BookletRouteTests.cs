using SocialInnovation.Testing;
using UglyToad.PdfPig;
using static SocialInnovation.Api.Tests.Documents.PdfText;

namespace SocialInnovation.Api.Tests.Catalogue.Booklets;

/// <summary>Everybody prints what is published, in the language that it asks for.</summary>
public sealed class BookletRouteTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    [Fact]
    public async Task Booklet_IsOfThePublishedVersion_WithItsPictures_InTheCallersLanguage()
    {
        var id = await desk.DraftAsync(desk.Editor);
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Dna(), "/dna")).Expect(200);
        await desk.AddPictureAsync(desk.Editor, id, SampleFiles.Png(700, 350));
        (await desk.Editor.GetAsync($"{CatalogueDesk.Innovations}/{id}/dna/booklet")).ExpectRefusal(404, "catalogue.version-not-found");
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);

        using var french = await ReadAsync(id, "fr");
        using var english = await ReadAsync(id, "en");

        Assert.Contains("Sommaire", TextOf(french), StringComparison.Ordinal);
        Assert.Contains("Contents", TextOf(english), StringComparison.Ordinal);
        Assert.Contains($"innovations/{id}/versions/1", TextOf(english), StringComparison.Ordinal);
        Assert.Single(english.GetPages().SelectMany(x => x.GetImages()));
        var path = $"{CatalogueDesk.Innovations}/{id}/dna/booklet?version=2";
        (await desk.Api.Anonymous().GetAsync(path)).ExpectRefusal(404, "catalogue.version-not-found");
    }

    [Fact]
    public async Task InnovationWithoutDna_HasNoBooklet()
    {
        var id = await desk.PublishAsync();

        (await desk.Api.Anonymous().GetAsync($"{CatalogueDesk.Innovations}/{id}/dna/booklet")).ExpectRefusal(
            404,
            "catalogue.dna-not-found"
        );
    }

    private async Task<PdfDocument> ReadAsync(Guid id, string language)
    {
        using var http = await KestrelService.StartAsync(desk.Api);
        using var client = new HttpClient { BaseAddress = http.Address };
        client.DefaultRequestHeaders.AcceptLanguage.Add(new(language));
        using var reply = await client.GetAsync(
            new Uri($"{CatalogueDesk.Innovations}/{id}/dna/booklet?version=1", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal("application/pdf", reply.EnsureSuccessStatusCode().Content.Headers.ContentType!.MediaType);
        var file = await reply.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return PdfDocument.Open(file);
    }
}
