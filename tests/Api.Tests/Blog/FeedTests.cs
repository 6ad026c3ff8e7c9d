using System.Text.Json.Nodes;
using System.Xml.Linq;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>The blog for programs: Atom, JSON Feed, sitemap.</summary>
public sealed class FeedTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    private const string Awkward = "<b>\"A\" & 'B'</b> ]]> \u0001\u000b \ud83d\ude00 é";

    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Sitemap = "http://www.sitemaps.org/schemas/sitemap/0.9";

    [Fact]
    public async Task Atom_IsValid_WhateverTheTextsHold()
    {
        var post = BlogDesk.Post(tags: ["gardens", "towns"]);
        (post["editions"]![0]!["title"], post["authorName"]) = (Awkward, Awkward);
        var id = await desk.PublishAsync(post);
        await desk.PublishAsync();

        var reply = (await desk.Anybody.GetAsync("/blog/atom.xml?language=fr")).Expect(200);

        Assert.Equal("application/atom+xml", reply.MediaType);
        var document = XDocument.Parse(reply.Text);
        AtomRules.AssertValid(document);
        var entry = EntryOf(document, id)!;
        Assert.Equal(Awkward.Replace("\u0001\u000b", string.Empty, StringComparison.Ordinal), entry.Element(Atom + "title")!.Value);
        Assert.Equal("<p>Du <em>texte</em>.</p>", entry.Element(Atom + "content")!.Value.Trim());
        Assert.Equal(["gardens", "towns"], entry.Elements(Atom + "category").Select(x => x.Attribute("term")!.Value));
        Assert.Equal("fr", document.Root!.Attribute(XNamespace.Xml + "lang")!.Value);
    }

    [Fact]
    public async Task Atom_OfAnEmptyBlog_IsValid()
    {
        await using var api = await ApiFixture.StartAsync();

        AtomRules.AssertValid(XDocument.Parse((await api.Anonymous().GetAsync("/blog/atom.xml")).Expect(200).Text));
    }

    [Fact]
    public async Task Entry_KeepsItsId_AndTellsWhenItChanged()
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var id = await desk.PublishAsync();
        var before = EntryOf(await AtomAsync("fr"), id)!;
        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(3));
        var post = BlogDesk.Post();
        post.Remove("slug");
        (await desk.Editor.PutAsync($"{BlogDesk.Posts}/{id}", post, 2)).Expect(200);

        var document = await AtomAsync("fr");

        var after = EntryOf(document, id)!;
        Assert.Equal(before.Element(Atom + "id")!.Value, after.Element(Atom + "id")!.Value);
        Assert.Equal(before.Element(Atom + "published")!.Value, after.Element(Atom + "published")!.Value);
        Assert.Equal(("2031-03-01T08:00:00Z", "2031-03-04T08:00:00Z"), (Updated(before), Updated(after)));
        Assert.Equal(document.Root!.Elements(Atom + "entry").Max(Updated), document.Root.Element(Atom + "updated")!.Value);
        await desk.Api.MoveClockAsync(BlogDesk.Start);
    }

    [Fact]
    public async Task Feeds_HoldWhatIsPublic_InTheirLanguage()
    {
        var post = BlogDesk.Post();
        post["editions"]!.AsArray().RemoveAt(1);
        var french = await desk.PublishAsync(post);
        var hidden = await desk.InAsync("scheduled");

        Assert.NotNull(EntryOf(await AtomAsync("fr"), french));
        Assert.Null(EntryOf(await AtomAsync("en"), french));
        Assert.Null(EntryOf(await AtomAsync("fr"), hidden));
        var sitemap = XDocument.Parse((await desk.Anybody.GetAsync("/sitemap.xml")).Expect(200).Text);
        var addresses = sitemap.Root!.Elements(Sitemap + "url").Select(x => x.Element(Sitemap + "loc")!.Value).ToList();
        Assert.Contains($"http://localhost/blog/{(await desk.ReadAsync(french))["slug"]}", addresses);
        Assert.DoesNotContain($"http://localhost/blog/{(await desk.ReadAsync(hidden))["slug"]}", addresses);
    }

    [Fact]
    public async Task JsonFeed_HoldsWhatItsVersionAsksFor()
    {
        var id = await desk.PublishAsync(BlogDesk.Post(tags: ["gardens"]));

        var reply = (await desk.Anybody.GetAsync("/blog/feed.json?language=en")).Expect(200);

        Assert.Equal("application/feed+json", reply.MediaType);
        var feed = JsonNode.Parse(reply.Text)!;
        Assert.Equal("https://jsonfeed.org/version/1.1", feed["version"]!.GetValue<string>());
        Assert.NotEmpty(feed["title"]!.GetValue<string>());
        var item = feed["items"]!.AsArray().Single(x => x!["id"]!.GetValue<string>() == $"urn:uuid:{id}")!;
        Assert.Equal("A garden", item["title"]!.GetValue<string>());
        Assert.Equal("<p>Some <em>text</em>.</p>", item["content_html"]!.GetValue<string>().Trim());
        Assert.Equal("Élise", item["authors"]![0]!["name"]!.GetValue<string>());
        Assert.Equal("gardens", item["tags"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task Feed_ThatIsKnown_IsNotSentAgain()
    {
        var tag = (await desk.Anybody.GetAsync("/blog/atom.xml")).Expect(200).Headers.ETag!.ToString();
        Assert.Equal(304, (await desk.Anybody.GetAsync("/blog/atom.xml", ("If-None-Match", tag))).Status);
    }

    private async Task<XDocument> AtomAsync(string language) =>
        XDocument.Parse((await desk.Anybody.GetAsync($"/blog/atom.xml?language={language}")).Expect(200).Text);

    private static XElement? EntryOf(XDocument document, Guid id) =>
        document.Root!.Elements(Atom + "entry").SingleOrDefault(x => x.Element(Atom + "id")!.Value == $"urn:uuid:{id}");

    private static string Updated(XElement entry) => entry.Element(Atom + "updated")!.Value;
}
