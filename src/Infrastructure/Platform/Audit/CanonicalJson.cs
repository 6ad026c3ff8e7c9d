using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>The one text of a JSON value, by RFC 8785 (JSON Canonicalization Scheme): what it says decides its bytes.</summary>
internal static class CanonicalJson
{
    // ECMAScript writes numbers from here on, and below 10^-6, with an exponent.
    private const int LongestInteger = 21;
    private const int MostLeadingZeros = 6;

    public static byte[] Bytes(JsonNode? value) => Encoding.UTF8.GetBytes(Text(value));

    public static string Text(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(JsonNode? value, StringBuilder text)
    {
        switch (value)
        {
            case JsonObject members:
                WriteObject(members, text);
                break;
            case JsonArray items:
                WriteArray(items, text);
                break;
            case null:
                text.Append("null");
                break;
            default:
                WriteScalar(value, text);
                break;
        }
    }

    // In the order of the names' UTF-16 code units.
    private static void WriteObject(JsonObject members, StringBuilder text)
    {
        text.Append('{');
        foreach (var (name, member) in members.OrderBy(x => x.Key, StringComparer.Ordinal))
        {
            Separate(text, '{');
            WriteString(name, text);
            text.Append(':');
            Write(member, text);
        }

        text.Append('}');
    }

    private static void WriteArray(JsonArray items, StringBuilder text)
    {
        text.Append('[');
        foreach (var item in items)
        {
            Separate(text, '[');
            Write(item, text);
        }

        text.Append(']');
    }

    private static void Separate(StringBuilder text, char opening)
    {
        if (text[^1] != opening)
        {
            text.Append(',');
        }
    }

    private static void WriteScalar(JsonNode value, StringBuilder text)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                WriteString(JsonSerializer.Deserialize<string>(value.ToJsonString())!, text);
                break;
            case JsonValueKind.Number:
                text.Append(Number(double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture)));
                break;
            default:
                text.Append(value.ToJsonString());
                break;
        }
    }

    private static void WriteString(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
        {
            _ = character switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append("\\\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => text.Append(character),
            };
        }

        text.Append('"');
    }

    /// <summary>A number as ECMAScript writes it: the fewest digits that lead back to it.</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(nameof(value), value, "JSON has no such number.");
        }

        if (value == 0)
        {
            return "0";
        }

        var sign = value < 0 ? "-" : string.Empty;
        var shortest = Math.Abs(value).ToString("E16", CultureInfo.InvariantCulture);
        foreach (var precision in Enumerable.Range(0, 17))
        {
            var shorter = Math.Abs(value).ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (double.Parse(shorter, CultureInfo.InvariantCulture) == Math.Abs(value))
            {
                shortest = shorter;
                break;
            }
        }

        var parts = shortest.Split('E');
        var digits = parts[0].Replace(".", string.Empty, StringComparison.Ordinal);
        return sign + Place(digits, int.Parse(parts[1], CultureInfo.InvariantCulture) + 1);
    }

    // The point stands behind so many digits.
    private static string Place(string digits, int point)
    {
        if (point > LongestInteger || point <= -MostLeadingZeros)
        {
            var fraction = digits.Length > 1 ? $".{digits[1..]}" : string.Empty;
            return string.Create(CultureInfo.InvariantCulture, $"{digits[0]}{fraction}e{point - 1:+0;-0}");
        }

        return point <= 0 ? "0." + new string('0', -point) + digits
            : point >= digits.Length ? digits.PadRight(point, '0')
            : digits[..point] + "." + digits[point..];
    }
}
