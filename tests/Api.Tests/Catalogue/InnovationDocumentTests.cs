using System.Security.Cryptography;
using System.Text.Json.Nodes;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Testing;
using static SocialInnovation.Api.Tests.Catalogue.CatalogueDesk;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>Documents for reuse are uploaded, and public once a published DNA names them.</summary>
public sealed class InnovationDocumentTests(ReplicationDesk places) : IClassFixture<ReplicationDesk>
{
    private CatalogueDesk Desk => places.Catalogue;

    [Fact]
    public async Task Document_IsPublicOnceAPublishedDnaNamesIt_AndStays()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var file = SampleDocuments.Package(MediaTypes.Odt);
        var url = await UploadAsync(Desk.Editor, id, "Statuts types à reprendre.odt", file);
        var notes = await UploadAsync(Desk.Editor, id, "notes.txt", "Pas encore publié"u8.ToArray());
        await AssertHiddenAsync(url);
        (await Desk.PutAsync(Desk.Editor, id, DnaWith(url), "/dna")).Expect(200);
        await AssertHiddenAsync(url);

        await PublishAsync(id);

        using var saved = await Desk.Api.Anonymous().Http.GetAsync(url, Ct);
        Assert.Equal(200, (int)saved.StatusCode);
        Assert.Equal(file, await saved.Content.ReadAsByteArrayAsync(Ct));
        Assert.Equal(MediaTypes.Odt, saved.Content.Headers.ContentType?.MediaType);
        Assert.Equal(file.Length, saved.Content.Headers.ContentLength);
        Assert.Equal("attachment", saved.Content.Headers.ContentDisposition?.DispositionType);
        Assert.Equal("Statuts types à reprendre.odt", saved.Content.Headers.ContentDisposition?.FileNameStar);
        Assert.Equal("nosniff", saved.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Equal("public, max-age=86400, immutable", saved.Headers.CacheControl?.ToString());
        var known = await Desk.Api.Anonymous().GetAsync(url, ("If-None-Match", saved.Headers.ETag!.ToString()));
        Assert.Equal(304, known.Status);
        var listed = Assert.Single(await ListAsync(Desk.Api.Anonymous(), id));
        Assert.Equal(
            (url, file.Length, Convert.ToHexStringLower(SHA256.HashData(file)), 1),
            (
                listed!["url"]!.GetValue<string>(),
                listed["bytes"]!.GetValue<int>(),
                listed["sha256"]!.GetValue<string>(),
                listed["publishedIn"]!.GetValue<int>()
            )
        );
        Assert.Equal(2, (await ListAsync(Desk.Publisher, id)).Count);
        (await Desk.Api.Anonymous().GetAsync(notes)).ExpectRefusal(404, "catalogue.document-not-found");
        using var text = await Desk.Editor.Http.GetAsync(notes, Ct);
        Assert.Equal("text/plain; charset=utf-8", text.Content.Headers.ContentType?.ToString());

        // What the next version leaves out is still of the one before.
        (await Desk.PostAsync(Desk.Editor, id, "revision")).Expect(201);
        (await Desk.PutAsync(Desk.Editor, id, Dna(), "/dna")).Expect(200);
        (await Desk.Editor.DeleteAsync(url, await VersionAsync(id))).ExpectRefusal(409, "catalogue.document-in-use");
        await PublishAsync(id);
        (await Desk.Api.Anonymous().GetAsync(url)).Expect(200);

        (await Desk.PostAsync(Desk.Editor, id, "withdrawal", new { reason = "Over." })).Expect(201);
        (await Desk.Api.Anonymous().GetAsync(url)).ExpectRefusal(404, "catalogue.innovation-not-found");
    }

    [Fact]
    public async Task Document_IsRemovedWhileNoDnaNamesIt()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var (first, second) = ("The one that is named"u8.ToArray(), "The one that is not"u8.ToArray());
        var named = await UploadAsync(Desk.Editor, id, "named.txt", first);
        var unnamed = await UploadAsync(Desk.Editor, id, "unnamed.txt", second);
        (await Desk.PutAsync(Desk.Editor, id, DnaWith(named), "/dna")).Expect(200);

        (await Desk.Editor.DeleteAsync(named, await VersionAsync(id))).ExpectRefusal(409, "catalogue.document-in-use");
        (await Desk.Editor.DeleteAsync(unnamed, await VersionAsync(id))).Expect(200);
        (await Desk.Editor.DeleteAsync(unnamed, await VersionAsync(id))).ExpectRefusal(404, "catalogue.document-not-found");
        (await Desk.Editor.GetAsync(unnamed)).ExpectRefusal(404, "catalogue.document-not-found");
        Assert.Equal((1L, 0L), (await CountAsync(first), await CountAsync(second)));
        Assert.Single(await ListAsync(Desk.Editor, id));

