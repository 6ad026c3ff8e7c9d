using System.Globalization;
using System.Text.Json.Nodes;
using CsCheck;
using SocialInnovation.Domain.Applications;
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
        // 1/32 of 1: 0.03125, of 3: 0.09375; as hundredths of a weight of 1 they end on the half of the fourth decimal.
        MarkedCriterion[] one = [new("effects", 1, 0, 32)];

        Assert.Equal(0.0312m, Scoring.Score(Of("A", [1]), one));
        Assert.Equal(0.0938m, Scoring.Score(Of("A", [3]), one));
    }

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
                    (x, i) => risks is null ? (Mark[])[new("effects", x, null)] : [new("effects", x, null), new("risk", risks[i], null)]
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
                                .Select(y =>
                                    (IReadOnlyList<Mark>)
                                        [
                                            .. y.Select(z => new Mark(
                                                z["criterion"],
                                                int.Parse(z["mark"], CultureInfo.InvariantCulture),
                                                null
                                            )),
                                        ]
                                ),
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
