using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using static SocialInnovation.Domain.Budget.ScenarioState;

namespace SocialInnovation.Domain.Tests.Budget;

/// <summary>Every transition of scenarios and grants from every state: where it leads, or the code that refuses it.</summary>
public sealed class LifecycleTests
{
    private static readonly DateOnly Today = new(2013, 12, 13);
    private static readonly DateOnly SimulatedOn = new(2013, 12, 2);
    private static readonly DateTimeOffset Now = new(2013, 12, 13, 17, 0, 0, TimeSpan.FromHours(1));
    private static readonly UserId Manager = Person(1);
    private static readonly UserId Visa = Person(2);
    private static readonly UserId Recorder = Person(3);
    private static readonly UserId Freezer = Person(4);
    private static readonly UserId Secretary = Person(5);
    private static readonly AllocationPolicy Policy = new(AllocationPolicy.Ranked, WhenExceeded.Skip);
    private static readonly AdoptionFacts Ready = new(CallTerms.DefaultSteps, true, Freezer, false);

    private static readonly Dictionary<string, Func<AllocationScenario, Result>> Transitions = new()
    {
        ["proposal"] = x => x.Propose(Policy, Manager, Now),
        ["opinion"] = x => Approve(x, SignOffStep.WorkingGroupOpinion, Secretary),
        ["visa"] = x => Approve(x, SignOffStep.BudgetVisa, Visa),
        ["return"] = x => x.Return(new SignOff(SignOffStep.BudgetVisa, false, Person(6), Now, "Too much.")),
        ["resumption"] = x => x.Resume(),
        ["discarding"] = x => x.Discard(),
        ["adoption"] = x => x.Adopt(Decision(Recorder, Today), Ready, SimulatedOn, Today),
    };

    // The state of a scenario with its visa is in sign-off too.
    private static readonly Dictionary<string, (string Otherwise, (string From, ScenarioState To)[] Moves)> Rules = new()
    {
        ["proposal"] = ("scenario-not-simulated", [("simulated", InSignOff)]),
        ["opinion"] = ("scenario-not-in-sign-off", [("in-sign-off", InSignOff)]),
        ["visa"] = ("scenario-not-in-sign-off", [("with-opinion", InSignOff)]),
        ["return"] = ("scenario-not-in-sign-off", [("in-sign-off", Returned), ("with-opinion", Returned), ("with-visa", Returned)]),
        ["resumption"] = ("scenario-not-returned", [("returned", Simulated)]),
        ["discarding"] = ("scenario-not-discardable", [("simulated", Discarded), ("returned", Discarded)]),
        ["adoption"] = ("scenario-not-in-sign-off", [("with-visa", Adopted)]),
    };

    private static readonly Dictionary<(string Transition, string From), string> Exceptions = new()
    {
        [("opinion", "with-opinion")] = "same-person",
        [("opinion", "with-visa")] = "same-person",
        [("visa", "in-sign-off")] = "opinion-missing",
        [("visa", "with-visa")] = "same-person",
        [("adoption", "in-sign-off")] = "opinion-missing",
        [("adoption", "with-opinion")] = "visa-missing",
    };

    private static readonly string[] States = ["simulated", "in-sign-off", "with-opinion", "with-visa", "returned", "adopted", "discarded"];

    public static MatrixTheoryData<string, string> All => new(Transitions.Keys, States);

    [Theory]
    [MemberData(nameof(All))]
    public void Scenario_FromEachState_MovesOnOrSaysWhyNot(string transition, string from)
    {
        var scenario = Scenario(from);
        var before = scenario.State;
        var (otherwise, moves) = Rules[transition];

        var result = Transitions[transition](scenario);

        if (moves.Any(x => x.From == from))
        {
            Assert.Null(result.Error);
            Assert.Equal(moves.Single(x => x.From == from).To, scenario.State);
        }
        else
        {
            Assert.Equal($"budget.{Exceptions.GetValueOrDefault((transition, from), otherwise)}", result.Error?.Code);
            Assert.Equal(before, scenario.State);
        }
    }

    [Fact]
    public void SignOff_ByWhoTookAStepBefore_IsRefused()
    {
        var scenario = Scenario("with-opinion");

        foreach (var person in new[] { Manager, Secretary })
        {
            Assert.Equal("budget.same-person", Approve(scenario, SignOffStep.BudgetVisa, person).Error?.Code);
            Assert.Equal("budget.same-person", scenario.Return(new SignOff(SignOffStep.BudgetVisa, false, person, Now, "No.")).Error?.Code);
        }

        Assert.Equal("budget.step-already-signed-off", Approve(scenario, SignOffStep.WorkingGroupOpinion, Visa).Error?.Code);
        Assert.Equal(2, scenario.SignOffs.Count);
    }

