using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Catalogue;

/// <summary>The innovations for people and search engines, without a front end and without a script.</summary>
public sealed class InnovationPageTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    private const string Pages = "/innovations";
    private const string Hostile = "</script></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    // Each is the whole text of one element.
    private static readonly string[] Own =
    [
        "Shared workshop",
        "Machines that everybody uses.",
        "began",
        "Jobs made",
        "full-time jobs",
        "The payroll of the cooperative.",
        "Artisans can't afford machines that they use once a week.",
        "Find a depot",
        "An empty one.",
        "The artisans",
        "A manager, half-time",
        "Machines",
        "Used ones do.",
        "Loi du 10 septembre 1947.",
        "Noise",
        "Work ends at eight.",
        "Neighbours complained.",
        "Statutes",
    ];

    [Theory]
    [InlineData("fr", "Les étapes", "pérennisée", "au début")]
    [InlineData("en", "Steps", "established", "at the start")]
    public async Task Page_ShowsTheInnovationWithItsDna_InTheWantedLanguage(string language, string steps, string stage, string moment)
    {
        var id = await desk.PublishAsync(CatalogueDesk.Content(), CatalogueDesk.Dna());

        var page = await PageAsync($"{Pages}/{id}?language={language}");

        var text = page.QuerySelector("main")!.TextContent;
        Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
        Assert.Equal("Shared workshop", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal("began", page.QuerySelector("main em")!.TextContent);
        foreach (var expected in new[] { steps, stage, moment, "Metz, Nancy", "3.5 full-time jobs", "Find a depot", "CC-BY-SA-4.0" })
        {
            Assert.Contains(expected, text, StringComparison.Ordinal);
        }

        var links = page.QuerySelectorAll("main a")
            .Select(x => x.GetAttribute("href")!)
            .Where(x => x.StartsWith("/api/", StringComparison.Ordinal));
        foreach (var link in links)
        {
            // Read as bytes: one of them is a PDF.
            using var answer = await desk.Api.Anonymous().Http.GetAsync(link, TestContext.Current.CancellationToken);
            Assert.Equal(200, (int)answer.StatusCode);
        }
    }

    [Theory]
    [InlineData("fr", "en")]
    [InlineData("en", "fr")]
    public async Task Page_InTheOtherLanguage_MarksTheInnovationsOwnTexts_AndNoWordAroundThem(string written, string read)
    {
        var id = await desk.PublishAsync(CatalogueDesk.Content().With("language", written), CatalogueDesk.Dna());

        var page = await PageAsync($"{Pages}/{id}?language={read}");

        foreach (var own in Own)
        {
            Assert.Equal(written, LanguageOf(Holding(page, own)));
        }

        var words = page.QuerySelectorAll("h2, h3, dt, dd, thead th, time, article > ul a, header, footer, .about").ToList();
        Assert.All(words, x => Assert.Equal(read, LanguageOf(x)));
        // What shares a line with such a text is outside of its mark.
        Assert.All(page.QuerySelectorAll("section li, tbody td"), x => Assert.Equal(read, LanguageOf(x)));
        Assert.Equal(written, page.QuerySelector("meta[name=description]")!.GetAttribute("lang"));
        Assert.Equal(written, JsonNode.Parse(page.QuerySelector("script")!.TextContent)!["inLanguage"]!.GetValue<string>());

        var same = await PageAsync($"{Pages}/{id}?language={written}");
        Assert.Empty(same.QuerySelectorAll("main [lang]"));
    }

    [Fact]
    public async Task Index_MarksWhatIsNotInItsLanguage()
    {
        var french = await desk.PublishAsync(CatalogueDesk.Content().With("language", "fr"));
        var english = await desk.PublishAsync(CatalogueDesk.Content().With("language", "en"));

        var page = await PageAsync($"{Pages}?language=en");

        foreach (var (id, language) in new[] { (french, "fr"), (english, "en") })
        {
            var entry = page.QuerySelector($"a[href*='{id}']")!.Closest("article")!;
            Assert.Equal(language, LanguageOf(entry.QuerySelector("h2")!));
            Assert.Equal("en", LanguageOf(entry.QuerySelector(".about")!));
            Assert.Equal(language, LanguageOf(entry.QuerySelector("p:not(.about)")!));
        }
    }

    [Fact]
    public async Task Page_OfAnInnovationKeptWithoutALanguage_ReadsAsFrench()
    {
        var id = await desk.PublishAsync(CatalogueDesk.Content().With("language", "en"));
        // A version never changes: one more is put beside it.
        await desk.Api.Database.ExecuteAsync(
            $"""
            insert into catalogue.innovation_versions
            select (jsonb_populate_record(v,
                jsonb_build_object('id', gen_random_uuid(), 'number', 2, 'content', v.content - 'language'))).*
            from catalogue.innovation_versions v where v.innovation_id = '{id}';
            update catalogue.innovations set content = content - 'language', published_version = 2 where id = '{id}'
            """
        );

        var page = await PageAsync($"{Pages}/{id}?language=en");

        Assert.Equal("fr", LanguageOf(page.QuerySelector("h1")!));
        Assert.Equal("fr", (await desk.ReadAsync(id))["content"]!["language"]!.GetValue<string>());
    }

    [Fact]
    public async Task Page_IsThatOfTheNewestPublishedVersion_AndOfNoDraft()
    {
        var draft = await desk.DraftAsync(desk.Editor);
        var id = await desk.PublishAsync(CatalogueDesk.Content("Known to all"));
        (await desk.PostAsync(desk.Editor, id, "revision")).Expect(201);
        (await desk.PutAsync(desk.Editor, id, CatalogueDesk.Content("Not yet known"))).Expect(200);

        var missing = await desk.Api.Anonymous().GetAsync($"{Pages}/{draft}?language=en");
        Assert.Contains("There is no such innovation", missing.Expect(404).Text, StringComparison.Ordinal);
        // Whoever signs in sees no more here.
        foreach (var reader in new[] { desk.Editor, desk.Api.Anonymous() })
        {
            (await reader.GetAsync($"{Pages}/{draft}")).Expect(404);
            var page = Parse((await reader.GetAsync($"{Pages}/{id}")).Expect(200));
            Assert.Equal("Known to all", page.QuerySelector("h1")!.TextContent);
        }

        (await desk.PostAsync(desk.Editor, id, "withdrawal", new { reason = "Closed." })).Expect(201);
        (await desk.Api.Anonymous().GetAsync($"{Pages}/{id}")).Expect(404);
    }

    [Fact]
    public async Task Index_LeadsToEveryInnovation_ByItsLinks()
    {
        var ids = new List<Guid>();
        for (var innovation = 0; innovation < 21; innovation++)
        {
            ids.Add(await desk.PublishAsync());
        }

        foreach (var language in new[] { "fr", "en" })
        {
            var pages = await LinkedPages.FollowAsync(desk.Api.Anonymous(), $"{Pages}?language={language}");

            var links = pages.SelectMany(x => x.QuerySelectorAll("article h2 a")).Select(x => x.GetAttribute("href")!).ToList();
            Assert.All(ids, id => Assert.Single(links, $"{Pages}/{id}?language={language}"));
            Assert.Equal(links.Distinct().Count(), links.Count);
            Assert.All(pages, x => Assert.Equal(language, x.DocumentElement.GetAttribute("lang")));
        }

        var refused = (await desk.Api.Anonymous().GetAsync($"{Pages}?cursor=nothing")).Expect(400);
        Assert.Equal("request.cursor-invalid", refused.Body["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Page_OfHostileTexts_HoldsNothingExecutable_AndItsDataParses()
    {
        var content = CatalogueDesk.Content(Hostile).With("summary", Hostile).With("story", Hostile);
        content["results"]![0]!["evidence"] = Hostile;
        var dna = CatalogueDesk.Dna(Hostile);
        dna["steps"]![0]!["title"] = Hostile;
        dna["documents"]![0]!["title"] = Hostile;
        var id = await desk.PublishAsync(content, dna);
        foreach (var address in new[] { $"{Pages}/{id}", Pages })
        {
            var reply = (await desk.Api.Anonymous().GetAsync(address)).Expect(200);
            var read = Parse(reply);

            Assert.All(read.QuerySelectorAll("script"), x => Assert.Equal("application/ld+json", x.GetAttribute("type")));
            Assert.Empty(read.QuerySelectorAll("img"));
            Assert.DoesNotContain(read.All.SelectMany(x => x.Attributes), x => x.Name.StartsWith("on", StringComparison.Ordinal));
            Assert.StartsWith(
                "default-src 'none'; style-src 'self'; img-src 'self' https:;",
                Assert.Single(reply.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }

        var data = JsonNode.Parse((await PageAsync($"{Pages}/{id}")).QuerySelector("script")!.TextContent)!;
        Assert.Equal(("HowTo", Hostile), (data["@type"]!.GetValue<string>(), data["name"]!.GetValue<string>()));
        Assert.Equal("https://schema.org", data["@context"]!.GetValue<string>());
        Assert.Equal("30000.00", data["estimatedCost"]!["value"]!.GetValue<string>());
        Assert.Equal([Hostile, "Equip it"], data["step"]!.AsArray().Select(x => x!["name"]!.GetValue<string>()));
        Assert.Equal("49.1193", data["spatialCoverage"]![0]!["geo"]!["latitude"]!.GetValue<string>());
    }

    [Fact]
    public async Task Page_WithPictures_ShowsEachWithItsText()
    {
        var id = await desk.DraftAsync(desk.Editor);
        await desk.AddPictureAsync(desk.Editor, id, SampleFiles.Png());
        (await desk.PostAsync(desk.Editor, id, "submission")).Expect(201);
        (await desk.PostAsync(desk.Publisher, id, "publication")).Expect(201);

        var page = await PageAsync($"{Pages}/{id}?language=en");

        var picture = Assert.Single(page.QuerySelectorAll("img"));
        Assert.Equal(("Ici", "fr"), (picture.GetAttribute("alt"), picture.GetAttribute("lang")));
        Assert.Equal("CreativeWork", JsonNode.Parse(page.QuerySelector("script")!.TextContent)!["@type"]!.GetValue<string>());
    }

    [Fact]
    public async Task Sitemap_NamesPublicInnovations()
    {
        var (draft, id) = (await desk.DraftAsync(desk.Editor), await desk.PublishAsync());

        var sitemap = XDocument.Parse((await desk.Api.Anonymous().GetAsync("/sitemap.xml")).Expect(200).Text.TrimStart('\uFEFF'));

        var addresses = sitemap.Descendants().Where(x => x.Name.LocalName == "loc").Select(x => x.Value).ToList();
        Assert.Contains($"http://localhost{Pages}/{id}", addresses);
        Assert.DoesNotContain($"http://localhost{Pages}/{draft}", addresses);
    }

    private async Task<IHtmlDocument> PageAsync(string path) => Parse((await desk.Api.Anonymous().GetAsync(path)).Expect(200));

    /// <summary>The innermost element whose text this is.</summary>
    private static IElement Holding(IHtmlDocument page, string text) =>
        Assert.Single(page.QuerySelectorAll("main *"), x => x.ChildElementCount == 0 && x.TextContent == text);

    private static string? LanguageOf(IElement element) => element.Closest("[lang]")!.GetAttribute("lang");

    private static IHtmlDocument Parse(ApiReply reply) => new HtmlParser().ParseDocument(reply.Text);
}
