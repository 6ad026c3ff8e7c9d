using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>Reads a list to its end, page by page.</summary>
public static class ApiPages
{
    public static async Task<List<JsonObject>> AllAsync(this ApiClient client, string path)
    {
        var all = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var separator = path.Contains('?') ? '&' : '?';
            var from = cursor is null ? "" : $"&cursor={cursor}";
            var page = (await client.GetAsync($"{path}{separator}limit=100{from}")).Expect(200);
            all.AddRange(page.Body["items"]!.AsArray().Select(x => x!.AsObject()));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        } while (cursor is not null);

        return all;
    }
}
