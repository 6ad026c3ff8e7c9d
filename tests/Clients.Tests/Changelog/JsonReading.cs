using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>Reads members that may be absent.</summary>
internal static class JsonReading
{
    public static JsonObject Object(this JsonNode? node, string member) => node?[member] as JsonObject ?? [];

    public static JsonArray Array(this JsonNode? node, string member) => node?[member] as JsonArray ?? [];

    public static HashSet<string> Words(this JsonNode? node, string member) =>
        [.. node.Array(member).Where(x => x is not null).Select(x => x!.ToString())];

    public static bool IsTrue(this JsonNode? node, string member) => node?[member]?.ToString() == "true";

    /// <summary>What a local reference stands for; the node itself when it is none.</summary>
    public static JsonNode? Resolve(this JsonNode document, JsonNode? node)
    {
        while (node?["$ref"]?.ToString() is { } reference)
        {
            node = reference.Split('/').Skip(1).Aggregate((JsonNode?)document, (at, segment) => at?[Unescape(segment)]);
        }

        return node;
    }

    private static string Unescape(string segment) =>
        segment.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
}
