using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>How documents write figures and dates in one language, one file per language in Texts; <c>{name}</c> stands for a value.</summary>
internal sealed partial record Wording
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly string[] Written = ["en", "fr"];

    private static readonly FrozenDictionary<string, Wording> Languages = Read<Wording>("Documents");

    public required IReadOnlyList<string> Months { get; init; }

    public required string Moment { get; init; }

    public required string FirstDay { get; init; }

    public required string DecimalSeparator { get; init; }

    public required string GroupSeparator { get; init; }

    public required string Percent { get; init; }

    public required string OutOf { get; init; }

    /// <summary>The wording of a language.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static Wording In(string language) => Of(Languages, language);

    /// <summary>The words of a kind of document in each language, from the folder Texts below one of this assembly's.</summary>
    public static FrozenDictionary<string, TTexts> Read<TTexts>(string folder) =>
        Written.ToFrozenDictionary(
            x => x,
            x => JsonSerializer.Deserialize<TTexts>(SqlScript.Text($"SocialInnovation.Infrastructure.{folder}.Texts.{x}.json"), Strict)!
        );

    /// <summary>Those of one language.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static TTexts Of<TTexts>(FrozenDictionary<string, TTexts> texts, string language) =>
        texts.TryGetValue(language, out var found)
            ? found
            : throw new ArgumentException($"There is no document in {language}.", nameof(language));

    /// <summary>A text with its values; a placeholder within a value is no placeholder.</summary>
    public static string Fill(string text, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in values)
        {
            found.Add(name, value);
        }

        return Placeholder().Replace(text, x => found[x.Groups[1].Value]);
    }

    /// <summary>One value of all.</summary>
    public string Of(string value, string all) => Fill(OutOf, ("value", value), ("all", all));

    /// <summary>A share in percent, with the decimals it has.</summary>
    public string PercentOf(decimal value) => Fill(Percent, ("value", Number(value)));

    /// <summary>A count, or a mark with the decimals it has.</summary>
    public string Number(decimal value) => value.ToString("#,0.####", Format);

    /// <summary>Points: two decimals, or up to four where it has them, so that no rounding hides why one is below another.</summary>
    public string PointsOf(decimal value) => value.ToString("0.00##", Format);

    /// <summary>An amount with its cents, without the currency.</summary>
    public string AmountOf(Money amount) => amount.Amount.ToString("#,0.00", Format);

    /// <summary>A date in words.</summary>
    public string DateOf(DateOnly date)
    {
        var day = date.Day == 1 ? FirstDay : date.Day.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{day}\u00a0{Months[date.Month - 1]}\u00a0{date.Year}");
    }

    /// <summary>An instant as date and time of day, in its own offset.</summary>
    public string MomentOf(DateTimeOffset instant) =>
        Fill(
            Moment,
            ("date", DateOf(DateOnly.FromDateTime(instant.DateTime))),
            ("time", instant.ToString("HH:mm", CultureInfo.InvariantCulture))
        );

    // Not of the machine's cultures: a document reads the same wherever it is written.
    private NumberFormatInfo Format => new() { NumberDecimalSeparator = DecimalSeparator, NumberGroupSeparator = GroupSeparator };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
