using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>What the tests of collections send.</summary>
internal static class CollectionDesk
{
    public const string Collections = "/api/v1/collections";

    private static int collections;

    /// <summary>A collection in French and English with a slug of its own.</summary>
    public static JsonObject Collection(Action<JsonObject>? vary = null)
    {
        var body = new JsonObject
        {
            ["slug"] = $"collection-{Interlocked.Increment(ref collections)}",
            ["editions"] = new JsonArray(
                BlogDesk.Edition("fr", "Comment innovent les entreprises", "Du *texte*."),
                BlogDesk.Edition("en", "How companies innovate")
            ),
        };
        vary?.Invoke(body);
        return body;
    }

    public static JsonObject Item(string kind, Guid id, string? french = null) =>
        new()
        {
            ["kind"] = kind,
            ["id"] = id,
            ["noteFr"] = french,
        };

    public static JsonObject Items(params JsonObject[] items) => new() { ["items"] = new JsonArray([.. items]) };

    public static async Task<Guid> DraftAsync(ApiClient editor, params JsonObject[] items)
    {
        var draft = (await editor.PostAsync(Collections, Collection())).Expect(201);
        if (items.Length > 0)
        {
            (await editor.PutAsync($"{Collections}/{draft.Id}/items", Items(items), draft.Version)).Expect(200);
        }

        return draft.Id;
    }

    public static async Task<Guid> PublishAsync(ApiClient editor, params JsonObject[] items)
    {
        var id = await DraftAsync(editor, items);
        var version = (await editor.GetAsync($"{Collections}/{id}")).Expect(200).Version;
        return (await editor.PostAsync($"{Collections}/{id}/publication", version: version)).Expect(201).Id;
    }
}
