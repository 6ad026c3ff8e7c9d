using System.Numerics;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Evaluation;

/// <summary>A fraction as a textbook has it, in lowest terms.</summary>
internal readonly record struct PlainFraction
{
    public PlainFraction(BigInteger numerator, BigInteger denominator)
    {
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator) * denominator.Sign;
        (Numerator, Denominator) = (numerator / divisor, denominator / divisor);
    }

    public BigInteger Numerator { get; }

    public BigInteger Denominator { get; }

    public static PlainFraction operator +(PlainFraction a, PlainFraction b) =>
        new(a.Numerator * b.Denominator + b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static PlainFraction operator -(PlainFraction a, PlainFraction b) =>
        new(a.Numerator * b.Denominator - b.Numerator * a.Denominator, a.Denominator * b.Denominator);

    public static PlainFraction operator *(PlainFraction a, PlainFraction b) =>
        new(a.Numerator * b.Numerator, a.Denominator * b.Denominator);

    public static PlainFraction operator /(PlainFraction a, PlainFraction b) =>
        new(a.Numerator * b.Denominator, a.Denominator * b.Numerator);

    public static implicit operator PlainFraction(int value) => new(value, 1);

    public int CompareTo(PlainFraction other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public decimal Round(int decimals)
    {
        var scaled = Numerator * BigInteger.Pow(10, decimals);
        var quotient = BigInteger.DivRem(BigInteger.Abs(scaled), Denominator, out var remainder);
        var twice = (remainder * 2).CompareTo(Denominator);
        if (twice > 0 || (twice == 0 && !quotient.IsEven))
        {
            quotient += 1;
        }

        return scaled.Sign * (decimal)quotient / (decimal)BigInteger.Pow(10, decimals);
    }

    public override string ToString() => $"{Numerator}/{Denominator}";
}

/// <summary>The definition of a ranking, written for its reader and not for its speed.</summary>
internal static class PlainScoring
{
    private const int FewestToTrim = 4;

    public static IReadOnlyList<RankingEntry> Rank(
        IEnumerable<MarkedApplication> applications,
        IReadOnlyList<MarkedCriterion> criteria,
        IReadOnlyList<string> tieBreaks,
        Percentage minimumScore
    )
    {
        var ranked = applications.Select(x => Scored.Of(x, criteria)).ToList();
        ranked.Sort((a, b) => Judge(a, b, tieBreaks).Order);
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
                        x.Values.ToDictionary(y => y.Key, y => y.Value.ToString()),
                        x.Application.Sheets.Count,
                        index == 0 ? null : Judge(ranked[index - 1], x, tieBreaks).By
                    )
                    {
                        EliminatedBy = x.EliminatedBy,
                    }
            ),
        ];
    }

    private static PlainFraction Value(MarkedApplication application, MarkedCriterion criterion)
    {
        var marks = application.Sheets.Select(x => x.Marks.Single(y => y.Criterion == criterion.Code).Value).Order().ToList();
        var counting = criterion.Method switch
        {
            MarkMethod.TrimmedMean when marks.Count >= FewestToTrim => marks[1..^1],
            MarkMethod.Median => marks[((marks.Count - 1) / 2)..(marks.Count / 2 + 1)],
            _ => marks,
        };
        return new PlainFraction(counting.Aggregate(BigInteger.Zero, (sum, x) => sum + x), counting.Count);
    }

    private static (int Order, string? By) Judge(Scored a, Scored b, IReadOnlyList<string> tieBreaks)
    {
        if (a.Score != b.Score)
        {
            return (b.Score.CompareTo(a.Score), "score");
        }

        return tieBreaks
            .Append("reference")
            .Select(name =>
                (
                    name switch
                    {
                        "submittedAt" => a.Application.SubmittedAt.CompareTo(b.Application.SubmittedAt),
                        "reference" => string.CompareOrdinal(a.Application.Reference, b.Application.Reference),
                        _ => b.Values[name].CompareTo(a.Values[name]),
                    },
                    (string?)name
                )
            )
            .FirstOrDefault(x => x.Item1 != 0);
    }

    private sealed record Scored(
        MarkedApplication Application,
        decimal Score,
        IReadOnlyDictionary<string, PlainFraction> Values,
        IReadOnlyList<string> EliminatedBy
    )
    {
        public static Scored Of(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria)
        {
            var values = criteria.ToDictionary(x => x.Code, x => Value(application, x));
            var points = criteria.Aggregate(
                (PlainFraction)0,
                (sum, x) => sum + x.Weight * (values[x.Code] - x.Minimum) / (x.Maximum - x.Minimum)
            );
            return new Scored(
                application,
                (points * 100 / criteria.Sum(x => x.Weight)).Round(Scoring.Decimals),
                values,
                [.. criteria.Where(x => x.EliminatoryMinimum is { } minimum && values[x.Code].CompareTo(minimum) < 0).Select(x => x.Code)]
            );
        }
    }
}
