using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>An application with the submitted sheets that count.</summary>
public sealed record MarkedApplication(
    GrantApplicationId Id,
    string Reference,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<IReadOnlyList<Mark>> Sheets
);

/// <summary>One application's place.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">1 for the first.</param>
/// <param name="Score">0 to 100, four decimals, rounded once and half to even.</param>
/// <param name="IsAboveMinimum">Whether it reaches the call's minimum score.</param>
/// <param name="Means">Exact mean of each criterion, as a fraction in text.</param>
/// <param name="Sheets">Number of sheets that count.</param>
/// <param name="DecidedBy">What separates it from the one before: <c>score</c> or a tie-break; null for the first.</param>
public sealed record RankingEntry(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    decimal Score,
    bool IsAboveMinimum,
    IReadOnlyDictionary<string, string> Means,
    int Sheets,
    string? DecidedBy
);

/// <summary>
/// Scores and order: Σ weight × (mean mark − minimum) ÷ (maximum − minimum) as one exact fraction, rounded once. The rounded score is what
/// is compared; then the tie-breaks as the call names them. The order of the input does not matter.
/// </summary>
public static class Scoring
{
    public const int Decimals = 4;

    private const string BySubmission = "submittedAt";
    private const string ByReference = "reference";

    public static Fraction Mean(MarkedApplication application, string criterion)
    {
        var values = application.Sheets.Select(x => x.Single(y => y.Criterion == criterion).Value).ToList();
        return new Fraction(values.Sum(), values.Count);
    }

    public static decimal Score(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria) =>
        criteria
            .Aggregate(
                Fraction.Zero,
                (sum, x) => sum + (Fraction)x.Weight * (Mean(application, x.Code) - x.Minimum) / (x.Maximum - x.Minimum)
            )
            .Round(Decimals);

    public static IReadOnlyList<RankingEntry> Rank(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks,
        Percentage minimumScore
    )
    {
        var scored = applications
            .Select(x => new Scored(x, Score(x, criteria), criteria.ToDictionary(y => y.Code, y => Mean(x, y.Code))))
            .ToList();

        // The reference is unique: with it last, no order is left to chance.
        List<string> breaks = [.. tieBreaks, ByReference];
        scored.Sort((a, b) => Compare(a, b, breaks).Order);
        return
        [
            .. scored.Select(
                (x, index) =>
                    new RankingEntry(
                        x.Application.Id,
                        x.Application.Reference,
                        index + 1,
                        x.Score,
                        x.Score >= minimumScore.Value,
                        x.Means.ToDictionary(y => y.Key, y => y.Value.ToString()),
                        x.Application.Sheets.Count,
                        index == 0 ? null : Compare(scored[index - 1], x, breaks).DecidedBy
                    )
            ),
        ];
    }

    private static (int Order, string? DecidedBy) Compare(Scored a, Scored b, IReadOnlyList<string> breaks)
    {
        if (a.Score != b.Score)
        {
            return (b.Score.CompareTo(a.Score), "score");
        }

        foreach (var name in breaks)
        {
            var order = name switch
            {
                BySubmission => a.Application.SubmittedAt.CompareTo(b.Application.SubmittedAt),
                ByReference => string.CompareOrdinal(a.Application.Reference, b.Application.Reference),
                _ => b.Means[name].CompareTo(a.Means[name]),
            };
            if (order != 0)
            {
                return (order, name);
            }
        }

        return (0, null);
    }

    private sealed record Scored(MarkedApplication Application, decimal Score, IReadOnlyDictionary<string, Fraction> Means);
}
