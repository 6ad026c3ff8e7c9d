using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>
/// Compares two schemas from a client's side. What it sends must still be taken: nothing narrower. What it receives must still be
/// understood: nothing missing, nothing null that was not, no word that it does not know.
/// </summary>
internal sealed class SchemaChanges(JsonNode former, JsonNode now, Action<string> report)
{
    private static readonly string[] UpperBounds = ["maxLength", "maximum", "maxItems", "maxProperties"];
    private static readonly string[] LowerBounds = ["minLength", "minimum", "minItems"];

    private readonly HashSet<string> compared = [];

    public void CompareSent(string place, JsonNode old, JsonNode current) => Compare(place, old, current, isSent: true);

    public void CompareReceived(string place, JsonNode old, JsonNode current) => Compare(place, old, current, isSent: false);

    private void Compare(string place, JsonNode old, JsonNode current, bool isSent)
    {
        // A component is compared once for each direction, under its own name.
        if (old["$ref"] is { } reference)
        {
            place = reference.GetValue<string>().Split('/')[^1];
            if (!compared.Add($"{place} {isSent}"))
            {
                return;
            }
        }

        var (left, right) = (Plain(old, former), Plain(current, now));
        CompareTypes(place, left, right, isSent);
        CompareWords(place, left.Schema, right.Schema, isSent);
        if (isSent)
        {
            CompareBounds(place, left.Schema, right.Schema);
        }

        CompareMembers(place, left.Schema, right.Schema, isSent);
        foreach (var inner in new[] { "items", "additionalProperties" })
        {
            if (left.Schema[inner] is JsonObject item && right.Schema[inner] is JsonObject same)
            {
                Compare($"{place}[]", item, same, isSent);
            }
        }
    }

    private void CompareTypes(
        string place,
        (JsonNode Schema, HashSet<string> Types) old,
        (JsonNode Schema, HashSet<string> Types) current,
        bool isSent
    )
    {
        var (from, to) = isSent ? (old.Types, current.Types) : (current.Types, old.Types);
        if (from.Except(to).ToList() is { Count: > 0 } lost)
        {
            report($"{place} {(isSent ? "no longer takes" : "can now be")} {string.Join(", ", lost)}");
        }

        if (Text(old.Schema["format"]) != Text(current.Schema["format"]))
        {
            report($"{place} has another format: {Text(old.Schema["format"]) ?? "none"} became {Text(current.Schema["format"]) ?? "none"}");
        }
    }

    private void CompareWords(string place, JsonNode old, JsonNode current, bool isSent)
    {
        if (WordsOf(old) is not { } before)
        {
            if (isSent && WordsOf(current) is { } limited)
            {
                report($"{place} takes only {string.Join(", ", limited)}");
            }

            return;
        }

        var after = WordsOf(current);
        var lost = isSent ? before.Except(after ?? before) : (after ?? ["any text"]).Except(before);
        foreach (var word in lost)
        {
            report($"{place} {(isSent ? "no longer takes" : "can now be")} {word}");
        }
    }

    private void CompareBounds(string place, JsonNode old, JsonNode current)
    {
        foreach (var bound in UpperBounds.Where(x => Number(current[x]) < (Number(old[x]) ?? decimal.MaxValue)))
        {
            report($"{place} has a lower {bound}: {current[bound]}");
        }

        foreach (var bound in LowerBounds.Where(x => Number(current[x]) > (Number(old[x]) ?? decimal.MinValue) && Number(current[x]) != 0))
        {
            report($"{place} has a higher {bound}: {current[bound]}");
        }

        if (current["pattern"] is { } pattern && Text(old["pattern"]) != Text(pattern))
        {
            report($"{place} has another pattern: {pattern}");
        }
    }

    private void CompareMembers(string place, JsonNode old, JsonNode current, bool isSent)
    {
        var (before, after) = (RequiredOf(old), RequiredOf(current));
        foreach (var (name, member) in old["properties"]?.AsObject() ?? [])
        {
            if (current["properties"]?[name] is not { } same)
            {
                report($"{place}.{name} is gone");
                continue;
            }

            if (isSent && after.Contains(name) && !before.Contains(name))
            {
                report($"{place}.{name} must be sent");
            }
            else if (!isSent && before.Contains(name) && !after.Contains(name))
            {
                report($"{place}.{name} can be missing");
            }

            Compare($"{place}.{name}", member!, same, isSent);
        }

        if (isSent)
        {
            foreach (var name in after.Where(x => old["properties"]?[x] is null && current["properties"]?[x] is not null))
            {
                report($"{place}.{name} is new and must be sent");
            }
        }
    }

    // A reference is followed, and "null or this" is this with one more type.
    private static (JsonNode Schema, HashSet<string> Types) Plain(JsonNode schema, JsonNode document)
    {
        if (schema["$ref"] is { } reference)
        {
            return Plain(document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]]!, document);
        }

        if (schema["oneOf"] is JsonArray choices)
        {
            var inner = Plain(choices.First(x => x!["type"]?.ToString() != "null")!, document);
            return (inner.Schema, [.. inner.Types, "null"]);
        }

        return (
            schema,
            schema["type"] switch
            {
                JsonArray several => [.. several.Select(x => x!.GetValue<string>())],
                JsonValue one => [one.GetValue<string>()],
                _ => [],
            }
        );
    }

    private static HashSet<string>? WordsOf(JsonNode schema) =>
        schema["enum"] is JsonArray words ? [.. words.Select(x => x?.ToString() ?? "null")] : null;

    private static HashSet<string> RequiredOf(JsonNode schema) =>
        [.. schema["required"]?.AsArray().Select(x => x!.GetValue<string>()) ?? []];

    private static decimal? Number(JsonNode? node) =>
        node is null ? null : decimal.Parse(node.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
