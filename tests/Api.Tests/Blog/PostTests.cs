using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>Posts from draft to withdrawal, and who sees them when.</summary>
public sealed class PostTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    private static readonly string[] Actions = ["publication", "scheduling", "withdrawal"];

    [Fact]
    public async Task Draft_IsThereForEditorsOnly()
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var id = await desk.InAsync("draft");

        Assert.Equal("draft", (await desk.ReadAsync(id))["status"]!.GetValue<string>());
        foreach (var caller in new[] { desk.Anybody, desk.Reader })
        {
            (await caller.GetAsync($"{BlogDesk.Posts}/{id}")).ExpectRefusal(404, "blog.post-not-found");
            (await caller.GetAsync($"{BlogDesk.Posts}/{id}/comments")).ExpectRefusal(404, "blog.post-not-found");
            (await caller.GetAsync($"{BlogDesk.Posts}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "blog.post-not-found");
            Assert.DoesNotContain(id, await ListAsync(caller, "?status=draft&limit=100"));
        }

        Assert.Contains(id, await ListAsync(desk.Editor, "?status=draft&limit=100"));
        Assert.DoesNotContain(id, await ListAsync(desk.Editor, "?limit=100"));
    }

    [Fact]
    public async Task Scheduled_IsPublicFromItsInstantOn_BeforeAndAfterTheSweep()
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var id = await desk.InAsync("scheduled");
        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(1).AddSeconds(-30));
        (await desk.Anybody.GetAsync($"{BlogDesk.Posts}/{id}")).ExpectRefusal(404, "blog.post-not-found");
        Assert.Equal("scheduled", (await desk.ReadAsync(id))["status"]!.GetValue<string>());
        (await desk.CommentAsync(desk.Editor, id)).ExpectRefusal(409, "blog.not-published");

        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(1));
        var version = await AssertPublicAsync(id);
        (await desk.PostAsync(id, "publication")).ExpectRefusal(409, "blog.already-published");
        await desk.SweepAsync();
        Assert.Equal(version + 1, await AssertPublicAsync(id));
    }

    [Fact]
    public async Task Published_ShowsMarkdownAndCleanHtml_InBothLanguages()
    {
        var post = BlogDesk.Post(body: "# Titre\n\n<script>alert(1)</script> [x](javascript:alert(1)) *oui*");
        var id = await desk.PublishAsync(post);

        var editions = (await desk.Anybody.GetAsync($"{BlogDesk.Posts}/{id}")).Expect(200).Body["editions"]!.AsArray();

        Assert.Equal(["fr", "en"], editions.Select(x => x!["language"]!.GetValue<string>()));
        Assert.Equal(post["editions"]![0]!["body"]!.GetValue<string>(), editions[0]!["body"]!.GetValue<string>());
        Assert.Equal(
            "<h2>Titre</h2>\n<p>&lt;script&gt;alert(1)&lt;/script&gt; x <em>oui</em></p>",
            editions[0]!["html"]!.GetValue<string>().Trim()
        );
    }

    [Fact]
    public async Task Published_IsKeptByCaches_UntilItChanges()
    {
        var id = await desk.PublishAsync();
        var path = $"{BlogDesk.Posts}/{id}";
        var first = (await desk.Anybody.GetAsync(path)).Expect(200);
        Assert.True(first.Headers.CacheControl!.Public);
        var tag = first.Headers.ETag!.ToString();

        Assert.Equal(304, (await desk.Anybody.GetAsync(path, ("If-None-Match", tag))).Status);
        (await desk.Editor.PutAsync(path, With(x => x["authorName"] = "Another", keepSlug: false), first.Version)).Expect(200);
        Assert.Equal(200, (await desk.Anybody.GetAsync(path, ("If-None-Match", tag))).Status);
        (await desk.Editor.PutAsync(path, With(_ => { }, keepSlug: false), first.Version)).ExpectRefusal(412, "request.version-stale");
        (await desk.Editor.PutAsync(path, With(_ => { }, keepSlug: false), null)).ExpectRefusal(428, "request.version-missing");
    }

    [Fact]
    public async Task List_IsNewestFirst_PageByPage_ByTagAndLanguage()
    {
        var tag = $"tag-{Guid.CreateVersion7():N}"[..20];
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            // The order is that of publication, not of creation.
            await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(20 - i));
            var post = BlogDesk.Post(tags: [tag, "other"]);
            if (i == 2)
            {
                post["editions"]!.AsArray().RemoveAt(1);
            }

            ids.Add(await desk.PublishAsync(post));
        }

        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(30));
        var read = new List<Guid>();
        string? cursor = string.Empty;
        do
        {
            var page = (await desk.Anybody.GetAsync($"{BlogDesk.Posts}?tag={tag}&limit=2{cursor}")).Expect(200).Body;
            read.AddRange(page["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);

        Assert.Equal(ids, read);
        Assert.Equal(ids.Where((_, i) => i != 2), await ListAsync(desk.Anybody, $"?tag={tag}&language=en"));
        Assert.Equal(ids, await ListAsync(desk.Anybody, $"?tag={tag}&language=fr"));
        Assert.Empty(await ListAsync(desk.Anybody, "?tag=nobody-has-it"));
        var slug = (await desk.ReadAsync(ids[0]))["slug"]!.GetValue<string>();
        Assert.Equal([ids[0]], await ListAsync(desk.Anybody, $"?slug={slug}"));
        await desk.Api.MoveClockAsync(BlogDesk.Start);
    }

    [Theory]
    [InlineData("draft", "withdrawal:not-published")]
    [InlineData("scheduled", "")]
    [InlineData("published", "publication:already-published scheduling:already-published")]
    [InlineData(
        "withdrawn",
        "publication:post-withdrawn scheduling:post-withdrawn withdrawal:post-withdrawn content:post-withdrawn picture:post-withdrawn pictures:post-withdrawn"
    )]
    public async Task AllowedActions_InEachState_SayWhatThePostsAnswer(string status, string refusals)
    {
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var expected = refusals
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(x => x.Split(':'))
            .ToDictionary(x => x[0], x => $"blog.{x[1]}");
        var id = await desk.InAsync(status);
        var told = (await desk.ReadAsync(id))["allowedActions"]!
            .AsArray()
            .Where(x => !x!["allowed"]!.GetValue<bool>())
            .ToDictionary(x => x!["action"]!.GetValue<string>(), x => x!["reason"]!.GetValue<string>());
        Assert.Equal(expected.OrderBy(x => x.Key), told.OrderBy(x => x.Key));

        foreach (var action in Actions.Where(expected.ContainsKey))
        {
            object? body =
                action == "scheduling" ? new { publishAt = BlogDesk.Start.AddDays(2) }
                : action == "withdrawal" ? new { reason = "Wrong." }
                : null;
            (await desk.PostAsync(id, action, body)).ExpectRefusal(409, expected[action]);
        }

        if (expected.TryGetValue("content", out var code))
        {
            var version = (await desk.ReadAsync(id))["version"]!.GetValue<int>();
            (await desk.Editor.PutAsync($"{BlogDesk.Posts}/{id}", BlogDesk.Post(), version)).ExpectRefusal(409, code);
        }
    }

    [Fact]
    public async Task Withdrawn_IsGoneForEverybodyElse_AndTellsEditorsWhy()
    {
        var id = await desk.InAsync("withdrawn");

        (await desk.Anybody.GetAsync($"{BlogDesk.Posts}/{id}")).ExpectRefusal(404, "blog.post-not-found");
        Assert.Equal("Wrong.", (await desk.ReadAsync(id))["withdrawalReason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Draft_AgainstARule_IsRefused()
    {
        await RefusedAsync("blog.slug-taken", "#/slug", x => x["slug"] = Taken());
        await RefusedAsync("blog.slug-missing", "#/slug", x => (x["slug"], x["editions"]![0]!["title"]) = (null, "…"));
        await RefusedAsync("blog.language-twice", "#/editions/1/language", x => x["editions"]![1]!["language"] = "fr");
        await RefusedAsync("blog.text-too-deep", "#/editions/1/body", x => x["editions"]![1]!["body"] = new string('>', 5_000) + "x");
        var id = await desk.InAsync("draft");
        (await desk.PostAsync(id, "scheduling", new { publishAt = BlogDesk.Start.AddYears(-1) })).ExpectRefusal(
            422,
            "blog.scheduled-in-the-past"
        );
    }

    [Fact]
    public async Task Published_KeepsItsAddress()
    {
        var id = await desk.PublishAsync();
        var reply = await desk.Editor.PutAsync($"{BlogDesk.Posts}/{id}", BlogDesk.Post(), 2);
        Assert.Equal("#/slug", reply.ExpectRefusal(422, "blog.slug-fixed").Body["pointer"]?.GetValue<string>() ?? "#/slug");
    }

    private string Taken()
    {
        var post = BlogDesk.Post();
        desk.Editor.PostAsync(BlogDesk.Posts, post.DeepClone()).GetAwaiter().GetResult().Expect(201);
        return post["slug"]!.GetValue<string>();
    }

    private async Task RefusedAsync(string code, string pointer, Action<JsonObject> vary)
    {
        var reply = (await desk.Editor.PostAsync(BlogDesk.Posts, With(vary))).ExpectRefusal(422, code);
        Assert.Contains(pointer, reply.Text, StringComparison.Ordinal);
    }

    private static JsonObject With(Action<JsonObject> vary, bool keepSlug = true)
    {
        var post = BlogDesk.Post();
        if (!keepSlug)
        {
            post.Remove("slug");
        }

        vary(post);
        return post;
    }

    private async Task<int> AssertPublicAsync(Guid id)
    {
        var read = (await desk.Anybody.GetAsync($"{BlogDesk.Posts}/{id}")).Expect(200).Body;
        Assert.Equal("published", read["status"]!.GetValue<string>());
        Assert.Null(read["allowedActions"]);
        Assert.Contains(id, await ListAsync(desk.Anybody, "?limit=100"));
        return read["version"]!.GetValue<int>();
    }

    private static async Task<List<Guid>> ListAsync(ApiClient caller, string query) =>
        [.. (await caller.GetAsync(BlogDesk.Posts + query)).Expect(200).Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>())];
}
