using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialInnovation.Clients.Tests.Changelog;

/// <summary>Which way a value travels: what may be refused in a request is what may surprise in an answer, the other way round.</summary>
internal enum Direction
{
    Request,
    Response,
}

/// <summary>
/// Compares two schemas of one value. A component is compared once per direction and named by its own name, so that one change of it is
/// one line.
/// </summary>
internal sealed class SchemaComparison(JsonNode released, JsonNode current, ApiChanges changes)
{
    private static readonly string[] Upper = ["maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties"];

    private static readonly string[] Lower = ["minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties"];

    private static readonly string[] Uncomparable = ["pattern", "multipleOf", "uniqueItems", "const"];

    private readonly HashSet<(string, string, Direction)> compared = [];

    public void Compare(string where, JsonNode? before, JsonNode? after, Direction direction)
    {
        if (before is null || after is null)
        {
            if (before is not null || after is not null)
            {
                changes.Break(where, $"the schema is {(after is null ? "gone" : "new")}");
            }

            return;
        }

        var (was, now) = (Schema.Read(before), Schema.Read(after));
        if (was.Reference is { } old && now.Reference is { } own)
        {
            CompareNull(where, was.IsNullable, now.IsNullable, direction);
            if (compared.Add((old, own, direction)))
            {
                var name = $"{old.Split('/')[^1]} in {(direction == Direction.Request ? "requests" : "answers")}";
                Compare(name, released.Resolve(was.Node), current.Resolve(now.Node), direction);
            }

            return;
        }

        var (wasPlain, nowPlain) = (Schema.Read(released.Resolve(was.Node)!), Schema.Read(current.Resolve(now.Node)!));
        CompareNull(where, was.IsNullable || wasPlain.IsNullable, now.IsNullable || nowPlain.IsNullable, direction);
        ComparePlain(where, wasPlain, nowPlain, direction);
    }

    private void CompareNull(string where, bool was, bool now, Direction direction)
    {
        if (was == now)
        {
            return;
        }

        var what = now ? "it can be null" : "it can no longer be null";
        Report(where, what, isBreaking: now == (direction == Direction.Response));
    }

    private void ComparePlain(string where, Schema before, Schema after, Direction direction)
    {
        CompareTypes(where, before, after, direction);
        CompareFormat(where, before.Node["format"]?.ToString(), after.Node["format"]?.ToString(), direction);
        CompareEnum(where, before.Node, after.Node, direction);
        CompareLimits(where, before.Node, after.Node, direction);
        CompareMembers(where, before.Node, after.Node, direction);
        CompareCompositions(where, before.Node, after.Node);
        if (before.Node["items"] is not null || after.Node["items"] is not null)
        {
            Compare($"{where}, each item", before.Node["items"], after.Node["items"], direction);
        }
    }

    private void CompareTypes(string where, Schema before, Schema after, Direction direction)
    {
        var (narrow, wide) = direction == Direction.Request ? (before.Types, after.Types) : (after.Types, before.Types);
        var isBreaking =
            wide.Count > 0 && (narrow.Count == 0 || !narrow.All(x => wide.Contains(x) || (x == "integer" && wide.Contains("number"))));
        if (!before.Types.SetEquals(after.Types))
        {
            Report(where, $"the type was {Show(before.Types)} and is {Show(after.Types)}", isBreaking);
        }
    }

    private void CompareFormat(string where, string? before, string? after, Direction direction)
    {
        if (before != after)
        {
            var isLoosened = direction == Direction.Request ? after is null : before is null;
            Report(where, $"the format was {before ?? "free"} and is {after ?? "free"}", !isLoosened);
        }
    }

    private void CompareEnum(string where, JsonNode before, JsonNode after, Direction direction)
    {
        var (was, now) = (before.Words("enum"), after.Words("enum"));
        if (was.Count == 0 || now.Count == 0)
        {
            if (was.Count != now.Count)
            {
                var isList = now.Count > 0;
                Report(where, isList ? $"only {Show(now)} are left" : "any value is possible", isList == (direction == Direction.Request));
            }

            return;
        }

        foreach (var gone in was.Except(now))
        {
            Report(where, $"the value {gone} is gone", direction == Direction.Request);
        }

        foreach (var added in now.Except(was))
        {
            Report(where, $"a new value {added}", direction == Direction.Response);
        }
    }