        await PublishAsync(id);
        (await Desk.Editor.DeleteAsync(named, await VersionAsync(id))).ExpectRefusal(409, "catalogue.innovation-not-draft");
        (await SendDocumentAsync(Desk.Editor, id, "bail.pdf", SampleDocuments.Pdf())).ExpectRefusal(409, "catalogue.innovation-not-draft");
    }

    [Theory]
    [InlineData("statuts", 400, "request.validation-failed")]
    [InlineData("", 400, "request.validation-failed")]
    [InlineData("../statuts.pdf", 400, "request.validation-failed")]
    [InlineData("statuts\u202Efdp.exe", 400, "request.validation-failed")]
    [InlineData("statuts.exe", 422, "platform.document-type-unknown")]
    [InlineData("statuts.docm", 422, "platform.document-type-unknown")]
    [InlineData("statuts.ods", 422, "platform.document-content-differs")]
    public async Task Document_IsTakenByItsNameAndItsContent(string fileName, int status, string code)
    {
        var id = await Desk.DraftAsync(Desk.Editor);

        (await SendDocumentAsync(Desk.Editor, id, fileName, SampleDocuments.Package(MediaTypes.Odt))).ExpectRefusal(status, code);

        Assert.Empty(await ListAsync(Desk.Editor, id));
    }

    [Fact]
    public async Task Document_WithMacros_OrTooLarge_OrOfNothing_IsRefused()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var macros = SampleDocuments.Package(MediaTypes.Docx, "word/vbaProject.bin");

        (await SendDocumentAsync(Desk.Editor, id, "a.DOCX", macros)).ExpectRefusal(422, "platform.document-has-macros");
        (await SendDocumentAsync(Desk.Editor, id, "a.txt", [])).ExpectRefusal(400, "request.validation-failed");
        (await SendDocumentAsync(Desk.Editor, id, "a.pdf", SampleDocuments.Pdf(), "image/png")).ExpectRefusal(
            415,
            "request.unsupported-media-type"
        );
        using var http = await KestrelService.StartAsync(Desk.Api);
        using var patient = new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) };
        using var client = new HttpClient(patient) { BaseAddress = http.Address };
        client.DefaultRequestHeaders.Authorization = Desk.Editor.Http.DefaultRequestHeaders.Authorization;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Innovations}/{id}/documents?fileName=a.txt");
        request.Headers.Add("Idempotency-Key", "large");
        request.Headers.Add("If-Match", "*");
        // Nothing of it need be sent: the server refuses it by the length that is announced.
        request.Headers.ExpectContinue = true;
        request.Content = new ByteArrayContent(new byte[DocumentLimits.Bytes + 1]);
        request.Content.Headers.ContentType = new("text/plain");
        using var large = await client.SendAsync(request, Ct);
        (await ApiReply.ReadAsync(large)).ExpectRefusal(413, "request.too-large");
        Assert.Empty(await ListAsync(Desk.Editor, id));
    }

    [Fact]
    public async Task Document_WithoutAName_IsToldThatItNeedsOne()
    {
        var id = await Desk.DraftAsync(Desk.Editor);

        var refused = await Desk.Editor.PostBytesAsync($"{Innovations}/{id}/documents", SampleDocuments.Pdf(), MediaTypes.Pdf, "*");

        var fault = refused.ExpectRefusal(400, "request.validation-failed").Body["errors"]![0]!;
        Assert.Equal(("validation.required", "fileName"), (fault["code"]!.GetValue<string>(), fault["parameter"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Innovation_HasAtMostTwentyDocuments()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        for (var i = 0; i < DocumentLimits.Documents; i++)
        {
            await UploadAsync(Desk.Editor, id, $"{i}.pdf");
        }

        (await SendDocumentAsync(Desk.Editor, id, "one-more.pdf", SampleDocuments.Pdf())).ExpectRefusal(
            409,
            "catalogue.too-many-documents"
        );
    }

    [Fact]
    public async Task Holder_UploadsToItsOwnInnovationOnly()
    {
        var own = await Desk.DraftAsync(Desk.Holder, organisation: Desk.Organisation);
        var (anothers, hidden) = (await Desk.PublishAsync(), await Desk.DraftAsync(Desk.Editor));

        var url = await UploadAsync(Desk.Holder, own, "bail.pdf");

        (await Desk.Holder.GetAsync(url)).Expect(200);
        (await places.Stranger.GetAsync(url)).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await SendDocumentAsync(Desk.Holder, anothers, "bail.pdf", SampleDocuments.Pdf())).ExpectRefusal(403, "catalogue.not-a-member");
        (await SendDocumentAsync(Desk.Holder, hidden, "bail.pdf", SampleDocuments.Pdf())).ExpectRefusal(
            404,
            "catalogue.innovation-not-found"
        );
    }

    [Fact]
    public async Task Dna_NamesDocumentsOfItsOwnInnovation_WhereverTheServiceIsReached()
    {
        var (id, other) = (await Desk.DraftAsync(Desk.Editor), await Desk.DraftAsync(Desk.Editor));
        var (own, others) = (await UploadAsync(Desk.Editor, id, "bail.pdf"), await UploadAsync(Desk.Editor, other, "bail.pdf"));

        foreach (var unknown in new[] { others, own[..^4] + "dead", $"http://service.example{others}", $"http://localhost{others}" })
        {
            var refused = (await Desk.PutAsync(Desk.Editor, id, DnaWith(unknown), "/dna")).ExpectRefusal(422, "catalogue.unknown-document");
            Assert.Equal("#/documents/0/url", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        }

        (await Desk.PutAsync(Desk.Editor, id, DnaWith("/statuts.odt"), "/dna")).ExpectRefusal(400, "request.validation-failed");
        (await Desk.PutAsync(Desk.Editor, id, DnaWith($"https://service.example{own}"), "/dna")).Expect(200);
        Assert.Equal(own, await NamedAsync(Desk.Editor, $"{Innovations}/{id}/dna"));
        await PublishAsync(id);
        Assert.Equal($"http://localhost{own}", await NamedAsync(Desk.Api.Anonymous(), $"{Innovations}/{id}/dna/export"));
        (await Desk.Api.Anonymous().GetAsync(own)).Expect(200);
    }

    [Fact]
    public async Task Replication_NamesWhatIsPublicOfItsOrigin()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var (named, unnamed) = (await UploadAsync(Desk.Editor, id, "bail.pdf"), await UploadAsync(Desk.Editor, id, "notes.pdf"));
        (await Desk.PutAsync(Desk.Editor, id, DnaWith(named), "/dna")).Expect(200);
        await PublishAsync(id);
        var replication = await places.DeclareAsync(id);

        (await places.ForkAsync(places.Replicator, replication, DnaWith(unnamed))).ExpectRefusal(422, "catalogue.unknown-document");
        (await places.ForkAsync(places.Replicator, replication, DnaWith(named))).Expect(200);
    }

    [Fact]
    public async Task Upload_SentAgain_IsTheSameDocument_AndItsKeyIsOfItsNameToo()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var key = Guid.CreateVersion7();

        var first = (await SendDocumentAsync(Desk.Editor, id, "bail.pdf", SampleDocuments.Pdf(), key: key)).Expect(201);
        var again = (await SendDocumentAsync(Desk.Editor, id, "bail.pdf", SampleDocuments.Pdf(), key: key)).Expect(201);
        (await SendDocumentAsync(Desk.Editor, id, "statuts.pdf", SampleDocuments.Pdf(), key: key)).ExpectRefusal(
            422,
            "request.idempotency-key-reused"
        );

        Assert.Equal(first.Text, again.Text);
        Assert.Single(await ListAsync(Desk.Editor, id));
    }

    [Fact]
    public async Task Page_AndBooklet_LeadToTheDocument()
    {
        var id = await Desk.DraftAsync(Desk.Editor);
        var url = await UploadAsync(Desk.Editor, id, "bail.pdf");
        (await Desk.PutAsync(Desk.Editor, id, DnaWith(url), "/dna")).Expect(200);
        await PublishAsync(id);

        var page = (await Desk.Api.Anonymous().GetAsync($"/innovations/{id}")).Expect(200).Text;
        var booklet = await Desk.Api.Anonymous().Http.GetByteArrayAsync($"{Innovations}/{id}/dna/booklet", Ct);

        Assert.Contains($"href=\"{url}\"", page, StringComparison.Ordinal);
        using var pdf = UglyToad.PdfPig.PdfDocument.Open(booklet);
        var text = string.Concat(Documents.PdfText.TextOf(pdf).Where(x => !char.IsWhiteSpace(x)));
        Assert.Contains($"http://localhost{url}", text, StringComparison.Ordinal);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static JsonObject DnaWith(string url)
    {
        var dna = Dna();
        dna["documents"]![0]!["url"] = url;
        return dna;
    }

    private async Task PublishAsync(Guid id)
    {
        (await Desk.PostAsync(Desk.Editor, id, "submission")).Expect(201);
        (await Desk.PostAsync(Desk.Publisher, id, "publication")).Expect(201);
    }

    private async Task AssertHiddenAsync(string url)
    {
        (await Desk.Api.Anonymous().GetAsync(url)).ExpectRefusal(404, "catalogue.innovation-not-found");
        (await Desk.Editor.GetAsync(url)).Expect(200);
    }

    private async Task<int> VersionAsync(Guid id) => (await Desk.ReadAsync(id))["version"]!.GetValue<int>();

    private static async Task<JsonArray> ListAsync(ApiClient caller, Guid id) =>
        (await caller.GetAsync($"{Innovations}/{id}/documents")).Expect(200).Body.AsArray();

    private static async Task<string> NamedAsync(ApiClient caller, string path) =>
        (await caller.GetAsync(path)).Expect(200).Body["dna"]!["documents"]![0]!["url"]!.GetValue<string>();

    // Whether the table of files tells of it: else the sweep removes its bytes.
    private async Task<object?> CountAsync(byte[] file) =>
        await Desk.Api.Database.ScalarAsOwnerAsync(
            $"select count(*) from platform.files where sha256 = '{Convert.ToHexStringLower(SHA256.HashData(file))}'"
        );
}
