using System.Collections.Frozen;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Infrastructure.Documents;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>The words of a letter in one language, one file per language in Texts; <c>{name}</c> stands for a value.</summary>
internal sealed record LetterTexts
{
    private static readonly FrozenDictionary<string, LetterTexts> Texts = Wording.Read<LetterTexts>("Evaluation.Letters");

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

    public required string SeeAnnex { get; init; }

    public required string Remedies { get; init; }

    public required IReadOnlyList<string> RemedyTexts { get; init; }

    public required string Closing { get; init; }

    public required string Signature { get; init; }

    public required string Annex { get; init; }

    public required string AnnexIntroduction { get; init; }

    public required string MissingCharacters { get; init; }

    /// <summary>The words of a language.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static LetterTexts In(string language) => Wording.Of(Texts, language);
}
