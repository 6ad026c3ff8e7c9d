using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>Collections for people, feed readers, and the sites that embed them.</summary>
public sealed class CollectionPageTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    private const string Hostile = "</script></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    [Fact]
    public async Task Page_ListsTheExamplesInOrder_WithHeadingsWithoutGaps_AndDataThatParses()
    {
        var (path, innovation, post) = await PublishAsync();

        var reply = (await desk.Api.Anonymous().GetAsync($"{path}?language=en")).Expect(200);
        var page = Parse(reply);

        Assert.Equal(("en", "text/html"), (page.DocumentElement.GetAttribute("lang"), reply.MediaType));
        Assert.Equal("How companies innovate", Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Equal(["Shared workshop", "A garden"], page.QuerySelectorAll("ol h3").Select(x => x.TextContent));
        Assert.Equal("fr", page.QuerySelector("ol h3")!.GetAttribute("lang"));
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Empty(page.QuerySelectorAll("script:not([type='application/ld+json'])"));
        var levels = page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(x => x.LocalName[1] - '0').ToList();
        Assert.All(levels.Zip(levels.Skip(1)), x => Assert.True(x.Second <= x.First + 1));
        Assert.Contains("frame-ancestors 'none'", Policy(reply), StringComparison.Ordinal);
        var data = JsonNode.Parse(page.QuerySelector("script")!.TextContent)!;
        Assert.Equal("CollectionPage", data["@type"]!.GetValue<string>());
        Assert.Equal([1, 2], data["mainEntity"]!["itemListElement"]!.AsArray().Select(x => x!["position"]!.GetValue<int>()));
        var addresses = data["mainEntity"]!["itemListElement"]!.AsArray().Select(x => x!["url"]!.GetValue<string>()).ToList();
        Assert.Contains(innovation.ToString(), addresses[0], StringComparison.Ordinal);
        Assert.Contains(await SlugAsync(post), addresses[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("fr", "en")]
    [InlineData("en", null)]
    public async Task PageAndFrame_SayInWhichLanguageAnInnovationIsWritten(string read, string? mark)
    {
        var innovation = await desk.PublishAsync(CatalogueDesk.Content().With("language", "en"));
        var id = await CollectionDesk.PublishAsync(desk.Editor, CollectionDesk.Item("innovation", innovation));
        var path = $"/collections/{(await desk.Editor.GetAsync($"{CollectionDesk.Collections}/{id}")).Expect(200).Body["slug"]}";

        var page = Parse((await desk.Api.Anonymous().GetAsync($"{path}?language={read}")).Expect(200));
        var frame = Parse((await desk.Api.Anonymous().GetAsync($"{path}/embed?language={read}")).Expect(200));

        Assert.Equal([mark, mark], page.QuerySelectorAll("ol h3, ol p:not(.about)").Select(x => x.GetAttribute("lang")));
        Assert.EndsWith(
            $"/innovations/{innovation}?language=en",
            page.QuerySelector("ol a")!.GetAttribute("href"),
            StringComparison.Ordinal
        );
        Assert.Equal("en", frame.QuerySelector("ol li")!.GetAttribute("lang"));
    }

    [Fact]
    public async Task Feeds_HoldTheExamples()
    {
        var (path, innovation, post) = await PublishAsync();

        var atom = (await desk.Api.Anonymous().GetAsync($"{path}/atom.xml?language=fr")).Expect(200);
        var feed = (await desk.Api.Anonymous().GetAsync($"{path}/feed.json?language=fr")).Expect(200);

        Assert.Equal(("application/atom+xml", "application/feed+json"), (atom.MediaType, feed.MediaType));
        AtomRules.AssertValid(XDocument.Parse(atom.Text));
        var items = JsonNode.Parse(feed.Text)!["items"]!.AsArray();
        Assert.Equal([$"urn:uuid:{innovation}", $"urn:uuid:{post}"], items.Select(x => x!["id"]!.GetValue<string>()));
        Assert.StartsWith("<p>Un &lt;b&gt;atelier&lt;/b&gt;</p>", items[0]!["content_html"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Embed_IsFramedByAnySite_AndHoldsNothingToClickButLinks()
    {
        var (path, _, post) = await PublishAsync();
        foreach (
            var address in new[]
            {
                $"{path}/embed",
                $"/blog/{await SlugAsync(post)}/embed",
                "/collections/no-such/embed",
                "/blog/no-such/embed",
            }
        )
        {
            var reply = await desk.Api.Anonymous().GetAsync(address);

            Assert.Equal(address.Contains("no-such", StringComparison.Ordinal) ? 404 : 200, reply.Status);
            Assert.Equal("default-src 'none'; style-src 'self'; frame-ancestors *; base-uri 'none'; form-action 'none'", Policy(reply));
            var page = Parse(reply);
            Assert.Empty(page.QuerySelectorAll("script,form,button,input,iframe,img"));
            Assert.All(page.QuerySelectorAll("a"), x => Assert.Equal("_top", x.GetAttribute("target")));
            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Single(page.QuerySelectorAll("h1"));
        }

        // A name that reads like the end of such an address is an ordinary page.
        var named = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post().With("slug", "embed"));
        Assert.Contains(
            "frame-ancestors 'none'",
            Policy((await desk.Api.Anonymous().GetAsync($"/blog/{await SlugAsync(named)}")).Expect(200)),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pages_OfHostileTexts_HoldNothingExecutable()
    {
        var post = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post());
        var body = CollectionDesk.Collection(x => x["editions"] = new JsonArray(BlogDesk.Edition("fr", Hostile, Hostile)));
        var draft = (await desk.Editor.PostAsync(CollectionDesk.Collections, body)).Expect(201);
        var items = CollectionDesk.Items(CollectionDesk.Item("post", post, Hostile));
        var arranged = (await desk.Editor.PutAsync($"{CollectionDesk.Collections}/{draft.Id}/items", items, draft.Version)).Expect(200);
        (await desk.Editor.PostAsync($"{CollectionDesk.Collections}/{draft.Id}/publication", version: arranged.Version)).Expect(201);
        var path = $"/collections/{body["slug"]}";

        foreach (var address in new[] { path, "/collections", $"{path}/embed" })
        {
            var page = Parse((await desk.Api.Anonymous().GetAsync(address)).Expect(200));
            Assert.All(page.QuerySelectorAll("script"), x => Assert.Equal("application/ld+json", x.GetAttribute("type")));
            Assert.Empty(page.QuerySelectorAll("img"));
            Assert.DoesNotContain(page.All.SelectMany(x => x.Attributes), x => x.Name.StartsWith("on", StringComparison.Ordinal));
        }

        var frame = JsonNode.Parse((await EmbedAsync($"http://localhost{path}")).Expect(200).Text)!["html"]!.GetValue<string>();
        var framed = new HtmlParser().ParseDocument(frame);
        Assert.Equal(Hostile, Assert.Single(framed.Body!.Children).GetAttribute("title"));
        AtomRules.AssertValid(XDocument.Parse((await desk.Api.Anonymous().GetAsync($"{path}/atom.xml")).Expect(200).Text));
    }

    [Fact]
    public async Task OEmbed_AnswersWhatThePageNames_InBothFormats_WithinTheWantedSize()
    {
        var (path, _, post) = await PublishAsync();
        foreach (var address in new[] { path, $"/blog/{await SlugAsync(post)}" })
        {
            var page = Parse((await desk.Api.Anonymous().GetAsync($"{address}?language=en")).Expect(200));
            var json = page.QuerySelector("link[type='application/json+oembed']")!.GetAttribute("href")!;
            var xml = page.QuerySelector("link[type='text/xml+oembed']")!.GetAttribute("href")!;

            var reply = (await desk.Api.Anonymous().GetAsync(new Uri(json).PathAndQuery + "&maxwidth=320&maxheight=2000")).Expect(200);
            var told = JsonNode.Parse(reply.Text)!;
            var document = XDocument.Parse((await desk.Api.Anonymous().GetAsync(new Uri(xml).PathAndQuery)).Expect(200).Text).Root!;

            Assert.Equal("application/json", reply.MediaType);
            Assert.Equal(("rich", "1.0"), (told["type"]!.GetValue<string>(), told["version"]!.GetValue<string>()));
            Assert.Equal((320, 400), (told["width"]!.GetValue<int>(), told["height"]!.GetValue<int>()));
            Assert.Equal(("oembed", "rich"), (document.Name.LocalName, document.Element("type")!.Value));
            Assert.Equal(told["title"]!.GetValue<string>(), document.Element("title")!.Value);
            var frame = Assert.Single(new HtmlParser().ParseDocument(told["html"]!.GetValue<string>()).QuerySelectorAll("iframe"));
            Assert.Equal($"http://localhost{address}/embed?language=en", frame.GetAttribute("src"));
            Assert.Equal(told["title"]!.GetValue<string>(), frame.GetAttribute("title"));
        }
    }

    [Fact]
    public async Task OEmbed_OfWhatIsNotPublic_OrNotOurs_IsRefusedAlike()
    {
        var hidden = await CollectionDesk.DraftAsync(desk.Editor);
        var slug = (await desk.Editor.GetAsync($"{CollectionDesk.Collections}/{hidden}")).Expect(200).Body["slug"];
        foreach (
            var url in new[]
            {
                $"http://localhost/collections/{slug}",
                "http://localhost/collections/no-such",
                "http://localhost/blog/no-such",
                "http://localhost/blog",
                "http://elsewhere.example/blog/no-such",
                "javascript:alert(1)",
                "no address",
            }
        )
        {
            Assert.Equal(404, (await EmbedAsync(url)).Status);
        }

        var (path, _, _) = await PublishAsync();
        Assert.Equal(501, (await EmbedAsync($"http://localhost{path}", "&format=yaml")).Status);
        Assert.Equal(400, (await EmbedAsync($"http://localhost{path}", "&maxwidth=wide")).Status);
        Assert.Equal(400, (await EmbedAsync($"http://localhost{path}", "&maxheight=0")).Status);
        Assert.Equal(400, (await desk.Api.Anonymous().GetAsync("/oembed")).Status);
    }

    [Fact]
    public async Task Draft_IsMissingLikeAnyOther_AndTheSitemapNamesWhatIsPublic()
    {
        var hidden = await CollectionDesk.DraftAsync(desk.Editor);
        var slug = (await desk.Editor.GetAsync($"{CollectionDesk.Collections}/{hidden}")).Expect(200).Body["slug"];
        var missing = await desk.Api.Anonymous().GetAsync("/collections/there-is-none");
        Assert.Equal((404, "text/html"), (missing.Status, missing.MediaType));
        foreach (var part in new[] { "", "/atom.xml", "/feed.json" })
        {
            var reply = await desk.Editor.GetAsync($"/collections/{slug}{part}");
            Assert.Equal((404, missing.Text), (reply.Status, reply.Text));
        }

        var (path, _, _) = await PublishAsync();
        var sitemap = (await desk.Api.Anonymous().GetAsync("/sitemap.xml")).Expect(200).Text;
        Assert.Contains($"<loc>http://localhost{path}</loc>", sitemap, StringComparison.Ordinal);
        Assert.DoesNotContain($"/collections/{slug}<", sitemap, StringComparison.Ordinal);
    }

    private async Task<(string Path, Guid Innovation, Guid Post)> PublishAsync()
    {
        var innovation = await desk.PublishAsync(dna: CatalogueDesk.Dna());
        var post = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post());
        var id = await CollectionDesk.PublishAsync(
            desk.Editor,
            CollectionDesk.Item("innovation", innovation, "Un <b>atelier</b>"),
            CollectionDesk.Item("post", post)
        );
        return (
            $"/collections/{(await desk.Editor.GetAsync($"{CollectionDesk.Collections}/{id}")).Expect(200).Body["slug"]}",
            innovation,
            post
        );
    }

    private Task<ApiReply> EmbedAsync(string url, string more = "") =>
        desk.Api.Anonymous().GetAsync($"/oembed?url={Uri.EscapeDataString(url)}{more}");

    private async Task<string> SlugAsync(Guid post) =>
        (await desk.Editor.GetAsync($"{BlogDesk.Posts}/{post}")).Expect(200).Body["slug"]!.GetValue<string>();

    private static string Policy(ApiReply reply) => Assert.Single(reply.Headers.GetValues("Content-Security-Policy"));

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(ApiReply reply) => new HtmlParser().ParseDocument(reply.Text);
}
