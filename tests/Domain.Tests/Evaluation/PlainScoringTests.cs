using System.Numerics;
using CsCheck;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Evaluation;

/// <summary>What is computed quickly is what the definition says, to the last character.</summary>
public sealed class PlainScoringTests
{
    private static readonly string[] TieBreakers = ["submittedAt", "reference"];

    // Both sides of what two machine integers can hold, and of what their products can.
    private static readonly Gen<BigInteger> Numbers = Gen.OneOf(
        Gen.Long[-6, 6].Select(x => (BigInteger)x),
        Gen.Long.Select(x => (BigInteger)x),
        Gen.Long[-4, 4].Select(x => (BigInteger.One << 62) + x),
        Gen.Long[-4, 4].Select(x => x - (BigInteger.One << 62)),
        Gen.Select(Gen.Long, Gen.Long, (x, y) => (BigInteger)x * y)
    );

    private static readonly Gen<(BigInteger Over, BigInteger Under)> Ratios = Gen.Select(Numbers, Numbers.Where(x => !x.IsZero));

    [Fact]
    public void Fraction_IsThatOfTheTextbook() =>
        Gen.Select(Ratios, Ratios)
            .Sample(
                (x, y) =>
                {
                    var (a, b) = (new Fraction(x.Over, x.Under), new Fraction(y.Over, y.Under));
                    var (plainA, plainB) = (new PlainFraction(x.Over, x.Under), new PlainFraction(y.Over, y.Under));
                    AssertSame(plainA, a);
                    AssertSame(plainA + plainB, a + b);
                    AssertSame(plainA - plainB, a - b);
                    AssertSame(plainA * plainB, a * b);
                    Assert.Equal(Math.Sign(plainA.CompareTo(plainB)), Math.Sign(a.CompareTo(b)));
                    Assert.Equal(plainA == plainB, a == b);
                    Assert.True(a + b - b == a && (a + b - b).GetHashCode() == a.GetHashCode());
                    if (y.Over.IsZero)
                    {
                        Assert.Throws<DivideByZeroException>(() => a / b);
                    }
                    else
                    {
                        AssertSame(plainA / plainB, a / b);
                    }
                },
                iter: 20_000
            );

    [Fact]
    public void Rounding_IsThatOfTheTextbook() =>
        Gen.Select(Gen.Long, Gen.OneOf(Gen.Long[1, 64], Gen.Long[1, long.MaxValue]), Gen.Int[0, 8])
            .Sample(
                (over, under, decimals) =>
                    Assert.Equal(
                        new PlainFraction(over, under).Round(decimals).ToString(System.Globalization.CultureInfo.InvariantCulture),
                        new Fraction(over, under).Round(decimals).ToString(System.Globalization.CultureInfo.InvariantCulture)
                    ),
                iter: 20_000
            );

    [Fact]
    public void Rank_IsThatOfTheDefinition() =>
        Rankings.Sample(
            x =>
            {
                var expected = PlainScoring.Rank(x.Applications, x.Criteria, x.TieBreaks, x.Minimum);
                var actual = Scoring.Rank(x.Applications, x.Criteria, x.TieBreaks, x.Minimum);
                Assert.Equal(expected.Select(Text), actual.Select(Text));
            },
            iter: 2_000
        );

    private static Gen<MarkedCriterion> Criterion(string code) =>
        Gen.Select(
            Gen.Int[1, 60],
            Gen.Int[-2, 2],
            Gen.OneOf(Gen.Int[1, 5], Gen.Int[1, 5], Gen.Int[1_000_000, 2_000_000_000]),
            Gen.Enum<MarkMethod>(),
            Gen.Int[-2, 5],
            Gen.Bool,
            (weight, minimum, range, method, own, isEliminatory) =>
                new MarkedCriterion(code, weight, minimum, minimum + range)
                {
                    Method = method,
                    EliminatoryMinimum = isEliminatory ? own : null,
                }
        );

    // Few marks and few instants, so that there are ties; the criteria of a sheet stand in any order.
    private static Gen<MarkedApplication> Application(int number, MarkedCriterion[] criteria) =>
        Gen.Select(
            Gen.Int[0, 2],
            Gen.Select(Gen.Shuffle(criteria), Gen.Double[0, 1].Array[criteria.Length]).Array[1, 6],
            (hour, sheets) =>
                new MarkedApplication(
                    new GrantApplicationId(Guid.CreateVersion7()),
                    $"CALL-{number}",
                    DateTimeOffset.UnixEpoch.AddHours(hour),
                    [
                        .. sheets.Select(x => new MarkedSheet(
                            new UserId(Guid.CreateVersion7()),
                            [.. x.Item1.Zip(x.Item2, (c, part) => new Mark(c.Code, Part(c, part), null))]
                        )),
                    ]
                )
        );

    private static Gen<Case> Rankings =>
        from count in Gen.Int[1, 4]
        from criteria in Gen.Select(Criterion("effects"), Criterion("risk"), Criterion("scaling"), Criterion("vision"))
        let all = new[] { criteria.Item1, criteria.Item2, criteria.Item3, criteria.Item4 }[..count]
        from applications in Gen.Int[1, 12]
            .SelectMany(many => OneAfterTheOther([.. Enumerable.Range(8, many).Select(x => Application(x, all))]))
        from tieBreaks in Gen.Shuffle((string[])[.. all.Select(x => x.Code), .. TieBreakers])
        from breaks in Gen.Int[0, tieBreaks.Length]
        from minimum in Gen.Int[0, 100]
        select new Case(applications, all, tieBreaks[..breaks], new Percentage(minimum));

    private static int Part(MarkedCriterion criterion, double part) =>
        criterion.Minimum + (int)Math.Round((criterion.Maximum - criterion.Minimum) * part);

    private static Gen<MarkedApplication[]> OneAfterTheOther(Gen<MarkedApplication>[] all) =>
        all.Aggregate(
            Gen.Const(Array.Empty<MarkedApplication>()),
            (before, next) => Gen.Select(before, next, (x, y) => (MarkedApplication[])[.. x, y])
        );

    private static string Text(RankingEntry entry) =>
        FormattableString.Invariant(
            $"""
            {entry.ApplicationId} {entry.Reference} {entry.Rank} {entry.Score} {entry.IsAboveMinimum} {entry.Sheets} {entry.DecidedBy}
            {string.Join(' ', entry.Means)} {string.Join(' ', entry.EliminatedBy)}
            """
        );

    private static void AssertSame(PlainFraction expected, Fraction actual)
    {
        Assert.Equal((expected.Numerator, expected.Denominator), (actual.Numerator, actual.Denominator));
        Assert.Equal(expected.ToString(), actual.ToString());
    }

    private sealed record Case(MarkedApplication[] Applications, MarkedCriterion[] Criteria, string[] TieBreaks, Percentage Minimum);
}
