using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Domain.Tests.Budget;

public sealed class RankedAllocationTests
{
    private const string Exhausted = "envelope-exhausted";

    [Theory]
    [InlineData("lorraine-2013", 230_000, 221_000, 9_000)]
    [InlineData("edge-call", 115_000, 114_500, 500)]
    public void Allocate_GivesTheExpectedOutcomeOfEachExample(string name, int envelope, int granted, int left)
    {
        var (candidates, expected) = Example(name);
        Assert.NotEmpty(expected);

        var lines = Allocate(candidates.OrderByDescending(x => x.Reference), envelope);

        Assert.Equal(expected, lines.Select(x => (x.Reference, State(x.Outcome), x.Reason, x.Amount.ToString())));
        Assert.Equal(new Money(granted), Money.Sum(lines.Select(x => x.Amount)));
        Assert.Equal(new Money(left), new Money(envelope) - Money.Sum(lines.Select(x => x.Amount)));
    }

    [Fact]
    public void Allocate_WithSkip_TriesTheNextOnes()
    {
        var lines = Allocate([Of(1, 60), Of(2, 50), Of(3, 40), Of(4, 1)], 100);

        Assert.Equal([(60m, null), (0m, Exhausted), (40m, null), (0m, Exhausted)], lines.Select(x => (x.Amount.Amount, x.Reason)));
    }

    [Fact]
    public void Allocate_WithStop_PutsAllThatFollowOnTheWaitingList()
    {
        var lines = Allocate([Of(1, 60), Of(2, 50), Of(3, 40), Of(4, 1)], 100, WhenExceeded.Stop);

        Assert.Equal([60m, 0m, 0m, 0m], lines.Select(x => x.Amount.Amount));
        Assert.All(lines.Skip(1), x => Assert.Equal((ApplicationOutcome.WaitingListed, Exhausted), (x.Outcome, x.Reason)));
    }

    [Fact]
    public void Allocate_WithStop_IsNotStoppedByARefusal()
    {
        var lines = Allocate([Of(1, 60, score: 10), Of(2, 50, obstacle: _ => "above-aid-rate"), Of(3, 40)], 40, WhenExceeded.Stop);

        Assert.Equal(
            [
                (ApplicationOutcome.Refused, "below-minimum-score"),
                (ApplicationOutcome.Refused, "above-aid-rate"),
                (ApplicationOutcome.Awarded, null),
            ],
            lines.Select(x => (x.Outcome, x.Reason))
        );
    }

    [Fact]
    public void Allocate_RefusesWhatMissesTheOwnMinimumOfACriterion_AndGoesOn()
    {
        var lines = Allocate([Of(1, 60) with { IsEliminated = true }, Of(2, 50)], 50, WhenExceeded.Stop);

        Assert.Equal(
            [(ApplicationOutcome.Refused, "below-criterion-minimum"), (ApplicationOutcome.Awarded, null)],
            lines.Select(x => (x.Outcome, x.Reason))
        );
    }

    [Fact]
    public void Allocate_WithStop_StillRefusesWhatIsBelowTheMinimum()
    {
        var lines = Allocate([Of(1, 60), Of(2, 50, score: 59.9999m)], 10, WhenExceeded.Stop);

        Assert.Equal([ApplicationOutcome.WaitingListed, ApplicationOutcome.Refused], lines.Select(x => x.Outcome));
    }

    [Theory]
    [InlineData("60", ApplicationOutcome.Awarded)]
    [InlineData("59.9999", ApplicationOutcome.Refused)]
    public void Allocate_TakesTheMinimumScoreItself(string score, ApplicationOutcome outcome) =>
        Assert.Equal(outcome, Allocate([Of(1, 1, decimal.Parse(score, CultureInfo.InvariantCulture))], 10).Single().Outcome);

    [Fact]
    public void Allocate_TakesTheLastCent_AndNoCentMore()
    {
        Assert.Equal(ApplicationOutcome.Awarded, Allocate([Of(1, 100)], 100).Single().Outcome);
        Assert.Equal(ApplicationOutcome.WaitingListed, Allocate([Of(1, 100.01m)], 100).Single().Outcome);
    }

