using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Api.Http;

/// <summary>The one JSON dialect of the API: strict in what it reads, exact in what it writes.</summary>
internal static class Json
{
    public static readonly JsonSerializerOptions Options = Create();

    private const int MostDepth = 32;

    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = MostDepth;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(RefuseNull);
        options.Converters.Add(new TextJson());
        options.Converters.Add(new MoneyJson());
        options.Converters.Add(new PercentageJson());
        options.Converters.Add(new InstantJson());
        options.Converters.Add(new WordJsonFactory());
        options.Converters.Add(new IdJsonFactory());
    }

    // System.Text.Json 10 keeps RespectNullableAnnotations for members set after the constructor only while the body lies in one piece: in an
    // object that goes on in the next piece, it sets null.
    private static void RefuseNull(JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
        {
            if (member is { Set: { } set, IsSetNullable: false } && !member.PropertyType.IsValueType)
            {
                member.Set = (body, value) => set(body, value ?? throw new NullMemberException(member.Name));
            }
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}

/// <summary>A member is null that can't be.</summary>
internal sealed class NullMemberException(string member) : JsonException("null stands where a value has to.")
{
    public string Member { get; } = member;
}

/// <summary>Text without the character U+0000, which the database can't hold.</summary>
internal sealed class TextJson : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Read(ref reader);

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Read(ref reader)!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WritePropertyName(value);

    private static string? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
        {
            throw new JsonException("A text stands in quotes.");
        }

        var text = reader.GetString();
        return text?.Contains('\0', StringComparison.Ordinal) == true ? throw new JsonException("A text has no character U+0000.") : text;
    }
}

/// <summary><c>{"amount": "45000.00", "currency": "EUR"}</c>: a decimal string, never a float.</summary>
internal sealed partial class MoneyJson : JsonConverter<Money>
{
    public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException("Money is an object of amount and currency.");
        }

        string? amount = null;
        string? currency = null;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
        {
            var member = reader.GetString();
            reader.Read();
            if (reader.TokenType != JsonTokenType.String || (member == "amount" ? amount : currency) is not null)
            {
                throw new JsonException("Amount and currency are strings, once each.");
            }

            switch (member)
            {
                case "amount":
                    amount = reader.GetString();
                    break;
                case "currency":
                    currency = reader.GetString();
                    break;
                default:
                    throw new JsonException("Money has an amount and a currency, nothing else.");
            }
        }

        return currency == Money.Currency && amount is not null && Amount().IsMatch(amount)
            ? new Money(decimal.Parse(amount, CultureInfo.InvariantCulture))
            : throw new JsonException("The amount is digits, a dot and two decimals; the currency is EUR.");
    }

    public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("amount", value.ToString());
        writer.WriteString("currency", Money.Currency);
        writer.WriteEndObject();
    }

    [GeneratedRegex(Money.Pattern)]
    private static partial Regex Amount();
}

/// <summary><c>"66.6667"</c>: a decimal string.</summary>
internal sealed partial class PercentageJson : JsonConverter<Percentage>
{
    public override Percentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && reader.GetString() is { } text && Digits().IsMatch(text)
            ? new Percentage(decimal.Parse(text, CultureInfo.InvariantCulture))
            : throw new JsonException("A decimal string from 0 to 100 with at most four decimals.");

    public override void Write(Utf8JsonWriter writer, Percentage value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());

    [GeneratedRegex(Percentage.Pattern)]
    private static partial Regex Digits();
}

/// <summary>RFC 3339 with an offset; without one an instant is a guess.</summary>
internal sealed partial class InstantJson : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String
        && reader.GetString() is { } text
        && Rfc3339().IsMatch(text)
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant
            : throw new JsonException("An instant is written by RFC 3339, with its offset.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Rfc3339();
}

/// <summary>Enums as their word, spelt exactly.</summary>
internal sealed class WordJsonFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeToConvert.IsEnum;

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(WordJson<>).MakeGenericType(typeToConvert))!;

    private sealed class WordJson<TEnum> : JsonConverter<TEnum>
        where TEnum : struct, Enum
    {
        public override TEnum Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            (reader.TokenType == JsonTokenType.String ? Naming.Parse<TEnum>(reader.GetString()) : null)
            ?? throw new JsonException($"One of {string.Join(", ", Enum.GetValues<TEnum>().Select(Naming.Word))}.");

        public override void Write(Utf8JsonWriter writer, TEnum value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Naming.Word(value));
    }
}

/// <summary>Ids as the UUID that they are.</summary>
internal sealed class IdJsonFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => IsId(typeToConvert);

    public static bool IsId(Type type) =>
        type.IsValueType && type.GetInterfaces().Any(x => x.IsGenericType && x.GetGenericTypeDefinition() == typeof(IEntityId<>));

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(typeToConvert))!;

    private sealed class IdJson<TId> : JsonConverter<TId>
        where TId : struct, IEntityId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.TokenType == JsonTokenType.String && reader.TryGetGuid(out var value)
                ? TId.From(value)
                : throw new JsonException("An id is a UUID.");

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
