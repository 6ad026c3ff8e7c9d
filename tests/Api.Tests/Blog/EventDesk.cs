using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>What the tests of events send.</summary>
internal static class EventDesk
{
    public const string Events = "/api/v1/public-events";

    private static int events;

    /// <summary>An event in French and English, in Épinal, with a slug of its own.</summary>
    public static JsonObject Event(Action<JsonObject>? vary = null)
    {
        var body = new JsonObject
        {
            ["slug"] = $"event-{Interlocked.Increment(ref events)}",
            ["editions"] = new JsonArray(BlogDesk.Edition("fr", "Fête du jardin", "Du *texte*."), BlogDesk.Edition("en", "Garden party")),
            ["tags"] = new JsonArray("gardens"),
            ["organiser"] = "La région",
            ["time"] = Hours(BlogDesk.Start.AddDays(9)),
            ["place"] = new JsonObject
            {
                ["name"] = "Salle des fêtes",
                ["address"] = "1, rue du Jardin; bâtiment B",
                ["communeCode"] = "88160",
                ["commune"] = "Épinal",
                ["latitude"] = "48.1744",
                ["longitude"] = "6.4503",
            },
            ["registrationUrl"] = "https://register.example/fete?a=1&b=2",
        };
        vary?.Invoke(body);
        return body;
    }

    public static JsonObject Hours(DateTimeOffset from) => new() { ["startsAt"] = from, ["endsAt"] = from.AddHours(2) };

    public static JsonObject Days(string first, string last) => new() { ["firstDay"] = first, ["lastDay"] = last };

    public static async Task<Guid> DraftAsync(ApiClient editor, JsonObject body) => (await editor.PostAsync(Events, body)).Expect(201).Id;

    public static async Task<Guid> PublishAsync(ApiClient editor, JsonObject? body = null)
    {
        var draft = (await editor.PostAsync(Events, body ?? Event())).Expect(201);
        return (await editor.PostAsync($"{Events}/{draft.Id}/publication", version: draft.Version)).Expect(201).Id;
    }
}