    [Fact]
    public void SignOff_OfAStepThatTheCallDoesNotHave_IsRefused_AndTheOthersFollow()
    {
        SignOffStep[] steps = [SignOffStep.ProgrammeManager, SignOffStep.BudgetVisa, SignOffStep.Decision];
        var scenario = Scenario("in-sign-off");

        Assert.Equal(
            "budget.step-not-of-call",
            scenario.Approve(new SignOff(SignOffStep.WorkingGroupOpinion, true, Secretary, Now, null), steps).Error?.Code
        );
        Assert.Null(scenario.Approve(new SignOff(SignOffStep.BudgetVisa, true, Visa, Now, null), steps).Error);
        Assert.Null(scenario.Adopt(Decision(Recorder, Today), Ready with { Steps = steps }, SimulatedOn, Today).Error);
    }

    [Fact]
    public void Return_TakesEveryApprovalBack_AndKeepsTheHistory()
    {
        var scenario = Scenario("with-visa");
        Assert.Null(Transitions["return"](scenario).Error);
        Assert.Null(scenario.Resume().Error);
        Assert.Null(scenario.Propose(Policy, Visa, Now).Error);

        Assert.Equal("budget.same-person", Approve(scenario, SignOffStep.WorkingGroupOpinion, Visa).Error?.Code);
        Assert.Null(Approve(scenario, SignOffStep.WorkingGroupOpinion, Secretary).Error);
        Assert.Null(Approve(scenario, SignOffStep.BudgetVisa, Manager).Error);
        Assert.Equal([true, true, true, false, true, true, true], scenario.SignOffs.Select(x => x.IsApproved));
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("equal-shares")]
    [InlineData("minimum")]
    public void Propose_ByAnotherPolicyThanTheCalls_IsRefused(string other)
    {
        var policy = other switch
        {
            "stop" => Policy with { WhenExceeded = WhenExceeded.Stop },
            "minimum" => Policy with { MinimumGrant = new Money(1) },
            _ => Policy with { Name = AllocationPolicy.EqualShares },
        };

        Assert.Equal("budget.comparison-only", Scenario("simulated").Propose(policy, Manager, Now).Error?.Code);
    }

    [Fact]
    public void Adopt_WithAnUnmetDemand_NeedsAReason()
    {
        var unmet = new UnmetDemand(BindingKind.Theme, "culture", new Money(10), Money.Zero);
        var scenario = Scenario("with-visa", unmet);

        Assert.Equal("budget.unmet-demands-need-reason", scenario.Adopt(Decision(Recorder, Today), Ready, SimulatedOn, Today).Error?.Code);
        var reasoned = Decision(Recorder, Today) with { Reason = "Nobody applied." };
        Assert.Null(scenario.Adopt(reasoned, Ready, SimulatedOn, Today).Error);
    }

    [Fact]
    public void Adopt_ByWhoTookAStepBeforeOrFrozeTheRanking_IsRefused()
    {
        foreach (var person in new[] { Manager, Secretary, Visa, Freezer })
        {
            var scenario = Scenario("with-visa");

            Assert.Equal("budget.same-person", scenario.Adopt(Decision(person, Today), Ready, SimulatedOn, Today).Error?.Code);
            Assert.Null(scenario.Decision);
        }
    }

    [Theory]
    [InlineData(false, false, "budget.ranking-not-frozen")]
    [InlineData(true, true, "budget.another-scenario-adopted")]
    public void Adopt_WithoutFrozenRankingOrBesideAnother_IsRefused(bool frozen, bool another, string code)
    {
        var scenario = Scenario("with-visa");

        var facts = new AdoptionFacts(CallTerms.DefaultSteps, frozen, Freezer, another);
        var result = scenario.Adopt(Decision(Recorder, Today), facts, SimulatedOn, Today);

        Assert.Equal(code, result.Error?.Code);
        Assert.Equal((InSignOff, null), (scenario.State, scenario.Decision));
    }

    [Fact]
    public void Adopt_ByADecisionOfTomorrow_IsRefused_AndOfTodayIsNot()
    {
        var scenario = Scenario("with-visa");

        Assert.Equal(
            "budget.decision-in-future",
            scenario.Adopt(Decision(Recorder, Today.AddDays(1)), Ready, SimulatedOn, Today).Error?.Code
        );
        Assert.Equal((InSignOff, null), (scenario.State, scenario.Decision));
        Assert.Null(scenario.Adopt(Decision(Recorder, Today), Ready, SimulatedOn, Today).Error);
        Assert.Equal("13CP-1", scenario.Decision?.Reference);
    }

    [Fact]
    public void Adopt_ByADecisionBeforeTheSimulation_IsRefused_AndOfItsDayIsNot()
    {
        var scenario = Scenario("with-visa");
        var before = Decision(Recorder, SimulatedOn.AddDays(-1));

        Assert.Equal("budget.decision-before-scenario", scenario.Adopt(before, Ready, SimulatedOn, Today).Error?.Code);
        Assert.Equal((InSignOff, null), (scenario.State, scenario.Decision));
        Assert.Null(scenario.Adopt(Decision(Recorder, SimulatedOn), Ready, SimulatedOn, Today).Error);
    }

