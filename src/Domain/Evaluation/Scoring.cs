using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>The marks of one evaluator that count.</summary>
public sealed record MarkedSheet(UserId Evaluator, IReadOnlyList<Mark> Marks);

/// <summary>An application with the submitted sheets that count.</summary>
public sealed record MarkedApplication(
    GrantApplicationId Id,
    string Reference,
    DateTimeOffset SubmittedAt,
    IReadOnlyList<MarkedSheet> Sheets
);

/// <summary>One application's place.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">1 for the first.</param>
/// <param name="Score">0 to 100, four decimals, rounded once and half to even.</param>
/// <param name="IsAboveMinimum">Whether it reaches the call's minimum score, and the own minimum of each criterion that has one.</param>
/// <param name="Means">Exact value of each criterion by its method, as a fraction in text.</param>
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
)
{
    /// <summary>Codes of the criteria whose own minimum it does not reach.</summary>
    public IReadOnlyList<string> EliminatedBy { get; init; } = [];
}

/// <summary>
/// Scores and order: 100 × Σ weight × (value − minimum) ÷ (maximum − minimum) ÷ Σ weight as one exact fraction, rounded once. The rounded score is what
/// is compared; then the tie-breaks as the call names them. The order of the input does not matter.
/// </summary>
public static class Scoring
{
    public const int Decimals = 4;

    private const int FewestToTrim = 4;

    /// <summary>The value of a criterion: what its method makes of the marks.</summary>
    public static Fraction Value(MarkedApplication application, MarkedCriterion criterion)
    {
        var marks = application.Sheets.Select(x => x.Marks.Single(y => y.Criterion == criterion.Code).Value).Order().ToList();
        var counting = criterion.Method switch
        {
            MarkMethod.TrimmedMean when marks.Count >= FewestToTrim => marks[1..^1],
            MarkMethod.Median => marks[((marks.Count - 1) / 2)..(marks.Count / 2 + 1)],
            _ => marks,
        };
        return new Fraction(counting.Sum(), counting.Count);
    }

    public static decimal Score(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria) =>
        ScoredApplication.Of(application, criteria).Score;

    public static IReadOnlyList<RankingEntry> Rank(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks,
        Percentage minimumScore
    )
    {
        var order = new RankOrder(tieBreaks);
        var ranked = applications.Select(x => ScoredApplication.Of(x, criteria)).Order(order).ToList();
        return
        [
            .. ranked.Select(
                (x, index) =>
                    new RankingEntry(
                        x.Application.Id,
                        x.Application.Reference,
                        index + 1,
                        x.Score,
                        x.Score >= minimumScore.Value && x.EliminatedBy.Count == 0,
                        x.Means.ToDictionary(y => y.Key, y => y.Value.ToString()),
                        x.Application.Sheets.Count,
                        index == 0 ? null : order.DecidedBy(ranked[index - 1], x)
                    )
                    {
                        EliminatedBy = x.EliminatedBy,
                    }
            ),
        ];
    }
}

/// <summary>An application with the exact value of each criterion, and its score.</summary>
internal sealed record ScoredApplication(
    MarkedApplication Application,
    decimal Score,
    IReadOnlyDictionary<string, Fraction> Means,
    IReadOnlyList<string> EliminatedBy
)
{
    public static ScoredApplication Of(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria)
    {
        var means = criteria.ToDictionary(x => x.Code, x => Scoring.Value(application, x));
        return new ScoredApplication(
            application,
            ScoreOf(means, criteria, [.. criteria.Select(x => (Fraction)x.Weight)]),
            means,
            [.. criteria.Where(x => x.EliminatoryMinimum is { } minimum && means[x.Code] < minimum).Select(x => x.Code)]
        );
    }

    /// <summary>The same with other weights.</summary>
    public ScoredApplication Weighed(IReadOnlyList<MarkedCriterion> criteria, IReadOnlyList<Fraction> weights) =>
        this with
        {
            Score = ScoreOf(Means, criteria, weights),
        };

    private static decimal ScoreOf(
        IReadOnlyDictionary<string, Fraction> means,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<Fraction> weights
    ) =>
        (
            criteria
                .Zip(weights)
                .Aggregate(
                    Fraction.Zero,
                    (sum, x) => sum + x.Second * (means[x.First.Code] - x.First.Minimum) / (x.First.Maximum - x.First.Minimum)
                )
            * 100
            / weights.Aggregate(Fraction.Zero, (sum, x) => sum + x)
        ).Round(Scoring.Decimals);
}

/// <summary>The higher score first, then the tie-breaks as the call names them, then the reference.</summary>
internal sealed class RankOrder(IReadOnlyList<string> tieBreaks) : IComparer<ScoredApplication>
{
    private const string ByScore = "score";
    private const string BySubmission = "submittedAt";
    private const string ByReference = "reference";

    // The reference is unique: with it last, no order is left to chance.
    private readonly string[] breaks = [.. tieBreaks, ByReference];

    public int Compare(ScoredApplication? x, ScoredApplication? y) => Judge(x!, y!).Order;

    /// <summary>What separates two.</summary>
    public string? DecidedBy(ScoredApplication first, ScoredApplication second) => Judge(first, second).By;

    private (int Order, string? By) Judge(ScoredApplication a, ScoredApplication b)
    {
        if (a.Score != b.Score)
        {
            return (b.Score.CompareTo(a.Score), ByScore);
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
}
