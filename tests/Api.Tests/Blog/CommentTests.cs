using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>What readers say, who sees it when, and what editors do about it.</summary>
public sealed class CommentTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    [Fact]
    public async Task Comment_ModeratedBefore_IsPublicOnceItIsApproved()
    {
        var post = await desk.PublishAsync();
        var id = (await desk.CommentAsync(desk.Reader, post, "**Bravo** ![x](https://a.example/x.png) [x](javascript:alert(1))"))
            .Expect(201)
            .Id;

        foreach (var caller in new[] { desk.Anybody, desk.Other })
        {
            (await caller.GetAsync($"{BlogDesk.Comments}/{id}")).ExpectRefusal(404, "blog.comment-not-found");
            Assert.Empty(await ListAsync(caller, post));
        }

        Assert.Equal("pending", Assert.Single(await ListAsync(desk.Reader, post))!["status"]!.GetValue<string>());
        Assert.Contains(id, await QueueAsync("?status=pending&limit=100"));
        (await desk.PostAsync(id, "approval", null, BlogDesk.Comments)).Expect(201);
        (await desk.PostAsync(id, "approval", null, BlogDesk.Comments)).ExpectRefusal(409, "blog.comment-already-approved");

        var read = Assert.Single(await ListAsync(desk.Anybody, post))!;
        Assert.Equal("<p><strong>Bravo</strong>  x</p>", read["html"]!.GetValue<string>().Trim());
        Assert.Equal("reader", read["authorName"]!.GetValue<string>());
        Assert.Null(read["authorId"]);
        Assert.DoesNotContain(id, await QueueAsync("?status=pending&limit=100"));
    }

    [Fact]
    public async Task Comment_ModeratedAfter_IsPublicAtOnce_UntilItIsRejected()
    {
        var post = await desk.PublishAsync(BlogDesk.Post("after"));
        var id = (await desk.CommentAsync(desk.Reader, post)).Expect(201).Id;
        Assert.Single(await ListAsync(desk.Anybody, post));

        (await desk.PostAsync(id, "rejection", new { reason = "Rude." }, BlogDesk.Comments)).Expect(201);

        Assert.Empty(await ListAsync(desk.Anybody, post));
        Assert.Equal("Rude.", Assert.Single(await ListAsync(desk.Reader, post))!["rejectionReason"]!.GetValue<string>());
        (await desk.PostAsync(id, "rejection", new { reason = "Rude." }, BlogDesk.Comments)).ExpectRefusal(
            409,
            "blog.comment-already-rejected"
        );
        (await desk.Editor.PostAsync($"{BlogDesk.Comments}/{id}/reports", new { reason = "Rude." })).ExpectRefusal(
            409,
            "blog.comment-not-public"
        );
    }

    [Fact]
    public async Task Report_IsOneAPersonAndComment_AndOpenUntilADecision()
    {
        var post = await desk.PublishAsync(BlogDesk.Post("after"));
        var id = (await desk.CommentAsync(desk.Reader, post)).Expect(201).Id;
        var path = $"{BlogDesk.Comments}/{id}/reports";
        var report = new { reason = "Rude." };
        Assert.DoesNotContain(id, await QueueAsync("?reported=true&limit=100"));

        (await desk.Other.PostAsync(path, report)).Expect(201);

        (await desk.Other.PostAsync(path, report)).ExpectRefusal(422, "blog.already-reported");
        (await desk.Reader.PostAsync(path, report)).ExpectRefusal(403, "blog.own-comment");
        (await desk.Anybody.PostAsync(path, report)).ExpectRefusal(401, "access.not-signed-in");
        Assert.Contains(id, await QueueAsync("?reported=true&limit=100"));
        var reports = (await desk.ReadAsync(id, BlogDesk.Comments))["reports"]!.AsArray();
        Assert.Equal("Rude.", Assert.Single(reports)!["reason"]!.GetValue<string>());
        Assert.Null((await desk.Reader.GetAsync($"{BlogDesk.Comments}/{id}")).Expect(200).Body["reports"]);
        await desk.Api.MoveClockAsync(BlogDesk.Start.AddHours(1));
        (await desk.PostAsync(id, "approval", null, BlogDesk.Comments)).Expect(201);
        Assert.DoesNotContain(id, await QueueAsync("?reported=true&limit=100"));
        await desk.Api.MoveClockAsync(BlogDesk.Start);
    }

    [Fact]
    public async Task AllowedActions_OfAComment_AreTheCallersOwn()
    {
        var post = await desk.PublishAsync(BlogDesk.Post("after"));
        var id = (await desk.CommentAsync(desk.Reader, post)).Expect(201).Id;

        Assert.Equal(["reports"], await AllowedAsync(desk.Other, id));
        Assert.Empty(await AllowedAsync(desk.Reader, id));
        Assert.Equal(["approval", "rejection", "reports"], await AllowedAsync(desk.Editor, id));
    }

    [Fact]
    public async Task Banned_WritesNoMore_UntilTheBanEndsOrIsLifted()
    {
        var post = await desk.PublishAsync();
        var banned = await desk.Api.RegisterAsync("banned", "applicant");
        var ban = BlogDesk.Ban(banned.UserId, BlogDesk.Start.AddDays(2));
        var first = (await desk.Editor.PostAsync(BlogDesk.Bans, ban)).Expect(201).Id;

        var refused = (await desk.CommentAsync(banned, post)).ExpectRefusal(403, "blog.banned");
        Assert.Contains("2031-03-03", refused.Text, StringComparison.Ordinal);
        (await desk.Editor.PostAsync(BlogDesk.Bans, ban)).ExpectRefusal(422, "blog.already-banned");
        (await desk.PostAsync(first, "lifting", null, BlogDesk.Bans)).Expect(201);
        (await desk.CommentAsync(banned, post)).Expect(201);
        (await desk.PostAsync(first, "lifting", null, BlogDesk.Bans)).ExpectRefusal(409, "blog.ban-over");
        (await desk.Editor.PostAsync(BlogDesk.Bans, ban)).Expect(201);
        (await desk.CommentAsync(banned, post)).ExpectRefusal(403, "blog.banned");
        await desk.Api.MoveClockAsync(BlogDesk.Start.AddDays(2));
        (await desk.CommentAsync(banned, post)).Expect(201);
        await desk.Api.MoveClockAsync(BlogDesk.Start);
        var bans = (await desk.Editor.GetAsync(BlogDesk.Bans)).Expect(200).Body["items"]!.AsArray();
        Assert.Equal(2, bans.Count(x => x!["userId"]!.GetValue<Guid>() == banned.UserId));
        var auditor = await desk.Api.SignInAsync("auditor");
        var trail = (await auditor.GetAsync($"/api/v1/audit-trail?entityId={first}&limit=100")).Expect(200).Body["items"]!.AsArray();
        Assert.Equal(["ban-commenter", "lift-ban"], trail.Select(x => x!["action"]!.GetValue<string>()).Order());
    }

    [Fact]
    public async Task Ban_AgainstARule_IsRefused()
    {
        (await desk.Editor.PostAsync(BlogDesk.Bans, BlogDesk.Ban(Guid.CreateVersion7(), BlogDesk.Start.AddDays(1)))).ExpectRefusal(
            422,
            "blog.unknown-user"
        );
        (await desk.Editor.PostAsync(BlogDesk.Bans, BlogDesk.Ban(desk.Other.UserId, BlogDesk.Start.AddDays(-1)))).ExpectRefusal(
            422,
            "blog.ban-ends-in-the-past"
        );
        (await desk.Editor.GetAsync($"{BlogDesk.Bans}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "blog.ban-not-found");
        (await desk.Reader.GetAsync(BlogDesk.Bans)).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Comment_NestedTooDeep_IsRefused() =>
        (await desk.CommentAsync(desk.Reader, await desk.PublishAsync(), new string('>', 3_000) + "x")).ExpectRefusal(
            422,
            "blog.comment-too-deep"
        );

    [Fact]
    public async Task ErasedPerson_LeavesNeitherNameNorWords()
    {
        var post = await desk.PublishAsync(BlogDesk.Post("after"));
        var leaver = await desk.Api.RegisterAsync("leaver", "applicant");
        var comment = (await desk.CommentAsync(leaver, post, "My own words")).Expect(201).Id;
        var reported = (await desk.CommentAsync(desk.Reader, post)).Expect(201).Id;
        (await leaver.PostAsync($"{BlogDesk.Comments}/{reported}/reports", new { reason = "My own words" })).Expect(201);
        (await desk.Editor.PostAsync(BlogDesk.Bans, BlogDesk.Ban(leaver.UserId, BlogDesk.Start.AddDays(1)))).Expect(201);
        var administrator = await desk.Api.SignInAsync("administrator");
        var user = (await administrator.GetAsync($"/api/v1/users/{leaver.UserId}")).Expect(200);

        (await administrator.PostAsync($"/api/v1/users/{leaver.UserId}/erasure", new { reason = "Asked." }, user.Version)).Expect(201);

        var read = (await desk.Anybody.GetAsync($"{BlogDesk.Comments}/{comment}")).Expect(200).Body;
        Assert.NotEqual("leaver", read["authorName"]!.GetValue<string>());
        Assert.Equal("…", read["text"]!.GetValue<string>());
        var kept = await desk.ReadAsync(reported, BlogDesk.Comments);
        Assert.Equal("…", kept["reports"]![0]!["reason"]!.GetValue<string>());
        var bans = (await desk.Editor.GetAsync(BlogDesk.Bans)).Expect(200).Body["items"]!.AsArray();
        Assert.Equal("…", bans.Single(x => x!["userId"]!.GetValue<Guid>() == leaver.UserId)!["reason"]!.GetValue<string>());
    }

    private static async Task<JsonArray> ListAsync(ApiClient caller, Guid post) =>
        (await caller.GetAsync($"{BlogDesk.Posts}/{post}/comments")).Expect(200).Body["items"]!.AsArray();

    private async Task<List<Guid>> QueueAsync(string query) =>
        [
            .. (await desk.Editor.GetAsync(BlogDesk.Comments + query)).Expect(200).Body["items"]!
                .AsArray()
                .Select(x => x!["id"]!.GetValue<Guid>()),
        ];

    private static async Task<List<string>> AllowedAsync(ApiClient caller, Guid id) =>
        [
            .. (await caller.GetAsync($"{BlogDesk.Comments}/{id}")).Expect(200).Body["allowedActions"]!
                .AsArray()
                .Where(x => x!["allowed"]!.GetValue<bool>())
                .Select(x => x!["action"]!.GetValue<string>()),
        ];
}
