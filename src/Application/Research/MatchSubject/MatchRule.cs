using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Domain.Research;

namespace SocialInnovation.Application.Research.MatchSubject;

/// <summary>Something that a subject may fit.</summary>
/// <param name="Themes">Codes of its themes.</param>
/// <param name="Terms">Stems of its words, or of those among them that the subject has.</param>
internal sealed record Matchable(IReadOnlyList<string> Themes, IReadOnlyList<string> Terms);

/// <summary>How well something fits a subject, and why.</summary>
/// <param name="Percent">0 to 100.</param>
/// <param name="Themes">The themes in common.</param>
/// <param name="Words">Words in common as the subject writes them, the rarest first.</param>
internal sealed record SubjectMatch(int Percent, IReadOnlyList<string> Themes, IReadOnlyList<string> Words);

/// <summary>
/// Half of the score is the share of the subject's themes that both have, half the share of its words, of which a rare one weighs more: a
/// word weighs ln((innovations + 2) / (innovations that have it + 1)).
/// </summary>
internal sealed class MatchRule(ResearchSubject subject, TextWords words, TermUses uses)
{
    private const int MostWords = 5;

    /// <summary>With no theme in common, a smaller share of the words is no reason.</summary>
    private const double LeastShare = 0.1;

    private readonly double whole = words.Terms.Sum(x => Weight(x, uses));

    /// <summary>Null when there is no reason.</summary>
    public SubjectMatch? Match(Matchable other)
    {
        var themes = subject.Themes.Intersect(other.Themes).ToList();
        var terms = words
            .Terms.Intersect(other.Terms)
            .OrderByDescending(x => Weight(x, uses))
            .ThenBy(x => x, StringComparer.Ordinal)
            .ToList();
        var share = whole > 0 ? terms.Sum(x => Weight(x, uses)) / whole : 0;
        if (themes.Count == 0 && share < LeastShare)
        {
            return null;
        }

        var score = 50 * ((themes.Count / (double)subject.Themes.Count) + share);
        var spelt = words.Terms.Zip(words.Words).ToDictionary(x => x.First, x => x.Second);
        return new SubjectMatch(
            (int)Math.Round(score, MidpointRounding.AwayFromZero),
            themes,
            [.. terms.Select(x => spelt[x]).Distinct().Take(MostWords)]
        );
    }

    private static double Weight(string term, TermUses uses) =>
        Math.Log((uses.Innovations + 2) / (uses.Uses.GetValueOrDefault(term) + 1.0));
}
