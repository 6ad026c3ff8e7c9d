using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SocialInnovation.Api.Tests.Document;

/// <summary>
/// Makes an answer the same in each run, so that it can stand in the document and be compared: stand-ins for ids, whole minutes for
/// business instants, one fixed value for what is random.
/// </summary>
internal sealed partial class RecordedAnswers
{
    private const string RecordTo = "RECORD_ANSWERS";
    private const string RealInstant = "2031-08-20T08:00:00+00:00";

    private const string KeyId = "5c1d0f0e2b7a4c6e9a3b8d7f6e5c4b3a";
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private static readonly Dictionary<string, JsonNode> Fixed = new()
    {
        ["accessToken"] = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIwMTkzYTdhMCJ9.c2lnbmF0dXJl",
        ["head"] = new JsonObject
        {
            ["number"] = 5120,
            ["chainHash"] = Hash,
            ["signedAt"] = RealInstant,
            ["keyId"] = KeyId,
            ["signedText"] = $$"""{"chainHash":"{{Hash}}","number":5120,"signedAt":"2031-08-20T08:00:00.000000Z"}""",
            ["signature"] = "MEUCIQDLqJ0fYk1yTzv0rY0m5a9W0m3XcPz3z1yqj0c8Q2XxJwIgVb1m0l1kq7w3nO5k0a2Zq0m8r9s4t5u6v7w8x9y0z1A=",
        },
        ["inputHash"] = Hash,
        ["recomputedInputHash"] = Hash,
        ["keyId"] = KeyId,
        ["nextCursor"] = "eyJLZXkiOm51bGx9",
        ["publicKey"] =
            "-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEEVs/o5+uQbTjL3chynL4wXgUg2R9\nq9UU8I5mEovUf86QZ7kOBIjJwqnzD1omageEHWwHdBO6B+dFabmdT9POxg==\n-----END PUBLIC KEY-----",
        ["sealed"] = 5120,
        // Its checksum is wrong, so that no scanner takes it for a key.
        ["key"] = "sik_0000000000000000000000000000000000000000000000000",
        ["prefix"] = "sik_000000",
        ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        ["unsealed"] = new JsonObject { ["count"] = 3, ["oldestAt"] = RealInstant },
    };

    private static readonly JsonSerializerOptions Written = new()
    {
        WriteIndented = true,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private readonly Dictionary<string, string> others = [];

    /// <param name="answer">What came back.</param>
    /// <param name="standIns">By the id: the stand-in of the document.</param>
    public JsonNode Normalise(JsonNode answer, IReadOnlyDictionary<string, string> standIns)
    {
        var text = Uuid().Replace(answer.ToJsonString(Written), match => standIns.GetValueOrDefault(match.Value) ?? Other(match.Value));
        text = Instant().Replace(text, match => match.Groups["year"].Value is "2013" or "2031" or "2032" ? Minute(match) : RealInstant);
        var node = JsonNode.Parse(text)!;
        Fix(node);
        return node;
    }

    public static void WriteWhenAsked(Dictionary<string, JsonNode> answers)
    {
        if (Environment.GetEnvironmentVariable(RecordTo) is { Length: > 0 } file)
        {
            var all = new JsonObject(
                answers.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => KeyValuePair.Create(x.Key, (JsonNode?)x.Value.DeepClone()))
            );
            File.WriteAllText(file, all.ToJsonString(Written) + "\n");
        }
    }

    private string Other(string id)
    {
        others.TryAdd(id, $"0193a7a0-0000-7000-9000-{others.Count + 1:x12}");
        return others[id];
    }

    private static string Minute(Match match) => $"{match.Groups["minute"].Value}:00{match.Groups["offset"].Value}";

    // An element of a DNA has a key too, and that is no secret.
    private static bool IsCode(string name, JsonNode member) =>
        name == "key" && !member.GetValue<string>().StartsWith("sik_", StringComparison.Ordinal);

    private static void Fix(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var name in members.Select(x => x.Key).ToList())
                {
                    if (members[name] is { } member && Fixed.TryGetValue(name, out var value) && !IsCode(name, member))
                    {
                        members[name] = value.DeepClone();
                    }
                    else
                    {
                        Fix(members[name]);
                    }
                }

                break;
            case JsonArray items:
                foreach (var item in items)
                {
                    Fix(item);
                }

                break;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"(?<minute>(?<year>\d{4})-\d\d-\d\dT\d\d:\d\d):\d\d(\.\d+)?(?<offset>Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();
}