    [Fact]
    public void Allocate_WhenOneLineOfTheEnvelopeIsShort_TakesNothingFromTheOther()
    {
        var candidates = new[] { Of(1, 50, needs: [40, 10]), Of(2, 50, needs: [30, 20]), Of(3, 50, needs: [10, 40]) };

        var lines = RankedAllocation.Allocate(candidates, new Percentage(60), [new Money(60), new Money(50)], WhenExceeded.Skip);

        Assert.Equal([50m, 0m, 50m], lines.Select(x => x.Amount.Amount));
    }

    [Fact]
    public void Allocate_CountsWhatTheSameUndertakingIsAwardedByABetterRank()
    {
        static string? AtMost100(Money awarded) => awarded > new Money(60) ? "de-minimis-exceeded" : null;
        var candidates = new[]
        {
            Of(1, 40, undertaking: "A", obstacle: AtMost100),
            Of(2, 40, undertaking: "A", obstacle: AtMost100),
            Of(3, 40, undertaking: "A", obstacle: AtMost100),
            Of(4, 40, undertaking: "B", obstacle: AtMost100),
        };

        var lines = Allocate(candidates, 1000);

        Assert.Equal([null, null, "de-minimis-exceeded", null], lines.Select(x => x.Reason));
    }

    [Fact]
    public void Allocate_DoesNotCountWhatOnlyWaits()
    {
        var candidates = new[]
        {
            Of(1, 90, undertaking: "A"),
            Of(2, 40, undertaking: "A", obstacle: x => x == Money.Zero ? null : "de-minimis-exceeded"),
        };

        Assert.Equal([Exhausted, null], Allocate(candidates, 50).Select(x => x.Reason));
    }

    private static IReadOnlyList<ScenarioLine> Allocate(
        IEnumerable<Candidate> candidates,
        decimal envelope,
        WhenExceeded whenExceeded = WhenExceeded.Skip
    ) => RankedAllocation.Allocate(candidates, new Percentage(60), [new Money(envelope)], whenExceeded);

    private static Candidate Of(
        int rank,
        decimal requested,
        decimal score = 80,
        Func<Money, string?>? obstacle = null,
        decimal[]? needs = null,
        string? undertaking = null,
        string? reference = null
    ) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            reference ?? $"APP-{rank}",
            rank,
            score,
            new Money(requested),
            [.. (needs ?? [requested]).Select(x => new Money(x))],
            undertaking ?? $"U-{rank}",
            obstacle ?? (_ => null)
        );

    private static string State(ApplicationOutcome outcome) =>
        outcome switch
        {
            ApplicationOutcome.Awarded => "awarded",
            ApplicationOutcome.WaitingListed => "waiting-listed",
            _ => "refused",
        };

    private static (List<Candidate>, List<(string, string, string?, string)>) Example(string name)
    {
        var folder = Path.Combine(Repository.Root, "build", "examples", name);
        var rows = File.ReadAllLines(Path.Combine(folder, "applications.csv")).Select(x => x.Split(',')).ToList();
        var (reference, requested) = (rows[0].IndexOf("reference"), rows[0].IndexOf("requested"));
        var amounts = rows.Skip(1).ToDictionary(x => x[reference], x => decimal.Parse(x[requested], CultureInfo.InvariantCulture));
        var ranked = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!["outcomes"]!
            .AsObject()
            .Where(x => x.Value!["rank"] is not null)
            .OrderBy(x => x.Value!["rank"]!.GetValue<int>())
            .ToList();
        return (
            [
                .. ranked.Select(x =>
                    Of(
                        x.Value!["rank"]!.GetValue<int>(),
                        amounts[x.Key],
                        decimal.Parse(x.Value["score"]!.GetValue<string>(), CultureInfo.InvariantCulture),
                        reference: x.Key
                    )
                ),
            ],
            [
                .. ranked.Select(x =>
                    (
                        x.Key,
                        x.Value!["state"]!.GetValue<string>(),
                        x.Value["reason"]?.GetValue<string>(),
                        x.Value["amount"]!.GetValue<string>()
                    )
                ),
            ]
        );
    }
}
