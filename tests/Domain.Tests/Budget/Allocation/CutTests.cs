using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing.Allocation;
using static SocialInnovation.Testing.Allocation.Applicants;

namespace SocialInnovation.Domain.Tests.Budget.Allocation;

/// <summary>Policies that give less than was asked for, worked out by hand.</summary>
public sealed class CutTests
{
    private static readonly AllocationPolicy Proportional = Policy(AllocationPolicy.Proportional);

    private static readonly AllocationPolicy Bands = Policy(AllocationPolicy.ByBands) with
    {
        Bands =
        [
            new ScoreBand(new Percentage(60), new Percentage(60)),
            new ScoreBand(new Percentage(80), new Percentage(100)),
            new ScoreBand(new Percentage(70), new Percentage(80)),
        ],
    };

    [Fact]
    public void Proportional_GivesTheCentsLeftToTheLargestRemainders_EqualOnesByRank()
    {
        // 100 / 150 of each: 33.333.., 33.333.., 33.333..; one cent is left.
        var result = AllocationPolicies.Allocate(Problem(Proportional, 100, Of(1, 50), Of(2, 50), Of(3, 50)));

        Assert.Equal([33.34m, 33.33m, 33.33m], result.Amounts());
        Assert.All(result.Lines, x => Assert.Equal([new Binding(BindingKind.EnvelopeLine, "all", 100, 50)], x.Why.Bindings));

        // 100 / 130 of each: 38.4615.., 38.4615.., 23.0769..
        Assert.Equal(
            [38.46m, 38.46m, 23.08m],
            AllocationPolicies.Allocate(Problem(Proportional, 100, Of(1, 50), Of(2, 50), Of(3, 30))).Amounts()
        );
    }

    [Fact]
    public void Proportional_LetsWait_WithWhomTheCutWouldGoBelowItsFloor()
    {
        // Four fifths of each: 48 and 40 fit in 100, 24 more do not, 12 do; then 100 / 125 is exactly the floor.
        var result = AllocationPolicies.Allocate(
            Problem(Proportional with { Floor = new Percentage(80) }, 100, Of(1, 60), Of(2, 50), Of(3, 30), Of(4, 15))
        );

        Assert.Equal([48m, 40m, 0m, 12m], result.Amounts());
        Assert.Equal((ApplicationOutcome.WaitingListed, AllocationRule.BelowFloor), (result.Lines[2].Outcome, result.Lines[2].Why.Rule));
        Assert.Equal([new Binding(BindingKind.EnvelopeLine, "all", 100, 12)], result.Lines[2].Why.Bindings);
    }

    [Fact]
    public void Proportional_GivesAllThatIsAskedFor_WhereItIsThere()
    {
        var result = AllocationPolicies.Allocate(Problem(Proportional, 100, Of(1, 60), Of(2, 40)));

        Assert.Equal([60m, 40m], result.Amounts());
        Assert.All(result.Rules(), x => Assert.Equal(AllocationRule.WithinLimits, x));
    }

    [Fact]
    public void Proportional_WithTwoLinesByCategory_IsBoundByTheTighter()
    {
        // 20 + 40 of investment, 40 + 20 of operating. Investment holds half of its 60: 30 of 60 each, 10 + 20 of investment.
        var result = AllocationPolicies.Allocate(TwoLines(Proportional, investment: 30, operating: 60));

        Assert.Equal([30m, 30m], result.Amounts());
        Assert.All(result.Lines, x => Assert.Equal([new Binding(BindingKind.EnvelopeLine, "investment", 30, 30)], x.Why.Bindings));
    }

    [Fact]
    public void Proportional_WithTwoLinesThatHoldExactlyWhatIsAskedFor_CutsNothing()
    {
        var result = AllocationPolicies.Allocate(TwoLines(Proportional, investment: 60, operating: 60));

        Assert.Equal([60m, 60m], result.Amounts());
        Assert.All(result.Rules(), x => Assert.Equal(AllocationRule.WithinLimits, x));
    }

    [Fact]
    public void Bands_GiveTheShareOfTheScoresBand_EachBoundIncluded()
    {
        var result = AllocationPolicies.Allocate(
            Problem(
                Bands,
                1000,
                Of(1, 100, score: 80),
                Of(2, 100, score: 79.9999m),
                Of(3, 100, score: 70),
                Of(4, 100, score: 60),
                Of(5, 100, score: 59.9999m)
            ) with
            {
                MinimumScore = new Percentage(50),
            }
        );

        Assert.Equal([100m, 80m, 80m, 60m, 0m], result.Amounts());
        Assert.Equal(
            [
                AllocationRule.WithinLimits,
                AllocationRule.BandShare,
                AllocationRule.BandShare,
                AllocationRule.BandShare,
                AllocationRule.BelowBands,
            ],
            result.Rules()
        );
        Assert.Equal([new Binding(BindingKind.MinimumScore, null, 60, 0.0001m)], result.Lines[4].Why.Bindings);
    }

    [Fact]
    public void Bands_GiveTheCentsLeftToTheLargestRemainders()
    {
        // 60 % of 0.01, 0.02, 0.03: 0.6, 1.2 and 1.8 cents; 3.6 together, of which 3 are whole: 2 are given, 1 is left.
        var candidates = new[] { Of(1, 0.01m, 60), Of(2, 0.02m, 60), Of(3, 0.03m, 60) };

        Assert.Equal([0m, 0.01m, 0.02m], AllocationPolicies.Allocate(Problem(Bands, 1000, candidates)).Amounts());
    }

    [Fact]
    public void Bands_LetWait_WhomTheEnvelopeDoesNotHold()
    {
        var result = AllocationPolicies.Allocate(Problem(Bands, 150, Of(1, 100, 90), Of(2, 100, 65), Of(3, 100, 62), Of(4, 50, 61)));

        Assert.Equal([100m, 0m, 0m, 30m], result.Amounts());
        Assert.Equal([new Binding(BindingKind.EnvelopeLine, "all", 150, 10)], result.Lines[1].Why.Bindings);
    }

    private static AllocationProblem TwoLines(AllocationPolicy policy, decimal investment, decimal operating)
    {
        static Candidate Split(int rank, int first, int second) =>
            Of(rank, 60) with
            {
                Limits = [0, 1],
                Costs = [new Money(first), new Money(second)],
            };
        return Problem(policy, 0, Split(1, 20, 40), Split(2, 40, 20)) with
        {
            Limits =
            [
                new Limit(LimitKind.EnvelopeLine, "investment") { AtMost = new Money(investment), Categories = [0] },
                new Limit(LimitKind.EnvelopeLine, "operating") { AtMost = new Money(operating), Categories = [1] },
            ],
        };
    }
}
