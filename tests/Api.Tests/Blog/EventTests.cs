using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>Events from draft to cancellation, who sees them, and how they are found.</summary>
public sealed class EventTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    private const string Events = EventDesk.Events;

    [Fact]
    public async Task Draft_IsThereForEditorsOnly()
    {
        var id = await EventDesk.DraftAsync(desk.Editor, EventDesk.Event());

        Assert.Equal("draft", (await desk.ReadAsync(id, Events))["status"]!.GetValue<string>());
        foreach (var caller in new[] { desk.Anybody, desk.Reader })
        {
            (await caller.GetAsync($"{Events}/{id}")).ExpectRefusal(404, "blog.event-not-found");
            (await caller.GetAsync($"{Events}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "blog.event-not-found");
            Assert.DoesNotContain(id, await ListAsync(caller, "?status=draft&limit=100"));
        }

        Assert.Contains(id, await ListAsync(desk.Editor, "?status=draft&limit=100"));
        Assert.DoesNotContain(id, await ListAsync(desk.Editor, "?limit=100"));
        (await desk.PostAsync(id, "cancellation", new { reason = "Rain." }, Events)).ExpectRefusal(409, "blog.event-not-published");
    }

    [Fact]
    public async Task Published_IsReadByEverybody_WithCleanHtml()
    {
        var id = await EventDesk.PublishAsync(desk.Editor);

        var read = (await desk.Anybody.GetAsync($"{Events}/{id}")).Expect(200);

        Assert.True(read.Headers.CacheControl!.Public);
        Assert.Equal("<p>Du <em>texte</em>.</p>", read.Body["editions"]![0]!["html"]!.GetValue<string>().Trim());
        Assert.Equal("48.1744", read.Body["place"]!["latitude"]!.GetValue<string>());
        Assert.Null(read.Body["allowedActions"]);
        (await desk.PostAsync(id, "publication", null, Events)).ExpectRefusal(409, "blog.event-already-published");
        var version = (await desk.ReadAsync(id, Events))["version"]!.GetValue<int>();
        (await desk.Editor.PutAsync($"{Events}/{id}", EventDesk.Event(), version)).ExpectRefusal(422, "blog.slug-fixed");
        var same = EventDesk.Event(x => (x["slug"], x["organiser"]) = (null, "La ville"));
        (await desk.Editor.PutAsync($"{Events}/{id}", same, version)).Expect(200);
        (await desk.Editor.PutAsync($"{Events}/{id}", same.DeepClone(), version)).ExpectRefusal(412, "request.version-stale");
        Assert.Equal("La ville", (await desk.ReadAsync(id, Events))["organiser"]!.GetValue<string>());
    }

    [Fact]
    public async Task Cancelled_StaysPublic_WithItsReason()
    {
        var id = await EventDesk.PublishAsync(desk.Editor);
        (await desk.PostAsync(id, "cancellation", new { reason = "Rain." }, Events)).Expect(201);

        var read = (await desk.Anybody.GetAsync($"{Events}/{id}")).Expect(200).Body;

        Assert.Equal(("cancelled", "Rain."), (read["status"]!.GetValue<string>(), read["cancellationReason"]!.GetValue<string>()));
        Assert.Contains(id, await ListAsync(desk.Anybody, "?status=cancelled&limit=100"));
        var told = (await desk.ReadAsync(id, Events))["allowedActions"]!.AsArray();
        Assert.Equal(["cancellation", "content", "publication"], told.Select(x => x!["action"]!.GetValue<string>()).Order());
        Assert.All(told, x => Assert.Equal("blog.event-cancelled", x!["reason"]!.GetValue<string>()));
        (await desk.PostAsync(id, "publication", null, Events)).ExpectRefusal(409, "blog.event-cancelled");
        (await desk.PostAsync(id, "cancellation", new { reason = "Snow." }, Events)).ExpectRefusal(409, "blog.event-cancelled");
        (await desk.Editor.PutAsync($"{Events}/{id}", EventDesk.Event(), 3)).ExpectRefusal(409, "blog.event-cancelled");
    }

    [Fact]
    public async Task List_IsByBeginning_PageByPage_WithinDaysOfTheRegion()
    {
        var tag = $"tag-{Guid.CreateVersion7():N}"[..20];
        // From the last day on: the order is that of the beginning, not of creation.
        var ids = new List<Guid>();
        for (var day = 5; day >= 1; day--)
        {
            ids.Insert(0, await PublishAsync(tag, EventDesk.Days($"2032-06-0{day}", $"2032-06-0{day}")));
        }

        var read = new List<Guid>();
        string? cursor = string.Empty;
        do
        {
            var page = (await desk.Anybody.GetAsync($"{Events}?tag={tag}&limit=2{cursor}")).Expect(200).Body;
            read.AddRange(page["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        } while (cursor is not null);

        Assert.Equal(ids, read);
        Assert.Equal(ids[1..3], await ListAsync(desk.Anybody, $"?tag={tag}&from=2032-06-02&until=2032-06-03"));
        Assert.Equal(ids, await ListAsync(desk.Anybody, $"?tag={tag}&department=88&communeCode=88160"));
        Assert.Empty(await ListAsync(desk.Anybody, $"?tag={tag}&department=57"));
        Assert.Empty(await ListAsync(desk.Anybody, $"?tag={tag}&communeCode=57463"));
        (await desk.Anybody.GetAsync($"{Events}?department=1")).ExpectRefusal(400, "request.validation-failed");
    }

    [Fact]
    public async Task WholeDays_AreThoseOfTheRegion()
    {
        // The clocks go forward in the night to the second day.
        var id = await EventDesk.PublishAsync(desk.Editor, EventDesk.Event(x => x["time"] = EventDesk.Days("2031-03-29", "2031-03-30")));

        var read = (await desk.Anybody.GetAsync($"{Events}/{id}")).Expect(200).Body;

        Assert.Equal(("2031-03-29", "2031-03-30"), (read["firstDay"]!.GetValue<string>(), read["lastDay"]!.GetValue<string>()));
        Assert.Equal(new DateTimeOffset(2031, 3, 29, 0, 0, 0, TimeSpan.FromHours(1)), read["startsAt"]!.GetValue<DateTimeOffset>());
        Assert.Equal(new DateTimeOffset(2031, 3, 31, 0, 0, 0, TimeSpan.FromHours(2)), read["endsAt"]!.GetValue<DateTimeOffset>());
    }

    [Fact]
    public async Task Draft_AgainstARule_IsRefused()
    {
        await RefusedAsync("blog.event-time-unclear", x => x["time"] = new JsonObject { ["firstDay"] = "2031-03-29" });
        await RefusedAsync(
            "blog.event-time-unclear",
            x => x["time"] = new JsonObject { ["startsAt"] = BlogDesk.Start, ["lastDay"] = "2031-03-29" }
        );
        await RefusedAsync("blog.event-ends-early", x => x["time"] = EventDesk.Days("2031-03-30", "2031-03-28"));
        await RefusedAsync("blog.event-nowhere", x => x.Remove("place"));
        await RefusedAsync("blog.coordinates-incomplete", x => x["place"]!.AsObject().Remove("latitude"));
        await RefusedAsync("blog.language-twice", x => x["editions"]![1]!["language"] = "fr");
        await RefusedAsync("blog.text-too-deep", x => x["editions"]![1]!["body"] = new string('>', 5_000) + "x");
        await RefusedAsync("blog.picture-without-text", x => x["editions"]![0]!["body"] = "![](https://a.example/x.png)");
        await RefusedAsync("blog.unknown-picture", x => x["editions"]![0]!["body"] = $"![A](picture:{Guid.CreateVersion7()})");
        await RefusedAsync("blog.slug-missing", x => (x["slug"], x["editions"]![0]!["title"]) = (null, "…"));
        var taken = EventDesk.Event();
        await EventDesk.DraftAsync(desk.Editor, taken);
        await RefusedAsync("blog.slug-taken", x => x["slug"] = taken["slug"]!.GetValue<string>());
        (await desk.Editor.PostAsync(Events, EventDesk.Event(x => x["registrationUrl"] = "javascript:alert(1)"))).ExpectRefusal(
            400,
            "request.validation-failed"
        );
        (await desk.Reader.PostAsync(Events, EventDesk.Event())).ExpectRefusal(403, "access.role-missing");
    }

    private Task<Guid> PublishAsync(string tag, JsonObject time) =>
        EventDesk.PublishAsync(desk.Editor, EventDesk.Event(x => (x["tags"], x["time"]) = (new JsonArray(tag), time)));

    private async Task RefusedAsync(string code, Action<JsonObject> vary) =>
        (await desk.Editor.PostAsync(Events, EventDesk.Event(vary))).ExpectRefusal(422, code);

    private static async Task<List<Guid>> ListAsync(ApiClient caller, string query) =>
        [.. (await caller.GetAsync(Events + query)).Expect(200).Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>())];
}
