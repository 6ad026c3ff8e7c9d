using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence.Conversions;

internal sealed class IdConverter<TId>() : ValueConverter<TId, Guid>(id => id.Value, value => IdFactory.Make<TId>(value))
    where TId : struct, IEntityId<TId>;

// An expression tree can't hold the call of a static interface member.
internal static class IdFactory
{
    public static TId Make<TId>(Guid value)
        where TId : struct, IEntityId<TId> => TId.From(value);
}

internal sealed class MoneyConverter() : ValueConverter<Money, decimal>(money => money.Amount, amount => new Money(amount));

internal sealed class PercentageConverter()
    : ValueConverter<Percentage, decimal>(percentage => percentage.Value, value => new Percentage(value));

internal sealed class SirenConverter() : ValueConverter<Siren, string>(siren => siren.Value, value => Siren.FromTrusted(value));

// PostgreSQL's timestamptz keeps an instant; Npgsql wants it in UTC.
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, DateTimeOffset>(x => x.ToUniversalTime(), x => x);

internal sealed class EnumConverter<TEnum>()
    : ValueConverter<TEnum, string>(value => Naming.Word(value), word => Naming.Parse<TEnum>(word)!.Value)
    where TEnum : struct, Enum;

internal sealed class StringListConverter() : ValueConverter<IReadOnlyList<string>, string[]>(list => list.ToArray(), array => array);

internal sealed class StringListComparer()
    : ValueComparer<IReadOnlyList<string>>(
        (a, b) => (a ?? Array.Empty<string>()).SequenceEqual(b ?? Array.Empty<string>()),
        list => list.Aggregate(0, (hash, x) => HashCode.Combine(hash, x)),
        list => list
    );

/// <summary>Keeps a value that nobody queries by as one <c>jsonb</c> column.</summary>
internal static class JsonColumn
{
    private static readonly JsonSerializerOptions Options = CreateOptions();

    public static PropertyBuilder<T> IsJson<T>(this PropertyBuilder<T> property)
    {
        property.HasConversion(
            new ValueConverter<T, string>(value => Write(value), json => Read<T>(json)),
            new ValueComparer<T>((a, b) => AreSame(a, b), value => Write(value).GetHashCode(), value => value)
        );
        return property.HasColumnType("jsonb");
    }

    // The kept values never change, they are replaced: what was not replaced need not be written to be compared.
    private static bool AreSame<T>(T a, T b) => ReferenceEquals(a, b) || Write(a) == Write(b);

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, Options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower));
        options.Converters.Add(new MoneyJson());
        options.Converters.Add(new PercentageJson());
        options.Converters.Add(new IdJsonFactory());
        return options;
    }

    private sealed class MoneyJson : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Amount);
    }

    private sealed class PercentageJson : JsonConverter<Percentage>
    {
        public override Percentage Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            new(reader.GetDecimal());

        public override void Write(Utf8JsonWriter writer, Percentage value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value.Value);
    }

    private sealed class IdJsonFactory : JsonConverterFactory
    {
        public override bool CanConvert(Type typeToConvert) => PersistenceConventions.IsId(typeToConvert);

        public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
            (JsonConverter)Activator.CreateInstance(typeof(IdJson<>).MakeGenericType(typeToConvert))!;
    }

    private sealed class IdJson<TId> : JsonConverter<TId>
        where TId : struct, IEntityId<TId>
    {
        public override TId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            TId.From(reader.GetGuid());

        public override void Write(Utf8JsonWriter writer, TId value, JsonSerializerOptions options) => writer.WriteStringValue(value.Value);
    }
}
