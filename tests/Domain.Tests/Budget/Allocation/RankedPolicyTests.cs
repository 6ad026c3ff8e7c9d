using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;
using SocialInnovation.Testing.Allocation;
using static SocialInnovation.Testing.Allocation.Applicants;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

public sealed class RankedPolicyTests
{
    [Theory]
    [InlineData("lorraine-2013", 230_000, 221_000, 9_000)]
    [InlineData("edge-call", 115_000, 114_500, 500)]
    public void Allocate_GivesTheExpectedOutcomeOfEachExample(string name, int envelope, int granted, int left)
    {
        var (candidates, expected) = Example(name);
        Assert.NotEmpty(expected);

        var lines = Allocate([.. candidates.OrderByDescending(x => x.Reference)], envelope).Lines;

        Assert.Equal(expected, lines.Select(x => (x.Reference, State(x.Outcome), Reason(x), x.Amount.ToString())));
        Assert.Equal(new Money(granted), Money.Sum(lines.Select(x => x.Amount)));
        Assert.Equal(new Money(left), new Money(envelope) - Money.Sum(lines.Select(x => x.Amount)));
    }

    [Fact]
    public void Allocate_WithSkip_TriesTheNextOnes()
    {
        var result = Allocate([Of(1, 60), Of(2, 50), Of(3, 40), Of(4, 1)], 100);

        Assert.Equal([60m, 0m, 40m, 0m], result.Amounts());
        Assert.Equal(
            [AllocationRule.WithinLimits, AllocationRule.EnvelopeExhausted, AllocationRule.WithinLimits, AllocationRule.EnvelopeExhausted],
            result.Rules()
        );
    }

    [Fact]
    public void Allocate_SaysWhatIsMissing_AndWhoHasIt()
    {
        var lines = Allocate([Of(1, 60), Of(2, 50)], 100).Lines;

        Assert.Equal([new Binding(BindingKind.EnvelopeLine, "all", 100, 10)], lines[1].Why.Bindings);
        Assert.Equal([lines[0].ApplicationId], lines[1].Why.Competitors);
        Assert.Equal(new Binding(BindingKind.EnvelopeLine, "all", 100, 40), lines[0].Why.Nearest);
    }

    [Fact]
    public void Allocate_WithStop_PutsAllThatFollowOnTheWaitingList()
    {
        var result = Allocate([Of(1, 60), Of(2, 50), Of(3, 40), Of(4, 1)], 100, WhenExceeded.Stop);

        Assert.Equal([60m, 0m, 0m, 0m], result.Amounts());
        Assert.All(result.Lines.Skip(1), x => Assert.Equal(ApplicationOutcome.WaitingListed, x.Outcome));
        Assert.Equal([AllocationRule.EnvelopeExhausted, AllocationRule.ListStopped, AllocationRule.ListStopped], result.Rules().Skip(1));
        Assert.Equal([new Binding(BindingKind.ListStop, "APP-2", 2, 2)], result.Lines[3].Why.Bindings);
    }

    [Theory]
    [InlineData(WhenExceeded.Skip, 60, 40, 0)]
    [InlineData(WhenExceeded.Stop, 60, 40, 0)]
    public void Allocate_WithAPartialLastGrant_GivesWhatIsLeft(WhenExceeded whenExceeded, params int[] amounts)
    {
        var policy = Policy(AllocationPolicy.Ranked, whenExceeded) with { PartialLast = true };

        var result = AllocationPolicies.Allocate(Problem(policy, 100, Of(1, 60), Of(2, 50), Of(3, 40)));

        Assert.Equal(amounts.Select(x => (decimal)x), result.Amounts());
        Assert.Equal(AllocationRule.PartialLast, result.Lines[1].Why.Rule);
        Assert.Equal([new Binding(BindingKind.EnvelopeLine, "all", 100, 10)], result.Lines[1].Why.Bindings);
    }

    [Fact]
    public void Allocate_GivesNoPartialGrant_ThatIsOfNoUse()
    {
        var policy = Policy(AllocationPolicy.Ranked) with { PartialLast = true, MinimumGrant = new Money(40.01m) };

        Assert.Equal([60m, 0m], AllocationPolicies.Allocate(Problem(policy, 100, Of(1, 60), Of(2, 50))).Amounts());
    }

