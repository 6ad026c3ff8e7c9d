using SocialInnovation.Api.Tests.Blog;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>The blog: posts, what is said on them, and its moderation.</summary>
public sealed partial class EveryRoute
{
    private async Task BlogAsync()
    {
        var desk = new BlogDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var first = await desk.PublishAsync(BlogDesk.Post("after", tags: ["gardens"]));
            var second = await desk.InAsync("scheduled");
            (await desk.Editor.PutAsync($"{BlogDesk.Posts}/{second}", BlogDesk.Post(), 2)).Expect(200);
            (await desk.PostAsync(second, "withdrawal", new { reason = "Wrong." })).Expect(201);
            await desk.PublishAsync();
            foreach (var text in new[] { "One", "Two", "Three" })
            {
                (await desk.CommentAsync(desk.Reader, first, text)).Expect(201);
            }

            var picture = await desk.AddPictureAsync(first, SampleFiles.Png());
            (await desk.Anybody.GetAsync($"{BlogDesk.Pictures}/{picture}?width=100")).Expect(200);
            (await desk.ArrangeAsync(first, BlogDesk.Shown(picture))).Expect(200);
            await desk.AddPictureAsync(first, SampleFiles.Jpeg());
            await desk.AddPictureAsync(first, SampleFiles.Png());
            (await desk.ArrangeAsync(first)).Expect(200);
            var comments = (await desk.Editor.GetAsync($"{BlogDesk.Posts}/{first}/comments")).Expect(200).Body["items"]!.AsArray();
            var comment = comments[0]!["id"]!.GetValue<Guid>();
            (await desk.Other.PostAsync($"{BlogDesk.Comments}/{comment}/reports", new { reason = "Rude." })).Expect(201);
            (await desk.Editor.GetAsync($"{BlogDesk.Comments}?reported=true&status=published")).Expect(200);
            (await desk.PostAsync(comment, "approval", null, BlogDesk.Comments)).Expect(201);
            (await desk.PostAsync(comment, "rejection", new { reason = "Rude." }, BlogDesk.Comments)).Expect(201);
            foreach (var path in new[] { "?tag=gardens&language=fr", "?status=withdrawn", string.Empty, $"/{first}" })
            {
                (await desk.Editor.GetAsync(BlogDesk.Posts + path)).Expect(200);
            }

            foreach (var reader in new[] { desk.Reader, desk.Other })
            {
                var ban = (await desk.Editor.PostAsync(BlogDesk.Bans, BlogDesk.Ban(reader.UserId, BlogDesk.Start.AddDays(9)))).Expect(201);
                (await desk.PostAsync(ban.Id, "lifting", null, BlogDesk.Bans)).Expect(201);
            }

            (await desk.Editor.GetAsync(BlogDesk.Bans)).Expect(200);
            await EventsAsync(desk);
            await CollectAsync(desk, second, first);
            Note(desk.Api);
        }
    }

    private static async Task CollectAsync(BlogDesk desk, params Guid[] posts)
    {
        var id = await CollectionDesk.PublishAsync(desk.Editor, [.. posts.Select(x => CollectionDesk.Item("post", x))]);
        await CollectionDesk.PublishAsync(desk.Editor, CollectionDesk.Item("post", posts[0]));
        (await desk.Editor.PutAsync($"{CollectionDesk.Collections}/{id}", CollectionDesk.Collection(x => x["slug"] = null), 3)).Expect(200);
        (await desk.PostAsync(id, "withdrawal", new { reason = "Old." }, CollectionDesk.Collections)).Expect(201);
        (await desk.Editor.GetAsync($"{CollectionDesk.Collections}?status=withdrawn")).Expect(200);
    }

    private static async Task EventsAsync(BlogDesk desk)
    {
        var id = await EventDesk.PublishAsync(desk.Editor);
        await EventDesk.PublishAsync(desk.Editor);
        (await desk.Editor.PutAsync($"{EventDesk.Events}/{id}", EventDesk.Event(x => x["slug"] = null), 2)).Expect(200);
        (await desk.PostAsync(id, "cancellation", new { reason = "Rain." }, EventDesk.Events)).Expect(201);
        (await desk.Editor.GetAsync($"{EventDesk.Events}?tag=gardens&department=88&from=2031-03-01&until=2031-04-01")).Expect(200);
    }
}
