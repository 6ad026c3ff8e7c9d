using System.Text;
using System.Text.Json.Nodes;

namespace SocialInnovation.Api.Tests.Fuzzing;

/// <summary>What programs have stumbled over: texts, numbers, lists and bytes that somebody sends sooner or later.</summary>
internal static class Hostile
{
    /// <summary>Stands in a JSON text for what no serializer writes, and is replaced in its bytes.</summary>
    private const string Raw = "@raw:";

    private static readonly string[] Texts =
    [
        "",
        " ",
        "\0",
        "a\0b",
        "null",
        "NaN",
        "-0",
        "' or '1'='1",
        "'; drop table platform.users; --",
        "\"; select pg_sleep(9) --",
        "$1",
        "%",
        "_%\\",
        "../../../../etc/passwd",
        "..\\..\\windows\\win.ini",
        "%2e%2e%2f",
        "file:///etc/passwd",
        "http://169.254.169.254/latest/meta-data/",
        "<script>alert(1)</script>",
        "{{7*7}}${7*7}",
        "%s%n%x",
        "\r\nSet-Cookie: a=b",
        "\u202e\u200b\ufeff",
        "\ud83d\ude00\ud83d\udc69\u200d\ud83d\udcbb",
        "İıſK",
        "e\u0301\u0301\u0301",
        "0001-01-01",
        "9999-12-31",
        "2027-02-30",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2016-12-31T23:59:60Z",
        "2027-01-04T09:00:00",
        "00000000-0000-0000-0000-000000000000",
        "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "{01980000-0000-7000-8000-00000000dead}",
        "99999999999999999999999999999999",
        "-1.00",
        "1e9",
        "0.001",
        "100.0001",
        "Europe/Nowhere",
    ];

    private static readonly string[] Tokens =
    [
        "0",
        "-1",
        "1.5",
        "-0.0",
        "2147483647",
        "2147483648",
        "-9223372036854775809",
        "1e400",
        "1E-400",
        "0.1e1",
        "123456789012345678901234567890",
        "true",
        "\"\\ud800\"",
        "\"\\udc00\\ud800\"",
        "\"\\u0000\"",
        "01",
        "NaN",
        "'a'",
    ];

    public static string Text(Random random) =>
        random.Next(8) switch
        {
            0 => new string('a', random.Next(1, 30_000)),
            1 => string.Concat(Enumerable.Repeat("é\u0301😀", random.Next(1, 3_000))),
            2 => new string([.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => (char)random.Next(1, 0xD7FF))]),
            _ => Texts[random.Next(Texts.Length)],
        };

    public static JsonNode? Value(Random random) =>
        random.Next(10) switch
        {
            0 => null,
            1 => new JsonArray(),
            2 => new JsonObject(),
            3 => new JsonArray([.. Enumerable.Range(0, random.Next(1, 2_000)).Select(x => (JsonNode?)JsonValue.Create(x))]),
            4 => new JsonArray(null, null),
            5 => Nested(random.Next(2, 60)),
            6 or 7 => JsonValue.Create(Raw + Tokens[random.Next(Tokens.Length)] + "@"),
            _ => JsonValue.Create(Text(random)),
        };

    /// <summary>The JSON text with its raw parts, and now and then with what breaks it.</summary>
    public static byte[] Bytes(JsonNode? body, Random random)
    {
        var text = body?.ToJsonString() ?? "null";
        for (
            var start = text.IndexOf("\"" + Raw, StringComparison.Ordinal);
            start >= 0;
            start = text.IndexOf("\"" + Raw, StringComparison.Ordinal)
        )
        {
            var end = text.IndexOf("@\"", start, StringComparison.Ordinal);
            var token = JsonNode.Parse(text[start..(end + 2)])!.GetValue<string>();
            text = text[..start] + token[Raw.Length..^1] + text[(end + 2)..];
        }

        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Breaks the bytes of a body.</summary>
    public static byte[] Broken(byte[] body, Random random)
    {
        var at = random.Next(body.Length + 1);
        return random.Next(10) switch
        {
            0 => body[..at],
            1 => [.. body[..at], 0xFF, 0xFE, .. body[at..]],
            2 => [.. body[..at], 0xC3, 0x28, .. body[at..]],
            3 => [.. body[..at], 0, .. body[at..]],
            4 => [0xEF, 0xBB, 0xBF, .. body],
            5 => Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body)),
            6 => [.. body, .. "{}"u8],
            7 => Twice(body),
            8 => [.. Encoding.UTF8.GetBytes(new string('[', random.Next(1, 50_000)))],
            _ => RandomBytes(random, random.Next(0, 300)),
        };
    }

    public static byte[] RandomBytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }

    // The first member again.
    private static byte[] Twice(byte[] body)
    {
        var text = Encoding.UTF8.GetString(body);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 1 || text[0] != '{' ? body : Encoding.UTF8.GetBytes($"{{{text[1..colon]}:null,{text[1..]}");
    }

    private static JsonNode Nested(int depth)
    {
        JsonNode node = new JsonArray();
        for (var i = 0; i < depth; i++)
        {
            node = i % 2 == 0 ? new JsonArray(node) : new JsonObject { ["a"] = node };
        }

        return node;
    }
}
