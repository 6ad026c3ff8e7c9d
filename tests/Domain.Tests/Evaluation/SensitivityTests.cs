using CsCheck;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Tests.Evaluation;

/// <summary>The quick way to the intervals finds what ranking everything again for each change finds.</summary>
public sealed class SensitivityTests
{
    private static readonly MarkedCriterion[] Criteria = [new("effects", 60, 0, 5), new("risk", 35, 0, 10), new("scale", 5, 1, 4)];
    private static readonly string[] TieBreaks = ["effects", "submittedAt"];

    private static readonly UserId[] Evaluators = [.. Enumerable.Range(0, 6).Select(_ => new UserId(Guid.CreateVersion7()))];

    private static readonly Gen<Mark[]> Marks = Gen.Select(
        Gen.Int[0, 5],
        Gen.Int[0, 10],
        Gen.Int[1, 4],
        (x, y, z) => new[] { new Mark("effects", x, null), new Mark("risk", y, null), new Mark("scale", z, null) }
    );

    private static readonly Gen<MarkedApplication[]> Applications = Gen.Select(
            Gen.Int[0, 3],
            Gen.Shuffle(Evaluators),
            Marks.Array[1, 4],
            (day, evaluators, sheets) => (day, evaluators, sheets)
        )
        .Array[1, 12]
        .Select(all =>
            all.Select(
                    (x, index) =>
                        new MarkedApplication(
                            new GrantApplicationId(Guid.CreateVersion7()),
                            $"A-{index:00}",
                            DateTimeOffset.UnixEpoch.AddDays(x.day),
                            [.. x.sheets.Zip(x.evaluators, (marks, evaluator) => new MarkedSheet(evaluator, marks))]
                        )
                )
                .ToArray()
        );

    [Fact]
    public void Intervals_AreThoseOfRankingEverythingAgainForEachChange() =>
        Applications.Sample(
            all =>
            {
                var found = Sensitivity.Of(all, Criteria, TieBreaks);

                Assert.Equal(Ranked(all), found.Select(x => x.Reference));
                Assert.Equal(
                    Intervals(all, Evaluators.Select(x => Ranked(all.Select(y => Without(x, y))))),
                    Told(found, x => x.WithoutOneEvaluator)
                );
                Assert.Equal(Intervals(all, OtherWeights.Select(x => Ranked(all, x))), Told(found, x => x.WithOtherWeights));
            },
            iter: 300
        );

    [Fact]
    public void WeightThatMoves_LeavesTheOthersTheirProportions()
    {
        var moved = Sensitivity.MovedWeights([60, 35, 5]).Select(x => string.Join(' ', x)).ToList();

        // 5 less than 5 is 0; the others share the 100 as 60 to 35.
        Assert.Contains("1200/19 700/19 0/1", moved);
        Assert.Contains("65/1 245/8 35/8", moved);
        Assert.Equal(6, moved.Count);
        Assert.All(
            Sensitivity.MovedWeights([60, 35, 5]),
            x => Assert.Equal((Fraction)100, x.Aggregate(Fraction.Zero, (sum, weight) => sum + weight))
        );
    }

    [Fact]
    public void OneWeightThatIsAll_DoesNotMove() => Assert.Empty(Sensitivity.MovedWeights([100]));

    [Fact]
    public void WeightThatIsNothing_MovesUpOnly() =>
        Assert.Equal(["95/1 5/1 0/1", "95/1 0/1 5/1"], Sensitivity.MovedWeights([100, 0, 0]).Select(x => string.Join(' ', x)));

    // 60, 35 and 5, each five more and five less, the others in proportion.
    private static IEnumerable<Fraction[]> OtherWeights =>
        [
            [55, new(45 * 35, 40), new(45 * 5, 40)],
            [65, new(35 * 35, 40), new(35 * 5, 40)],
            [new(70 * 60, 65), 30, new(70 * 5, 65)],
            [new(60 * 60, 65), 40, new(60 * 5, 65)],
            [new(100 * 60, 95), new(100 * 35, 95), 0],
            [new(90 * 60, 95), new(90 * 35, 95), 10],
        ];

    private static IEnumerable<string> Ranked(IEnumerable<MarkedApplication> all, Fraction[] weights) =>
        all.OrderByDescending(x =>
                Criteria
                    .Zip(weights, (y, weight) => weight * (Scoring.Value(x, y) - y.Minimum) / (y.Maximum - y.Minimum))
                    .Aggregate((a, b) => a + b)
                    .Round(4)
            )
            .ThenByDescending(x => Scoring.Value(x, Criteria[0]))
            .ThenBy(x => x.SubmittedAt)
            .ThenBy(x => x.Reference, StringComparer.Ordinal)
            .Select(x => x.Reference);

    private static IEnumerable<string> Ranked(IEnumerable<MarkedApplication> all) =>
        Scoring.Rank(all, Criteria, TieBreaks, new Percentage(0)).Select(x => x.Reference);

    private static MarkedApplication Without(UserId evaluator, MarkedApplication application) =>
        application.Sheets.Count == 1
            ? application
            : application with
            {
                Sheets = [.. application.Sheets.Where(x => x.Evaluator != evaluator)],
            };

    private static IEnumerable<(string, int, int)> Intervals(MarkedApplication[] all, IEnumerable<IEnumerable<string>> orders)
    {
        var lists = orders.Append(Ranked(all)).Select(x => x.ToList()).ToList();
        return all.Select(x => x.Reference)
            .Order(StringComparer.Ordinal)
            .Select(x => (x, lists.Min(y => y.IndexOf(x)) + 1, lists.Max(y => y.IndexOf(x)) + 1));
    }

    private static IEnumerable<(string, int, int)> Told(IReadOnlyList<RankStability> found, Func<RankStability, RankInterval> interval) =>
        found.OrderBy(x => x.Reference, StringComparer.Ordinal).Select(x => (x.Reference, interval(x).Best, interval(x).Worst));
}
