using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>Issues keys as the administrator does, and calls with them.</summary>
public static class ApiKeys
{
    public const string Path = "/api/v1/api-keys";

    public static JsonObject Body(Guid userId, params string[] scopes) =>
        new()
        {
            ["userId"] = userId,
            ["name"] = "Nightly run",
            ["scopes"] = new JsonArray([.. scopes.Select(x => JsonValue.Create(x))]),
            ["allowedNetworks"] = new JsonArray(),
            ["expiresAt"] = TimeProvider.System.GetUtcNow().AddDays(90),
        };

    public static async Task<ApiReply> IssueAsync(this ApiFixture api, JsonObject body) =>
        (await (await api.SignInAsync("administrator")).PostAsync(Path, body)).Expect(201);

    public static async Task<ApiReply> IssueKeyAsync(this ApiFixture api, Guid userId, params string[] scopes) =>
        await api.IssueAsync(Body(userId, scopes));

    /// <summary>A caller who comes with this key.</summary>
    public static ApiClient WithKey(this ApiFixture api, string key)
    {
        var client = api.Anonymous();
        client.UseToken(key);
        return client;
    }

    public static string Key(this ApiReply issued) => issued.Body["key"]!.GetValue<string>();
}
