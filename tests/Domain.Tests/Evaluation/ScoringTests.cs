using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Domain.Tests.Evaluation;

public sealed class ScoringTests
{
    private static readonly MarkedCriterion[] Two = [new("effects", 60, 0, 5), new("risk", 40, 0, 5)];

    [Theory]
    [InlineData("lorraine-2013")]
    [InlineData("edge-call")]
    public void Rank_GivesTheExpectedScoresAndOrder_WhateverTheOrderOfTheInput(string name)
    {
        var example = new Example(name);
        Assert.True(example.Expected.Count > 20);

        Gen.Shuffle(example.Applications.ToArray())
            .Sample(
                shuffled =>
                    Assert.Equal(
                        example.Expected,
                        Scoring
                            .Rank(shuffled, example.Criteria, example.TieBreaks, example.MinimumScore)
                            .Select(x => (x.Reference, x.Rank, x.Score.ToString("0.0000", CultureInfo.InvariantCulture)))
                    ),
                iter: 20
            );
    }

    [Theory]
    // 60 × 1/3 is 20 exactly; 40 × 2/3 is 26.6666…, rounded once at the end.
    [InlineData(new[] { 0, 5, 0 }, new[] { 5, 5, 0 }, "46.6667")]
    [InlineData(new[] { 5 }, new[] { 5 }, "100")]
    [InlineData(new[] { 0 }, new[] { 0 }, "0")]
    [InlineData(new[] { 1, 2 }, new[] { 3, 4 }, "46")]
    public void Score_IsOneFraction_RoundedOnce(int[] effects, int[] risks, string score) =>
        Assert.Equal(decimal.Parse(score, CultureInfo.InvariantCulture), Scoring.Score(Of("A", effects, risks), Two));

    [Fact]
    public void Score_OnAnExactHalfOfTheFourthDecimal_IsRoundedToEven()
    {
        // 100 of 2 000 000: 0.00005 a mark.
        MarkedCriterion[] one = [new("effects", 100, 0, 2_000_000)];

        Assert.Equal(0m, Scoring.Score(Of("A", [1]), one));
        Assert.Equal(0.0002m, Scoring.Score(Of("A", [3]), one));
    }

    [Fact]
    public void RoundingDecides_WhereAScoreIsBelowTheMinimumByLessThanItShows()
    {
        MarkedCriterion[] one = [new("effects", 100, 0, 10_000_000)];

        var ranked = Scoring.Rank([Of("A", [5_999_995]), Of("B", [5_999_994])], one, [], new Percentage(60));

        // 59.99995 exactly is 60.0000; 59.99994 is 59.9999.
        Assert.Equal([(60m, true), (59.9999m, false)], ranked.Select(x => (x.Score, x.IsAboveMinimum)));
    }

    [Theory]
    [InlineData(MarkMethod.Mean, new[] { 0, 3, 4, 5 }, "3/1")]
    [InlineData(MarkMethod.TrimmedMean, new[] { 0, 3, 4, 5 }, "7/2")]
    [InlineData(MarkMethod.TrimmedMean, new[] { 5, 5, 0, 5, 0 }, "10/3")]
    // Below four marks there is nothing to spare.
    [InlineData(MarkMethod.TrimmedMean, new[] { 0, 3, 5 }, "8/3")]
    [InlineData(MarkMethod.Median, new[] { 5, 0, 1 }, "1/1")]
    [InlineData(MarkMethod.Median, new[] { 5, 0, 1, 2 }, "3/2")]
    [InlineData(MarkMethod.Median, new[] { 4 }, "4/1")]
    public void Value_IsWhatTheMethodMakesOfTheMarks(MarkMethod method, int[] marks, string value) =>
        Assert.Equal(value, Scoring.Value(Of("A", marks), new MarkedCriterion("effects", 100, 0, 5) { Method = method }).ToString());

    [Fact]
    public void OwnMinimumOfACriterion_Eliminates_WhateverTheScore()
    {
        MarkedCriterion[] strict = [Two[0], Two[1] with { EliminatoryMinimum = 2 }];

        var ranked = Scoring.Rank([Of("A", [5, 5], [1, 2]), Of("B", [4, 4], [2, 2])], strict, [], new Percentage(60));

        Assert.Equal(["A", "B"], ranked.Select(x => x.Reference));
        Assert.Equal([false, true], ranked.Select(x => x.IsAboveMinimum));
        Assert.Equal(["risk"], ranked[0].EliminatedBy);
        Assert.Empty(ranked[1].EliminatedBy);
    }

    [Fact]
    public void AllWeightsTimesTheSame_ChangeNothing() =>
        Gen.Select(Marked, Gen.Int[2, 50])
            .Sample(
                (all, times) =>
                    Assert.Equivalent(
                        Scoring.Rank(all, Two, [], new Percentage(60)),
                        Scoring.Rank(all, [.. Two.Select(x => x with { Weight = x.Weight * times })], [], new Percentage(60)),
                        strict: true
                    ),
                iter: 200
            );

