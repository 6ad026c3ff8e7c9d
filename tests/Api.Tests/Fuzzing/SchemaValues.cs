using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>Makes values of the document's schemas: most within their bounds or just beyond, some of another kind altogether.</summary>
internal sealed class SchemaValues(JsonNode document)
{
    private const int MostDepth = 6;

    public JsonNode? Make(JsonNode? schema, Random random, int depth = 0)
    {
        if (schema?["$ref"] is { } reference)
        {
            schema = document["components"]!["schemas"]![reference.GetValue<string>().Split('/')[^1]];
        }

        if (schema?["oneOf"] is JsonArray either)
        {
            return Make(either[random.Next(either.Count)], random, depth + 1);
        }

        if (schema is null || depth > MostDepth || random.Next(25) == 0)
        {
            return Hostile.Value(random);
        }

        if (schema["enum"] is JsonArray words)
        {
            return words[random.Next(words.Count)]?.DeepClone();
        }

        var types = schema["type"] is JsonArray many
            ? many.Select(x => x!.GetValue<string>()).ToList()
            : [schema["type"]?.GetValue<string>() ?? "string"];
        return types[random.Next(types.Count)] switch
        {
            "object" => Members(schema, random, depth),
            "array" => Items(schema, random, depth),
            "integer" or "number" => JsonValue.Create(Number(schema, random)),
            "boolean" => JsonValue.Create(random.Next(2) == 0),
            "null" => null,
            _ => JsonValue.Create(Text(schema, random)),
        };
    }

    private JsonObject Members(JsonNode schema, Random random, int depth)
    {
        var members = new JsonObject();
        foreach (var (name, member) in schema["properties"]?.AsObject() ?? [])
        {
            var isRequired = schema["required"]?.AsArray().Any(x => x!.GetValue<string>() == name) == true;
            if (random.Next(20) > 0 && (isRequired || random.Next(2) == 0))
            {
                members[name] = Make(member, random, depth + 1);
            }
        }

        return members;
    }

    private JsonArray Items(JsonNode schema, Random random, int depth)
    {
        var most = schema["maxItems"]?.GetValue<int>() ?? 5;
        var count = random.Next(12) switch
        {
            0 => 0,
            1 => Math.Min(most, 300),
            2 => Math.Min(most + 1, 300),
            _ => random.Next(1, 4),
        };
        return [.. Enumerable.Range(0, count).Select(_ => Make(schema["items"], random, depth + 1))];
    }

    private static long Number(JsonNode schema, Random random)
    {
        var (least, most) = (Bound(schema["minimum"], 0), Bound(schema["maximum"], int.MaxValue));
        return random.Next(6) switch
        {
            0 => least,
            1 => most,
            2 => least - 1,
            3 => most + 1,
            _ => random.NextInt64(least, Math.Max(least + 1, most)),
        };
    }

    private static long Bound(JsonNode? value, long otherwise) =>
        value is null ? otherwise : long.Parse(value.ToString(), NumberStyles.Any, CultureInfo.InvariantCulture);

    private static string Text(JsonNode schema, Random random)
    {
        if (random.Next(6) == 0)
        {
            return Hostile.Text(random);
        }

        var most = schema["maxLength"]?.GetValue<int>() ?? 20;
        return schema["format"]?.GetValue<string>() switch
        {
            "uuid" => Guid.CreateVersion7().ToString(),
            "date" => $"{random.Next(1, 10_000):0000}-{random.Next(1, 13):00}-{random.Next(1, 32):00}",
            "date-time" =>
                $"{random.Next(1, 10_000):0000}-{random.Next(1, 13):00}-{random.Next(1, 29):00}T{random.Next(25):00}:00:00{(random.Next(2) == 0 ? "Z" : "-12:00")}",
            _ => random.Next(5) switch
            {
                0 => new string('9', Math.Min(most, 40)),
                1 => $"{random.Next(1_000_000)}.{random.Next(100):00}",
                2 => new string('x', Math.Min(most + random.Next(2), 40_000)),
                3 => new string('A', Math.Min(most, 9)),
                _ => "code-" + random.Next(100),
            },
        };
    }
}
