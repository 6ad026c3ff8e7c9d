using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>The words of a letter in one language, one file per language in Texts; <c>{name}</c> stands for a value.</summary>
internal sealed partial record LetterTexts
{
    private const string Folder = "SocialInnovation.Infrastructure.Evaluation.Letters.Texts.";

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerOptions.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    private static readonly FrozenDictionary<string, LetterTexts> Texts = new[] { "en", "fr" }.ToFrozenDictionary(
        x => x,
        x => JsonSerializer.Deserialize<LetterTexts>(SqlScript.Text($"{Folder}{x}.json"), Strict)!
    );

    public required string Title { get; init; }

    public required string Subject { get; init; }

    public required string References { get; init; }

    public required string Date { get; init; }

    public required string Greeting { get; init; }

    public required IReadOnlyDictionary<LetterOutcome, string> Outcomes { get; init; }

    public required string Score { get; init; }

    public required string MinimumReached { get; init; }

    public required string MinimumMissed { get; init; }

    public required string BelowOwnMinimum { get; init; }

    public required string Details { get; init; }

    public required string Method { get; init; }

    public required string Criterion { get; init; }

    public required string Weight { get; init; }

    public required string Mark { get; init; }

    public required string Points { get; init; }

    public required string Place { get; init; }

    public required string Total { get; init; }

    public required string Percent { get; init; }

    public required string OutOf { get; init; }

    public required string SeeAnnex { get; init; }

    public required string Remedies { get; init; }

    public required IReadOnlyList<string> RemedyTexts { get; init; }

    public required string Closing { get; init; }

    public required string Signature { get; init; }

    public required string Annex { get; init; }

    public required string AnnexIntroduction { get; init; }

    public required string MissingCharacters { get; init; }

    public required IReadOnlyList<string> Months { get; init; }

    public required string FirstDay { get; init; }

    public required string DecimalSeparator { get; init; }

    public required string GroupSeparator { get; init; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static LetterTexts In(string language) =>
        Texts.TryGetValue(language, out var texts)
            ? texts
            : throw new ArgumentException($"There is no letter in {language}.", nameof(language));

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

    /// <summary>A count, or a mark with the decimals it has.</summary>
    public string Number(decimal value) => value.ToString("#,0.####", Format);

    /// <summary>Points: two decimals, or up to four where it has them, so that no rounding hides why one is below another.</summary>
    public string PointsOf(decimal value) => value.ToString("0.00##", Format);

    /// <summary>A date in words.</summary>
    public string DateOf(DateOnly date)
    {
        var day = date.Day == 1 ? FirstDay : date.Day.ToString(CultureInfo.InvariantCulture);
        return string.Create(CultureInfo.InvariantCulture, $"{day}\u00a0{Months[date.Month - 1]}\u00a0{date.Year}");
    }

    // Not of the machine's cultures: a letter reads the same wherever it is written.
    private NumberFormatInfo Format => new() { NumberDecimalSeparator = DecimalSeparator, NumberGroupSeparator = GroupSeparator };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Placeholder();
}