    [Fact]
    public void MarkThatIsRaised_NeverLowersARank() =>
        Gen.Select(Marked, Gen.Int[0, 1000], Gen.Int[0, 1])
            .Sample(
                (all, which, criterion) =>
                {
                    var raised = all[which % all.Length];
                    var sheet = raised.Sheets[which % raised.Sheets.Count];
                    var better = raised with
                    {
                        Sheets =
                        [
                            .. raised.Sheets.Select(x =>
                                x != sheet
                                    ? x
                                    : x with
                                    {
                                        Marks =
                                        [
                                            .. x.Marks.Select((y, i) => i == criterion ? y with { Value = Math.Min(5, y.Value + 1) } : y),
                                        ],
                                    }
                            ),
                        ],
                    };

                    Assert.True(RankOf(raised, [.. all.Select(x => x == raised ? better : x)]) <= RankOf(raised, all));
                },
                iter: 500
            );

    private static Gen<MarkedApplication[]> Marked =>
        Gen.Select(Gen.Int[0, 5].Array[1, 4], Gen.Int[0, 5].Array[4])
            .Array[1, 15]
            .Select(all => all.Select((x, i) => Of($"A-{i:00}", x.Item1, x.Item2)).ToArray());

    private static int RankOf(MarkedApplication application, MarkedApplication[] all) =>
        Scoring.Rank(all, Two, ["effects"], new Percentage(0)).Single(x => x.ApplicationId == application.Id).Rank;

    [Fact]
    public void Rank_BreaksTies_AsTheCallNamesThem_AndSaysByWhat()
    {
        var early = DateTimeOffset.UnixEpoch;
        MarkedApplication[] tied =
        [
            Of("D", [3], [3], early.AddDays(1)),
            Of("C", [3], [3], early.AddDays(2)),
            Of("B", [3], [3], early.AddDays(2)),
            // The same score by more effects and less risk.
            Of("A", [5], [0], early.AddDays(3)),
        ];

        var ranked = Scoring.Rank(tied, Two, ["effects", "submittedAt", "reference"], new Percentage(50));

        Assert.Equal(
            [("A", 1, null), ("D", 2, "effects"), ("B", 3, "submittedAt"), ("C", 4, "reference")],
            ranked.Select(x => (x.Reference, x.Rank, x.DecidedBy))
        );
    }

    [Fact]
    public void MinimumScore_IsReachedByItsEqual()
    {
        var ranked = Scoring.Rank([Of("A", [3], [3]), Of("B", [3], [2])], Two, [], new Percentage(60));

        Assert.Equal([(60m, true), (52m, false)], ranked.Select(x => (x.Score, x.IsAboveMinimum)));
    }

    private static MarkedApplication Of(string reference, int[] effects, int[]? risks = null, DateTimeOffset submittedAt = default) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            reference,
            submittedAt,
            [
                .. effects.Select(
                    (x, i) =>
                        new MarkedSheet(
                            new UserId(Guid.CreateVersion7()),
                            risks is null ? [new("effects", x, null)] : [new("effects", x, null), new("risk", risks[i], null)]
                        )
                ),
            ]
        );

    /// <summary>The marks of a bundle, and the outcome that an independent program computed from them.</summary>
    private sealed class Example
    {
        public Example(string name)
        {
            var folder = Path.Combine(Repository.Root, "build", "examples", name);
            var call = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "call.json")))!;
            Criteria =
            [
                .. call["criteria"]!
                    .AsArray()
                    .Select(x => new MarkedCriterion(
                        x!["code"]!.GetValue<string>(),
                        x["weight"]!.GetValue<int>(),
                        x["scale"]![0]!.GetValue<int>(),
                        x["scale"]![1]!.GetValue<int>()
                    )),
            ];
            TieBreaks = [.. call["tieBreaks"]!.AsArray().Select(x => x!.GetValue<string>())];
            MinimumScore = new Percentage(decimal.Parse(call["minimumScore"]!.GetValue<string>(), CultureInfo.InvariantCulture));
            Expected =
            [
                .. JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!["outcomes"]!
                    .AsObject()
                    .Where(x => x.Value!["rank"] is not null)
                    .Select(x => (x.Key, x.Value!["rank"]!.GetValue<int>(), x.Value["score"]!.GetValue<string>()))
                    .OrderBy(x => x.Item2),
            ];
            var submitted = Rows(folder, "applications.csv")
                .ToDictionary(x => x["reference"], x => DateTimeOffset.Parse(x["submittedAt"], CultureInfo.InvariantCulture));
            Applications =
            [
                .. Rows(folder, "marks.csv")
                    .GroupBy(x => x["application"])
                    .Select(x => new MarkedApplication(
                        new GrantApplicationId(Guid.CreateVersion7()),
                        x.Key,
                        submitted[x.Key],
                        [
                            .. x.GroupBy(y => y["evaluator"])
                                .Select(y => new MarkedSheet(
                                    new UserId(Guid.CreateVersion7()),
                                    [.. y.Select(z => new Mark(z["criterion"], int.Parse(z["mark"], CultureInfo.InvariantCulture), null))]
                                )),
                        ]
                    )),
            ];
        }

        public IReadOnlyList<MarkedCriterion> Criteria { get; }

        public IReadOnlyList<string> TieBreaks { get; }

        public Percentage MinimumScore { get; }

        public IReadOnlyList<MarkedApplication> Applications { get; }

        public IReadOnlyList<(string Reference, int Rank, string Score)> Expected { get; }

        private static IEnumerable<Dictionary<string, string>> Rows(string folder, string file)
        {
            var lines = File.ReadAllLines(Path.Combine(folder, file)).Select(x => x.Split(',')).ToList();
            return lines.Skip(1).Select(x => lines[0].Zip(x).ToDictionary(y => y.First, y => y.Second));
        }
    }
}