    [Fact]
    public void Scenario_SumsWhatItGrantsAndLeaves()
    {
        var scenario = Scenario("simulated");

        Assert.Equal((new Money(70.30m), new Money(29.70m)), (scenario.Granted, scenario.Left));
    }

    [Theory]
    [InlineData(GrantStatus.Awarded, true)]
    [InlineData(GrantStatus.Agreed, true)]
    [InlineData(GrantStatus.Running, true)]
    [InlineData(GrantStatus.Completed, false)]
    [InlineData(GrantStatus.Cancelled, false)]
    [InlineData(GrantStatus.Reclaimed, false)]
    public void Cancellation_OfAGrant_IsRefusedOnceItHasEnded(GrantStatus status, bool allowed)
    {
        var grant = Grant(status);

        var result = grant.Cancel("Given up.", "14CP-2", Today.AddDays(30));

        Assert.Equal(allowed ? null : "budget.grant-not-cancellable", result.Error?.Code);
        Assert.Equal(allowed ? GrantStatus.Cancelled : status, grant.Status);
        Assert.Equal(allowed ? ("Given up.", "14CP-2", Today.AddDays(30)) : (null, null, null), Cancellation(grant));

        static (string?, string?, DateOnly?) Cancellation(Grant x) => (x.CancellationReason, x.CancellationDecision, x.CancelledOn);
    }

    [Fact]
    public void Cancellation_OnTheDayOfTheAward_IsAllowed_AndBeforeItIsNot()
    {
        var grant = Grant(GrantStatus.Awarded);

        Assert.Equal("budget.cancellation-before-award", grant.Cancel("Error.", "13CP-2", Today.AddDays(-1)).Error?.Code);
        Assert.Equal((GrantStatus.Awarded, null), (grant.Status, grant.CancelledOn));
        Assert.Null(grant.Cancel("Error.", "13CP-2", Today).Error);
    }

    private static Result Approve(AllocationScenario scenario, SignOffStep step, UserId by) =>
        scenario.Approve(new SignOff(step, true, by, Now, null), CallTerms.DefaultSteps);

    private static AllocationScenario Scenario(string state, params UnmetDemand[] unmet)
    {
        var scenario = AllocationScenario.Simulate(
            new AllocationScenarioId(Guid.CreateVersion7()),
            new ScenarioBasis(
                new CallId(Guid.CreateVersion7()),
                new RankingId(Guid.CreateVersion7()),
                Policy,
                ScenarioInputs.None,
                new ScenarioHoldings(
                    [new FinancerBalance(Guid.CreateVersion7(), Guid.CreateVersion7(), "Region", 2013, new Money(100))],
                    []
                )
            ),
            new AllocationResult([Line(1, 40.10m), Line(2, 30.20m), Line(3, 0)], unmet),
            Manager,
            Now
        );
        string[] path = state switch
        {
            "simulated" => [],
            "in-sign-off" => ["proposal"],
            "with-opinion" => ["proposal", "opinion"],
            "with-visa" => ["proposal", "opinion", "visa"],
            "returned" => ["proposal", "return"],
            "adopted" => ["proposal", "opinion", "visa", "adoption"],
            _ => ["discarding"],
        };
        Assert.All(path, x => Assert.Null(Transitions[x](scenario).Error));
        return scenario;
    }

    private static ScenarioLine Line(int rank, decimal amount) =>
        new(
            new GrantApplicationId(Guid.CreateVersion7()),
            $"APP-{rank}",
            rank,
            80,
            new Money(50),
            null,
            amount > 0 ? ApplicationOutcome.Awarded : ApplicationOutcome.Refused,
            new Money(amount),
            LineReason.Of(amount > 0 ? AllocationRule.WithinLimits : AllocationRule.BelowMinimumScore)
        );

    // Agreement, payments and reclaim are written by a later use case; the states are there already.
    private static Grant Grant(GrantStatus status)
    {
        var grant = Domain.Budget.Grant.Award(
            new GrantId(Guid.CreateVersion7()),
            new GrantApplicationId(Guid.CreateVersion7()),
            new CallId(Guid.CreateVersion7()),
            new EnvelopeId(Guid.CreateVersion7()),
            new OrganisationId(Guid.CreateVersion7()),
            Siren.TryParse("732829320")!.Value,
            "culture",
            new Money(15_000),
            new AidGround(StateAidBasis.DeMinimis, "ec-1998-2006", null),
            "13CP-1",
            Today,
            []
        );
        typeof(Grant).GetProperty(nameof(Domain.Budget.Grant.Status))!.SetValue(grant, status);
        return grant;
    }

    private static Decision Decision(UserId by, DateOnly on) => new("13CP-1", on, "commission permanente", by, Now);

    private static UserId Person(int number) => new(new Guid($"00000000-0000-7000-8000-00000000000{number}"));
}