    [Fact]
    public void Allocate_WithAPartialLastGrant_TakesTheCentThatBothLinesHold()
    {
        // A third of each grant is of the first category: 33.33 of 100.00, and of 30.01 it is 10.00.
        var problem = Problem(Policy(AllocationPolicy.Ranked) with { PartialLast = true }, 100, Of(1, 100)) with
        {
            Limits =
            [
                new Limit(LimitKind.EnvelopeLine, "investment") { AtMost = new Money(10), Categories = [0] },
                new Limit(LimitKind.EnvelopeLine, "operating") { AtMost = new Money(50), Categories = [1] },
            ],
        };
        problem = problem with { Candidates = [problem.Candidates[0] with { Limits = [0, 1], Costs = [new Money(10), new Money(20)] }] };

        Assert.Equal([30.01m], AllocationPolicies.Allocate(problem).Amounts());
    }

    [Fact]
    public void Allocate_WithStop_IsNotStoppedByARefusal()
    {
        var aidRate = new Binding(BindingKind.AidRate, null, 80, 10);
        var result = Allocate([Of(1, 60, score: 10), Of(2, 50) with { Obstacle = aidRate }, Of(3, 40)], 40, WhenExceeded.Stop);

        Assert.Equal(
            [
                (ApplicationOutcome.Refused, AllocationRule.BelowMinimumScore),
                (ApplicationOutcome.Refused, AllocationRule.AboveAidRate),
                (ApplicationOutcome.Awarded, AllocationRule.WithinLimits),
            ],
            result.Lines.Select(x => (x.Outcome, x.Why.Rule))
        );
        Assert.Equal([aidRate], result.Lines[1].Why.Bindings);
    }

    [Fact]
    public void Allocate_RefusesWhatMissesTheOwnMinimumOfACriterion_AndGoesOn()
    {
        var result = Allocate([Of(1, 60) with { IsEliminated = true }, Of(2, 50)], 50, WhenExceeded.Stop);

        Assert.Equal(
            [(ApplicationOutcome.Refused, AllocationRule.BelowCriterionMinimum), (ApplicationOutcome.Awarded, AllocationRule.WithinLimits)],
            result.Lines.Select(x => (x.Outcome, x.Why.Rule))
        );
    }

    [Fact]
    public void Allocate_WithStop_StillRefusesWhatIsBelowTheMinimum()
    {
        var result = Allocate([Of(1, 60), Of(2, 50, score: 59.9999m)], 10, WhenExceeded.Stop);

        Assert.Equal([ApplicationOutcome.WaitingListed, ApplicationOutcome.Refused], result.Lines.Select(x => x.Outcome));
    }

    [Theory]
    [InlineData("60", ApplicationOutcome.Awarded)]
    [InlineData("59.9999", ApplicationOutcome.Refused)]
    public void Allocate_TakesTheMinimumScoreItself(string score, ApplicationOutcome outcome) =>
        Assert.Equal(outcome, Allocate([Of(1, 1, decimal.Parse(score, CultureInfo.InvariantCulture))], 10).Lines.Single().Outcome);

    [Fact]
    public void Allocate_TakesTheLastCent_AndNoCentMore()
    {
        Assert.Equal(ApplicationOutcome.Awarded, Allocate([Of(1, 100)], 100).Lines.Single().Outcome);
        Assert.Equal(ApplicationOutcome.WaitingListed, Allocate([Of(1, 100.01m)], 100).Lines.Single().Outcome);
    }

    [Fact]
    public void Allocate_WhenOneLineOfTheEnvelopeIsShort_TakesNothingFromTheOther()
    {
        static Candidate Split(int rank, int first, int second) =>
            Of(rank, 50) with
            {
                Limits = [0, 1],
                Costs = [new Money(first), new Money(second)],
            };
        var problem = Problem(Policy(AllocationPolicy.Ranked), 0, Split(1, 40, 10), Split(2, 30, 20), Split(3, 10, 40)) with
        {
            Limits =
            [
                new Limit(LimitKind.EnvelopeLine, "investment") { AtMost = new Money(60), Categories = [0] },
                new Limit(LimitKind.EnvelopeLine, "operating") { AtMost = new Money(50), Categories = [1] },
            ],
        };

        var result = AllocationPolicies.Allocate(problem);

        Assert.Equal([50m, 0m, 50m], result.Amounts());
        Assert.Equal([new Binding(BindingKind.EnvelopeLine, "investment", 60, 10)], result.Lines[1].Why.Bindings);
    }