    private void CompareLimits(string where, JsonNode before, JsonNode after, Direction direction)
    {
        foreach (var (limit, isUpper) in Upper.Select(x => (x, true)).Concat(Lower.Select(x => (x, false))))
        {
            var (was, now) = (Number(before[limit], isUpper), Number(after[limit], isUpper));
            if (was != now)
            {
                var isNarrower = isUpper ? now < was : now > was;
                Report(
                    where,
                    $"{limit} was {Show(before[limit])} and is {Show(after[limit])}",
                    isNarrower && direction == Direction.Request
                );
            }
        }

        foreach (var rule in Uncomparable)
        {
            var (was, now) = (before[rule]?.ToString(), after[rule]?.ToString());
            if (was != now)
            {
                Report(where, $"{rule} was {was ?? "open"} and is {now ?? "open"}", now is not null && direction == Direction.Request);
            }
        }
    }

    private void CompareMembers(string where, JsonNode before, JsonNode after, Direction direction)
    {
        var (was, now) = (before.Object("properties"), after.Object("properties"));
        var (wasRequired, isRequired) = (before.Words("required"), after.Words("required"));
        foreach (var (name, member) in was)
        {
            if (now[name] is not { } other)
            {
                changes.Break(where, $"the member {name} is gone");
                continue;
            }

            if (wasRequired.Contains(name) != isRequired.Contains(name))
            {
                var what = isRequired.Contains(name) ? "has become required" : "is no longer always there";
                Report(where, $"the member {name} {what}", isRequired.Contains(name) == (direction == Direction.Request));
            }

            Compare($"{where}, member {name}", member, other, direction);
        }

        foreach (var name in now.Select(x => x.Key).Where(x => !was.ContainsKey(x)))
        {
            var isDemanded = direction == Direction.Request && isRequired.Contains(name);
            Report(where, $"a new {(isDemanded ? "required " : "")}member {name}", isDemanded);
        }

        CompareOthers(where, before["additionalProperties"], after["additionalProperties"], direction);
    }

    private void CompareOthers(string where, JsonNode? before, JsonNode? after, Direction direction)
    {
        var (was, now) = (before as JsonObject, after as JsonObject);
        if (was is not null && now is not null)
        {
            Compare($"{where}, other members", was, now, direction);
        }
        else if ((before ?? true).ToJsonString() != (after ?? true).ToJsonString())
        {
            var isClosed = after?.ToJsonString() is not (null or "true");
            Report(
                where,
                isClosed ? "other members are no longer free" : "other members are free",
                isClosed && direction == Direction.Request
            );
        }
    }

    private void CompareCompositions(string where, JsonNode before, JsonNode after)
    {
        foreach (var word in new[] { "oneOf", "anyOf", "allOf", "not" })
        {
            if (before[word]?.ToJsonString() != after[word]?.ToJsonString())
            {
                changes.Break(where, $"{word} has changed");
            }
        }
    }

    private static decimal Number(JsonNode? limit, bool isUpper) =>
        limit is null
            ? (isUpper ? decimal.MaxValue : decimal.MinValue)
            : decimal.Parse(limit.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string Show(HashSet<string> words) => words.Count == 0 ? "any" : string.Join(", ", words.Order(StringComparer.Ordinal));

    private static string Show(JsonNode? limit) => limit?.ToString() ?? "open";

    private void Report(string where, string what, bool isBreaking)
    {
        if (isBreaking)
        {
            changes.Break(where, what);
        }
        else
        {
            changes.Note(where, what);
        }
    }
}

/// <summary>A schema with null set apart, however it is written: among the types, beside a reference, or by a word of OpenAPI 3.0.</summary>
internal sealed record Schema(JsonNode Node, HashSet<string> Types, bool IsNullable)
{
    private const string Null = "null";

    public string? Reference => Node["$ref"]?.ToString();

    public static Schema Read(JsonNode node)
    {
        var choices = node.Array("oneOf").Concat(node.Array("anyOf")).Where(x => x is not null).ToList();
        if (choices.Count == 2 && choices.FirstOrDefault(x => x!["type"]?.ToString() == Null) is { } none)
        {
            return Read(choices.Single(x => x != none)!) with { IsNullable = true };
        }

        var types =
            node["type"] is JsonArray ? node.Words("type")
            : node["type"]?.ToString() is { } single ? [single]
            : [];
        var isNullable = types.Remove(Null) || node.IsTrue("nullable");
        return new Schema(node, types, isNullable);
    }
}
