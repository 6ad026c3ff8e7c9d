using System.Text.Json.Nodes;

namespace SocialInnovation.Application.Platform;

/// <summary>
/// The form of a personal value in an audit entry: not itself but a commitment to it, and whose it is. The entry keeps it for ever; the value
/// stands beside the entry until it is erased.
/// </summary>
public static class AuditCommitments
{
    private const string Commitment = "$commitment";
    private const string Person = "$person";
    private const string Erased = "erased";

    public static JsonObject Write(string commitment, Guid? person) => new() { [Commitment] = commitment, [Person] = person };

    /// <summary>Whether a JSON text holds any.</summary>
    public static bool Has(string? json) => json?.Contains(Commitment, StringComparison.Ordinal) == true;

    /// <summary>All that a JSON text holds.</summary>
    public static IEnumerable<(string Commitment, Guid? Person)> In(string? json) => Has(json) ? In(JsonNode.Parse(json!)) : [];

    /// <summary>The JSON text with the values in their places, or that they were erased.</summary>
    public static string? Open(string? json, IReadOnlyDictionary<string, string> values) =>
        Has(json) ? Open(JsonNode.Parse(json!), values)!.ToJsonString() : json;

    private static JsonNode? Open(JsonNode? node, IReadOnlyDictionary<string, string> values)
    {
        switch (node)
        {
            case JsonObject item when Find(item) is { } found:
                return values.TryGetValue(found.Commitment, out var value) ? JsonNode.Parse(value) : JsonValue.Create(Erased);
            case JsonObject item:
                return new JsonObject(item.Select(x => KeyValuePair.Create(x.Key, Open(x.Value, values))));
            case JsonArray items:
                return new JsonArray([.. items.Select(x => Open(x, values))]);
            default:
                return node?.DeepClone();
        }
    }

    private static IEnumerable<(string Commitment, Guid? Person)> In(JsonNode? node) =>
        node switch
        {
            JsonObject item when Find(item) is { } found => [found],
            JsonObject item => item.SelectMany(x => In(x.Value)),
            JsonArray items => items.SelectMany(In),
            _ => [],
        };

    private static (string Commitment, Guid? Person)? Find(JsonObject item) =>
        item.Count == 2 && item.TryGetPropertyValue(Commitment, out var commitment) && item.TryGetPropertyValue(Person, out var person)
            ? (commitment!.GetValue<string>(), person is null ? null : Guid.Parse(person.GetValue<string>()))
            : null;
}