    [Fact]
    public void Allocate_CountsWhatTheSameUndertakingIsAwardedByABetterRank()
    {
        static Candidate OfUndertaking(int rank, int limit) => Of(rank, 40) with { Limits = [0, limit] };
        var candidates = new[] { OfUndertaking(1, 1), OfUndertaking(2, 1), OfUndertaking(3, 1), OfUndertaking(4, 2) };

        var result = AllocationPolicies.Allocate(WithAid(candidates, 1000));

        Assert.Equal([40m, 40m, 0m, 40m], result.Amounts());
        Assert.Equal((ApplicationOutcome.Refused, AllocationRule.DeMinimisExceeded), (result.Lines[2].Outcome, result.Lines[2].Why.Rule));
        Assert.Equal([new Binding(BindingKind.DeMinimis, "A", 100, 20)], result.Lines[2].Why.Bindings);
    }

    [Fact]
    public void Allocate_DoesNotCountWhatOnlyWaits()
    {
        var result = AllocationPolicies.Allocate(WithAid([Of(1, 90) with { Limits = [0, 1] }, Of(2, 40) with { Limits = [0, 1] }], 50));

        Assert.Equal([AllocationRule.EnvelopeExhausted, AllocationRule.WithinLimits], result.Rules());
    }

    [Fact]
    public void Allocate_GivesFirstToWhoIsRuledIn_AndNothingToWhoIsRuledOut()
    {
        var result = Allocate([Of(1, 60), Of(2, 60) with { Ruling = Ruling.Out }, Of(3, 60) with { Ruling = Ruling.In }], 100);

        Assert.Equal([AllocationRule.EnvelopeExhausted, AllocationRule.RuledOut, AllocationRule.RuledIn], result.Rules());
        Assert.Empty(result.Unmet);
    }

    [Fact]
    public void Allocate_ReportsAFloorThatIsNotReached_AndWhoIsRuledInButDoesNotFit()
    {
        var problem = Problem(
            Policy(AllocationPolicy.Ranked),
            100,
            Of(1, 60) with
            {
                Limits = [0, 1],
            },
            Of(2, 101) with
            {
                Ruling = Ruling.In,
            }
        );
        problem = problem with { Limits = [.. problem.Limits, new Limit(LimitKind.Theme, "T") { AtLeast = new Money(60.01m) }] };

        var result = AllocationPolicies.Allocate(problem);

        Assert.Equal(
            [
                new UnmetDemand(BindingKind.Theme, "T", new Money(60.01m), new Money(60)),
                new UnmetDemand(BindingKind.Ruling, "APP-2", new Money(101), Money.Zero),
            ],
            result.Unmet
        );
    }

    private static AllocationProblem WithAid(IReadOnlyList<Candidate> candidates, decimal envelope) =>
        Problem(Policy(AllocationPolicy.Ranked), envelope, candidates) with
        {
            Limits =
            [
                Envelope(envelope),
                new Limit(LimitKind.DeMinimis, "A") { AtMost = new Money(100) },
                new Limit(LimitKind.DeMinimis, "B") { AtMost = new Money(100) },
            ],
        };

    private static AllocationResult Allocate(
        IReadOnlyList<Candidate> candidates,
        decimal envelope,
        WhenExceeded whenExceeded = WhenExceeded.Skip
    ) => AllocationPolicies.Allocate(Problem(Policy(AllocationPolicy.Ranked, whenExceeded), envelope, candidates));

    private static string? Reason(ScenarioLine line) =>
        line.Why.Rule == AllocationRule.WithinLimits ? null : JsonNamingPolicy.KebabCaseLower.ConvertName(line.Why.Rule.ToString());

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
