using System.Text.Json.Nodes;
using AngleSharp.Html.Parser;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>The blog for people, without a front end and without a script.</summary>
public sealed class PageTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    private const string Hostile = "</script></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    [Theory]
    [InlineData("fr", "Un jardin")]
    [InlineData("en", "A garden")]
    public async Task Page_IsWrittenInTheWantedLanguage(string language, string title)
    {
        var path = await PathAsync(await desk.PublishAsync());

        var asked = (await desk.Anybody.GetAsync(path, ("Accept-Language", language))).Expect(200);
        var named = (await desk.Anybody.GetAsync($"{path}?language={language}", ("Accept-Language", "de"))).Expect(200);

        Assert.Contains("Accept-Language", asked.Headers.Vary);
        foreach (var reply in new[] { asked, named })
        {
            var page = Parse(reply);
            Assert.Equal(language, page.DocumentElement.GetAttribute("lang"));
            Assert.Equal(title, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
            Assert.Equal("text/html", reply.MediaType);
        }
    }

    [Fact]
    public async Task Page_WithoutTheWantedLanguage_IsTheOriginal()
    {
        var post = BlogDesk.Post();
        post["editions"]!.AsArray().RemoveAt(1);

        var page = Parse((await desk.Anybody.GetAsync($"{await PathAsync(await desk.PublishAsync(post))}?language=en")).Expect(200));

        Assert.Equal("fr", page.DocumentElement.GetAttribute("lang"));
        Assert.Null(page.QuerySelector("nav"));
    }

    [Fact]
    public async Task Page_HasLandmarks_ASkipLink_AndHeadingsWithoutGaps()
    {
        var id = await desk.PublishAsync(BlogDesk.Post("after", "# A\n\n#### B\n\n![Une place](https://a.example/x.png)"));
        (await desk.CommentAsync(desk.Reader, id, "# Not a heading\n\n**Bravo**")).Expect(201);
        var path = await PathAsync(id);
        foreach (var address in new[] { $"{path}?language=fr", "/blog?language=fr" })
        {
            var page = Parse((await desk.Anybody.GetAsync(address)).Expect(200));

            Assert.Single(page.QuerySelectorAll("main"));
            Assert.Single(page.QuerySelectorAll("body > header"));
            Assert.Single(page.QuerySelectorAll("body > footer"));
            var skip = page.Body!.FirstElementChild!;
            Assert.Equal("main", page.QuerySelector(skip.GetAttribute("href")!)!.LocalName);
            Assert.NotEmpty(page.Title!);
            var levels = page.QuerySelectorAll("h1,h2,h3,h4,h5,h6").Select(x => x.LocalName[1] - '0').ToList();
            Assert.Equal(1, levels[0]);
            Assert.Equal(1, levels.Count(x => x == 1));
            Assert.All(levels.Zip(levels.Skip(1)), x => Assert.True(x.Second <= x.First + 1));
            Assert.All(page.QuerySelectorAll("img"), x => Assert.NotEmpty(x.GetAttribute("alt")!));
            Assert.All(page.QuerySelectorAll("nav"), x => Assert.NotEmpty(x.GetAttribute("aria-label")!));
            Assert.Equal(page.QuerySelectorAll("[id]").Length, page.QuerySelectorAll("[id]").Select(x => x.Id).Distinct().Count());
        }

        Assert.Single(Parse((await desk.Anybody.GetAsync($"{path}?language=fr")).Expect(200)).QuerySelectorAll("img"));
    }

    [Fact]
    public async Task Page_OfHostileTexts_HoldsNothingExecutable()
    {
        var post = BlogDesk.Post("after", Hostile);
        post["authorName"] = Hostile;
        (post["editions"]![0]!["title"], post["editions"]![0]!["summary"]) = (Hostile, Hostile);
        var id = await desk.PublishAsync(post);
        (await desk.CommentAsync(desk.Reader, id, Hostile)).Expect(201);
        var path = await PathAsync(id);
        foreach (var address in new[] { $"{path}?language=fr", "/blog?language=fr" })
        {
            var reply = (await desk.Anybody.GetAsync(address)).Expect(200);
            var page = Parse(reply);

            Assert.All(page.QuerySelectorAll("script"), x => Assert.Equal("application/ld+json", x.GetAttribute("type")));
            Assert.Empty(page.QuerySelectorAll("img"));
            Assert.DoesNotContain(
                page.All.SelectMany(x => x.Attributes),
                x => x.Name.StartsWith("on", StringComparison.Ordinal) || x.Name == "style"
            );
            Assert.Equal(
                "default-src 'none'; style-src 'self'; img-src 'self' https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
                Assert.Single(reply.Headers.GetValues("Content-Security-Policy"))
            );
        }

        var data = JsonNode.Parse(
            Parse((await desk.Anybody.GetAsync($"{path}?language=fr")).Expect(200)).QuerySelector("script")!.TextContent
        )!;
        Assert.Equal(("BlogPosting", Hostile), (data["@type"]!.GetValue<string>(), data["headline"]!.GetValue<string>()));
        Assert.Equal(Hostile, data["author"]!["name"]!.GetValue<string>());
        Assert.Equal("https://schema.org", data["@context"]!.GetValue<string>());
    }

    [Fact]
    public async Task Page_ShowsPublicCommentsOnly()
    {
        var id = await desk.PublishAsync();
        var comment = (await desk.CommentAsync(desk.Reader, id, "Waiting words")).Expect(201).Id;
        var path = await PathAsync(id);
        Assert.DoesNotContain("Waiting words", (await desk.Anybody.GetAsync(path)).Expect(200).Text, StringComparison.Ordinal);
        // Whoever signs in sees no more here.
        Assert.DoesNotContain("Waiting words", (await desk.Editor.GetAsync(path)).Expect(200).Text, StringComparison.Ordinal);

        (await desk.PostAsync(comment, "approval", null, BlogDesk.Comments)).Expect(201);

        Assert.Contains("Waiting words", (await desk.Anybody.GetAsync(path)).Expect(200).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfWhatIsNotPublic_IsMissingLikeAnyOther()
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var missing = await desk.Anybody.GetAsync("/blog/there-is-no-such-post");
        Assert.Equal((404, "text/html"), (missing.Status, missing.MediaType));
        foreach (var status in new[] { "draft", "scheduled", "withdrawn" })
        {
            var hidden = await desk.Editor.GetAsync(await PathAsync(await desk.InAsync(status)));
            Assert.Equal((404, missing.Text), (hidden.Status, hidden.Text));
        }
    }

    [Fact]
    public async Task Index_LeadsToEveryPost_ByItsLinks()
    {
        var paths = new List<string>();
        for (var post = 0; post < 21; post++)
        {
            paths.Add(await PathAsync(await desk.PublishAsync()));
        }

        foreach (var language in new[] { "fr", "en" })
        {
            var pages = await LinkedPages.FollowAsync(desk.Anybody, $"/blog?language={language}");

            var links = pages.SelectMany(x => x.QuerySelectorAll("article h2 a")).Select(x => x.GetAttribute("href")!).ToList();
            Assert.All(paths, path => Assert.Single(links, $"{path}?language={language}"));
            Assert.Equal(links.Distinct().Count(), links.Count);
            Assert.All(pages, x => Assert.Equal(language, x.DocumentElement.GetAttribute("lang")));
            // The other language is that of the same page.
            Assert.Contains("cursor=", pages[1].QuerySelector("header nav a")!.GetAttribute("href")!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Page_LeadsToEveryComment_ByItsLinks()
    {
        var id = await desk.PublishAsync(BlogDesk.Post("after"));
        for (var comment = 0; comment < 101; comment++)
        {
            (await desk.CommentAsync(desk.Reader, id, $"Comment {comment}.")).Expect(201);
        }

        var path = await PathAsync(id);
        var pages = await LinkedPages.FollowAsync(desk.Anybody, $"{path}?language=en");

        Assert.Equal(
            Enumerable.Range(0, 101).Select(x => $"Comment {x}."),
            pages.SelectMany(x => x.QuerySelectorAll(".comment > p:not(.about)")).Select(x => x.TextContent.Trim())
        );
        Assert.Equal([100, 1], pages.Select(x => x.QuerySelectorAll(".comment").Length));
        Assert.EndsWith(
            $"{path}?language=en",
            pages[1].QuerySelector("link[rel=canonical]")!.GetAttribute("href")!,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Page_FromACursorThatIsNone_IsRefusedLikeInTheApi()
    {
        var path = await PathAsync(await desk.PublishAsync());
        foreach (var (address, parameter) in new[] { ("/blog", "cursor"), (path, "comments") })
        {
            var reply = (await desk.Anybody.GetAsync($"{address}?{parameter}=nothing")).Expect(400);
            Assert.Equal("request.cursor-invalid", reply.Body["code"]!.GetValue<string>());
            Assert.Contains(parameter, reply.Text, StringComparison.Ordinal);
            (await desk.Anybody.GetAsync($"{address}?{parameter}={new string('a', 501)}")).Expect(400);
        }
    }

    [Fact]
    public async Task StyleSheet_IsServed() =>
        Assert.Equal("text/css", (await desk.Anybody.GetAsync("/blog/style.css")).Expect(200).MediaType);

    private async Task<string> PathAsync(Guid id) => $"/blog/{(await desk.ReadAsync(id))["slug"]}";

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(ApiReply reply) => new HtmlParser().ParseDocument(reply.Text);
}
