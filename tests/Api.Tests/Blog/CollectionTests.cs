using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Catalogue;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>Collections of innovations and posts: order, publication, and what is hidden in them.</summary>
public sealed class CollectionTests(CatalogueDesk desk) : IClassFixture<CatalogueDesk>
{
    private const string Collections = CollectionDesk.Collections;

    [Fact]
    public async Task Draft_IsThereForEditorsOnly()
    {
        var id = await CollectionDesk.DraftAsync(desk.Editor);

        foreach (var caller in new[] { desk.Api.Anonymous(), desk.Holder })
        {
            (await caller.GetAsync($"{Collections}/{id}")).ExpectRefusal(404, "blog.collection-not-found");
            (await caller.GetAsync($"{Collections}/{Guid.CreateVersion7()}")).ExpectRefusal(404, "blog.collection-not-found");
            Assert.DoesNotContain(id, await ListAsync(caller, "?status=draft&limit=100"));
        }

        Assert.Contains(id, await ListAsync(desk.Editor, "?status=draft&limit=100"));
        (await PostAsync(id, "publication")).ExpectRefusal(409, "blog.collection-empty");
        (await PostAsync(id, "withdrawal", new { reason = "Old." })).ExpectRefusal(409, "blog.collection-not-published");
        (await desk.Holder.PostAsync(Collections, CollectionDesk.Collection())).ExpectRefusal(403, "access.role-missing");
    }

    [Fact]
    public async Task Published_ShowsItsExamplesInOrder_AndThatOrderChangesAtOnce()
    {
        var innovation = await desk.PublishAsync(dna: CatalogueDesk.Dna());
        var post = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post());
        var (first, second) = (CollectionDesk.Item("innovation", innovation, "Un atelier"), CollectionDesk.Item("post", post));
        var id = await CollectionDesk.PublishAsync(desk.Editor, first, second);

        var read = await ReadAsync(desk.Api.Anonymous(), id);

