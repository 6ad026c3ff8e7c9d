using System.Text.Json.Nodes;
using SocialInnovation.Api.Http;
using SocialInnovation.Testing;

namespace SocialInnovation.Architecture.Tests;

/// <summary>Whoever sends a text of another form is told in words which one is wanted.</summary>
public sealed class FormTests
{
    private static readonly JsonObject Document = JsonNode
        .Parse(File.ReadAllText(Path.Combine(Repository.Root, "build", "api", "openapi.json")))!
        .AsObject();

    [Fact]
    public void EveryPatternOfARequest_IsPutIntoWords_AndNoOther()
    {
        var asked = Operations().SelectMany(Schemas).SelectMany(x => Patterns(x, [])).ToHashSet();

        Assert.True(asked.Count > 30);
        Assert.Equal(asked.Order(StringComparer.Ordinal), Forms.Patterns.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void EveryPattern_IsInTwoLanguages()
    {
        Assert.All(
            Forms.Patterns,
            x =>
            {
                var (english, french) = (Forms.Of(x, french: false), Forms.Of(x, french: true));
                Assert.False(string.IsNullOrWhiteSpace(english) || string.IsNullOrWhiteSpace(french));
                Assert.NotEqual(english, french);
                Assert.DoesNotContain(x, new[] { english, french });
            }
        );
    }

    private static IEnumerable<JsonNode> Operations() =>
        Document["paths"]!
            .AsObject()
            .SelectMany(x => x.Value!.AsObject())
            .Where(x => x.Key is "get" or "put" or "post" or "patch" or "delete")
            .Select(x => x.Value!);

    // Of a query and a body; what is wrong with a header has codes of its own.
    private static IEnumerable<JsonNode> Schemas(JsonNode operation) =>
        (operation["parameters"]?.AsArray() ?? [])
            .Where(x => x!["in"]!.GetValue<string>() is "query")
            .Select(x => x!["schema"]!)
            .Concat((operation["requestBody"]?["content"]?.AsObject() ?? []).Select(x => x.Value!["schema"]!));

    private static IEnumerable<string> Patterns(JsonNode? schema, IReadOnlyList<string> within)
    {
        if (schema is JsonArray several)
        {
            return several.SelectMany(x => Patterns(x, within));
        }

        if (schema is not JsonObject one)
        {
            return [];
        }

        if (one["$ref"]?.GetValue<string>() is { } reference)
        {
            var name = reference.Split('/')[^1];
            return within.Contains(name) ? [] : Patterns(Document["components"]!["schemas"]![name], [.. within, name]);
        }

        var own = one["pattern"] is { } pattern ? new[] { pattern.GetValue<string>() } : [];
        var members = one["properties"]?.AsObject().Select(x => x.Value) ?? [];
        return members
            .Concat([one["items"], one["additionalProperties"] as JsonObject, one["anyOf"], one["oneOf"], one["allOf"]])
            .SelectMany(x => Patterns(x, within))
            .Concat(own);
    }
}
