using System.Runtime.InteropServices;
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
)
{
    public static readonly IReadOnlyDictionary<string, int> NoConsensus = new Dictionary<string, int>();

    /// <summary>By criterion, the mark on which its readers agreed; it takes the place of what their marks give.</summary>
    public IReadOnlyDictionary<string, int> Consensus { get; init; } = NoConsensus;
}

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

    /// <summary>The value of a criterion: the mark on which the readers agreed, else what its method makes of their marks.</summary>
    public static Fraction Value(MarkedApplication application, MarkedCriterion criterion)
    {
        if (application.Consensus.TryGetValue(criterion.Code, out var agreed))
        {
            return agreed;
        }

        // Plain loops from here on: a call may have a million marks.
        var marks = new int[application.Sheets.Count];
        for (var i = 0; i < marks.Length; i++)
        {
            marks[i] = MarkOn(criterion.Code, application.Sheets[i]);
        }

        var counting = marks.AsSpan();
        if (criterion.Method == MarkMethod.TrimmedMean && marks.Length >= FewestToTrim)
        {
            counting.Sort();
            counting = counting[1..^1];
        }
        else if (criterion.Method == MarkMethod.Median)
        {
            counting.Sort();
            counting = counting[((marks.Length - 1) / 2)..(marks.Length / 2 + 1)];
        }

        long sum = 0;
        foreach (var mark in counting)
        {
            sum += mark;
        }

        return new Fraction(sum, counting.Length);
    }

    public static decimal Score(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria) =>
        ScoredApplication.Of(application, criteria, ScoredApplication.Weights(criteria)).Score;

    public static IReadOnlyList<RankingEntry> Rank(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks,
        Percentage minimumScore
    )
    {
        var order = new RankOrder(criteria, tieBreaks);
        var weights = ScoredApplication.Weights(criteria);
        var ranked = applications.Select(x => ScoredApplication.Of(x, criteria, weights)).Order(order).ToList();
        var texts = new Dictionary<Fraction, string>();
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
                        Means(x),
                        x.Application.Sheets.Count,
                        index == 0 ? null : order.DecidedBy(ranked[index - 1], x)
                    )
                    {
                        EliminatedBy = x.EliminatedBy,
                    }
            ),
        ];

        // Few values are different, and each is written once.
        Dictionary<string, string> Means(ScoredApplication scored)
        {
            var means = new Dictionary<string, string>(criteria.Count);
            for (var i = 0; i < criteria.Count; i++)
            {
                ref var text = ref CollectionsMarshal.GetValueRefOrAddDefault(texts, scored.Values[i], out _);
                means.Add(criteria[i].Code, text ??= scored.Values[i].ToString());
            }

            return means;
        }
    }

    private static int MarkOn(string criterion, MarkedSheet sheet)
    {
        Mark? found = null;
        for (var i = 0; i < sheet.Marks.Count; i++)
        {
            if (sheet.Marks[i] is { } mark && mark.Criterion == criterion)
            {
                found = found is null ? mark : throw new InvalidOperationException($"A sheet has two marks on {criterion}.");
            }
        }

        return found?.Value ?? throw new InvalidOperationException($"A sheet has no mark on {criterion}.");
    }
}

/// <summary>An application with its score, and the exact value of each criterion in the order of the criteria.</summary>
internal sealed record ScoredApplication(
    MarkedApplication Application,
    decimal Score,
    IReadOnlyList<Fraction> Values,
    IReadOnlyList<string> EliminatedBy
)
{
    public static ScoredApplication Of(
        MarkedApplication application,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<Fraction> weights
    )
    {
        var values = new Fraction[criteria.Count];
        List<string>? eliminatedBy = null;
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Scoring.Value(application, criteria[i]);
            if (criteria[i].EliminatoryMinimum is { } minimum && values[i] < minimum)
            {
                (eliminatedBy ??= []).Add(criteria[i].Code);
            }
        }

        return new ScoredApplication(application, ScoreOf(values, criteria, weights), values, eliminatedBy ?? NoCriteria);
    }

    /// <summary>The weights that the criteria have.</summary>
    public static IReadOnlyList<Fraction> Weights(IReadOnlyList<MarkedCriterion> criteria) => [.. criteria.Select(x => (Fraction)x.Weight)];

    /// <summary>The same with other weights.</summary>
    public ScoredApplication Weighed(IReadOnlyList<MarkedCriterion> criteria, IReadOnlyList<Fraction> weights) =>
        this with
        {
            Score = ScoreOf(Values, criteria, weights),
        };

    private static IReadOnlyList<string> NoCriteria => [];

    private static decimal ScoreOf(IReadOnlyList<Fraction> values, IReadOnlyList<MarkedCriterion> criteria, IReadOnlyList<Fraction> weights)
    {
        var (sum, all) = (Fraction.Zero, Fraction.Zero);
        for (var i = 0; i < criteria.Count; i++)
        {
            sum += weights[i] * (values[i] - criteria[i].Minimum) / (criteria[i].Maximum - criteria[i].Minimum);
            all += weights[i];
        }

        return (sum * 100 / all).Round(Scoring.Decimals);
    }
}

/// <summary>The higher score first, then the tie-breaks as the call names them, then the reference.</summary>
internal sealed class RankOrder(IReadOnlyList<MarkedCriterion> criteria, IReadOnlyList<string> tieBreaks) : IComparer<ScoredApplication>
{
    private const string ByScore = "score";
    private const string BySubmission = "submittedAt";
    private const string ByReference = "reference";

    // The reference is unique: with it last, no order is left to chance.
    private readonly (string Name, int Criterion)[] breaks =
    [
        .. tieBreaks.Append(ByReference).Select(x => (x, criteria.Index().FirstOrDefault(y => y.Item.Code == x, (-1, null!)).Index)),
    ];

    public int Compare(ScoredApplication? x, ScoredApplication? y) => Judge(x!, y!).Order;

    /// <summary>What separates two.</summary>
    public string? DecidedBy(ScoredApplication first, ScoredApplication second) => Judge(first, second).By;

    private (int Order, string? By) Judge(ScoredApplication a, ScoredApplication b)
    {
        if (a.Score != b.Score)
        {
            return (b.Score.CompareTo(a.Score), ByScore);
        }

        foreach (var (name, criterion) in breaks)
        {
            var order = name switch
            {
                BySubmission => a.Application.SubmittedAt.CompareTo(b.Application.SubmittedAt),
                ByReference => string.CompareOrdinal(a.Application.Reference, b.Application.Reference),
                _ => b.Values[criterion].CompareTo(a.Values[criterion]),
            };
            if (order != 0)
            {
                return (order, name);
            }
        }

        return (0, null);
    }
}