        Assert.Equal([innovation, post], Ids(read));
        Assert.Equal("Shared workshop", read["items"]![0]!["editions"]![0]!["title"]!.GetValue<string>());
        Assert.Equal("Un atelier", read["items"]![0]!["noteFr"]!.GetValue<string>());
        Assert.Equal("Un jardin", read["items"]![1]!["editions"]![0]!["title"]!.GetValue<string>());
        Assert.Equal("<p>Du <em>texte</em>.</p>", read["editions"]![0]!["html"]!.GetValue<string>().Trim());
        (await ArrangeAsync(id, second, first)).Expect(200);
        Assert.Equal([post, innovation], Ids(await ReadAsync(desk.Api.Anonymous(), id)));
        Assert.Contains(id, await ListAsync(desk.Api.Anonymous(), "?limit=100"));
        (await ArrangeAsync(id)).ExpectRefusal(409, "blog.collection-empty");
        (await PostAsync(id, "publication")).ExpectRefusal(409, "blog.collection-already-published");
    }

    [Fact]
    public async Task Example_ThatIsNotPublic_IsNotThere_ExceptForEditors()
    {
        var innovation = await desk.PublishAsync(dna: CatalogueDesk.Dna());
        var shown = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post());
        var draft = (await desk.Editor.PostAsync(BlogDesk.Posts, BlogDesk.Post())).Expect(201).Id;
        var id = await CollectionDesk.PublishAsync(
            desk.Editor,
            CollectionDesk.Item("post", draft),
            CollectionDesk.Item("innovation", innovation),
            CollectionDesk.Item("post", shown)
        );
        Assert.Equal([innovation, shown], Ids(await ReadAsync(desk.Api.Anonymous(), id)));

        (await desk.PostAsync(desk.Publisher, innovation, "withdrawal", new { reason = "Wrong." })).Expect(201);
        (await desk.Editor.PostAsync($"{BlogDesk.Posts}/{shown}/withdrawal", new { reason = "Wrong." }, 2)).Expect(201);

        Assert.Empty(Ids(await ReadAsync(desk.Api.Anonymous(), id)));
        var seen = (await ReadAsync(desk.Editor, id))["items"]!.AsArray();
        Assert.Equal([draft, innovation, shown], seen.Select(x => x!["id"]!.GetValue<Guid>()));
        Assert.All(seen, x => Assert.False(x!["isPublic"]!.GetValue<bool>()));
        Assert.All(seen, x => Assert.Empty(x!["editions"]!.AsArray()));
    }

    [Fact]
    public async Task Arrangement_AgainstARule_IsRefused()
    {
        var post = await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post());
        var hidden = await desk.DraftAsync(desk.Editor);
        var id = await CollectionDesk.DraftAsync(desk.Editor);

        (await ArrangeAsync(id, CollectionDesk.Item("post", post), CollectionDesk.Item("post", post))).ExpectRefusal(
            422,
            "blog.item-twice"
        );
        foreach (var (kind, unknown) in new[] { ("innovation", hidden), ("innovation", post), ("post", hidden) })
        {
            var reply = await ArrangeAsync(id, CollectionDesk.Item("post", post), CollectionDesk.Item(kind, unknown));
            Assert.Contains("#/items/1/id", reply.ExpectRefusal(422, "blog.unknown-item").Text, StringComparison.Ordinal);
        }

        var many = Enumerable.Range(0, 101).Select(_ => CollectionDesk.Item("post", Guid.CreateVersion7())).ToArray();
        (await ArrangeAsync(id, many)).ExpectRefusal(400, "request.validation-failed");
        var items = CollectionDesk.Items(CollectionDesk.Item("post", post));
        (await desk.Editor.PutAsync($"{Collections}/{id}/items", items, 7)).ExpectRefusal(412, "request.version-stale");
        (await desk.Editor.PutAsync($"{Collections}/{id}/items", items.DeepClone(), null)).ExpectRefusal(428, "request.version-missing");
    }

    [Fact]
    public async Task Draft_AgainstARule_IsRefused()
    {
        await RefusedAsync("blog.language-twice", x => x["editions"]![1]!["language"] = "fr");
        await RefusedAsync("blog.text-too-deep", x => x["editions"]![1]!["body"] = new string('>', 5_000) + "x");
        await RefusedAsync("blog.picture-without-text", x => x["editions"]![0]!["body"] = "![](https://a.example/x.png)");
        await RefusedAsync("blog.unknown-picture", x => x["editions"]![0]!["body"] = $"![A](picture:{Guid.CreateVersion7()})");
        await RefusedAsync("blog.slug-missing", x => (x["slug"], x["editions"]![0]!["title"]) = (null, "…"));
        var taken = CollectionDesk.Collection();
        (await desk.Editor.PostAsync(Collections, taken)).Expect(201);
        await RefusedAsync("blog.slug-taken", x => x["slug"] = taken["slug"]!.GetValue<string>());
    }

    [Fact]
    public async Task Withdrawn_IsGoneForEverybodyElse_AndStaysAsItIs()
    {
        var post = CollectionDesk.Item("post", await BlogDesk.PublishAsync(desk.Editor, BlogDesk.Post()));
        var id = await CollectionDesk.PublishAsync(desk.Editor, post);
        (await desk.Editor.PutAsync($"{Collections}/{id}", CollectionDesk.Collection(), 3)).ExpectRefusal(422, "blog.slug-fixed");
        (await PostAsync(id, "withdrawal", new { reason = "Old." })).Expect(201);

        (await desk.Api.Anonymous().GetAsync($"{Collections}/{id}")).ExpectRefusal(404, "blog.collection-not-found");
        var read = await ReadAsync(desk.Editor, id);
        Assert.Equal(("withdrawn", "Old."), (read["status"]!.GetValue<string>(), read["withdrawalReason"]!.GetValue<string>()));
        var told = read["allowedActions"]!.AsArray();
        Assert.Equal(["content", "items", "publication", "withdrawal"], told.Select(x => x!["action"]!.GetValue<string>()).Order());
        Assert.All(told, x => Assert.Equal("blog.collection-withdrawn", x!["reason"]!.GetValue<string>()));
        (await PostAsync(id, "publication")).ExpectRefusal(409, "blog.collection-withdrawn");
        (await PostAsync(id, "withdrawal", new { reason = "Older." })).ExpectRefusal(409, "blog.collection-withdrawn");
        (await ArrangeAsync(id, CollectionDesk.Item("post", post["id"]!.GetValue<Guid>()))).ExpectRefusal(409, "blog.collection-withdrawn");
    }

    private async Task<ApiReply> PostAsync(Guid id, string action, object? body = null) =>
        await desk.Editor.PostAsync($"{Collections}/{id}/{action}", body, await VersionAsync(id));

    private async Task<ApiReply> ArrangeAsync(Guid id, params JsonObject[] items) =>
        await desk.Editor.PutAsync(
            $"{Collections}/{id}/items",
            CollectionDesk.Items([.. items.Select(x => x.DeepClone().AsObject())]),
            await VersionAsync(id)
        );

    private async Task RefusedAsync(string code, Action<JsonObject> vary) =>
        (await desk.Editor.PostAsync(Collections, CollectionDesk.Collection(vary))).ExpectRefusal(422, code);

    private async Task<int> VersionAsync(Guid id) => (await ReadAsync(desk.Editor, id))["version"]!.GetValue<int>();

    private static async Task<JsonNode> ReadAsync(ApiClient caller, Guid id) =>
        (await caller.GetAsync($"{Collections}/{id}")).Expect(200).Body;

    private static IEnumerable<Guid> Ids(JsonNode read) => read["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>());

    private static async Task<List<Guid>> ListAsync(ApiClient caller, string query) =>
        [.. (await caller.GetAsync(Collections + query)).Expect(200).Body["items"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>())];
}
