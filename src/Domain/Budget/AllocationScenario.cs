using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>What state aid leaves to a single undertaking.</summary>
/// <param name="Sirens">Those of it who apply.</param>
/// <param name="Left">The most that they may be awarded together.</param>
public sealed record AidRoom(IReadOnlyList<string> Sirens, Money Left);

/// <summary>Where an allocation scenario stands.</summary>
public enum ScenarioState
{
    Simulated,
    InSignOff,
    Returned,
    Adopted,
    Discarded,

    /// <summary>A job is searching for it.</summary>
    Computing,

    /// <summary>No distribution keeps every constraint; it says which are in conflict.</summary>
    Infeasible,
}

/// <summary>What a scenario is simulated of.</summary>
/// <param name="CallId">The call.</param>
/// <param name="RankingId">Its frozen ranking.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Inputs">What a person asked beside it.</param>
/// <param name="Holdings">What there was to share out.</param>
public sealed record ScenarioBasis(
    CallId CallId,
    RankingId RankingId,
    AllocationPolicy Policy,
    ScenarioInputs Inputs,
    ScenarioHoldings Holdings
)
{
    public string? Title { get; init; }
}

/// <summary>What there was to share out when a scenario was simulated: kept, so that it can be computed again.</summary>
/// <param name="Balances">What each contribution had on each line of the envelope.</param>
/// <param name="AidRooms">What state aid left to undertakings that asked for more.</param>
public sealed record ScenarioHoldings(IReadOnlyList<FinancerBalance> Balances, IReadOnlyList<AidRoom> AidRooms)
{
    public Money Available => Money.Sum(Balances.Select(x => x.Balance));
}

/// <summary>What the deliberative body decided (délibération, arrêté): recorded here, taken there.</summary>
public sealed record Decision(string Reference, DateOnly Date, string Body, UserId RecordedBy, DateTimeOffset RecordedAt)
{
    /// <summary>Where the document of the act is.</summary>
    public string? Document { get; init; }

    /// <summary>Why the scenario is adopted though it does not meet every demand.</summary>
    public string? Reason { get; init; }
}

/// <summary>What the adoption of a scenario is checked against.</summary>
public sealed record AdoptionFacts(IReadOnlyList<SignOffStep> Steps, bool RankingIsFrozen, UserId? RankingFrozenBy, bool AnotherIsAdopted);

/// <summary>A simulated distribution of an envelope over a frozen ranking (scénario de répartition).</summary>
public sealed class AllocationScenario : AggregateRoot<AllocationScenarioId>
{
    private AllocationScenario() { }

    public CallId CallId { get; private set; }

    public RankingId RankingId { get; private set; }

    public ScenarioState State { get; private set; }

    public string? Title { get; private set; }

    public AllocationPolicy Policy { get; private set; } = null!;

    public ScenarioInputs Inputs { get; private set; } = null!;

    public ScenarioHoldings Holdings { get; private set; } = null!;

    /// <summary>Floors that are not reached, and applications that were ruled in and did not get in.</summary>
    public IReadOnlyList<UnmetDemand> Unmet { get; private set; } = [];

    /// <summary>Of <c>optimal</c>: what was proven.</summary>
    public OptimalityProof? Proof { get; private set; }

    public Money Granted { get; private set; }

    public int Awards { get; private set; }

    public int WaitingListed { get; private set; }

    public int Refusals { get; private set; }

    public Money EnvelopeAvailable { get; private set; }

    public UserId SimulatedBy { get; private set; }

    public DateTimeOffset SimulatedAt { get; private set; }

    /// <summary>Every approval and return, the oldest first.</summary>
    public IReadOnlyList<SignOff> SignOffs { get; private set; } = [];

    public Decision? Decision { get; private set; }

    public Money Left => EnvelopeAvailable - Granted;

    public static AllocationScenario Simulate(
        AllocationScenarioId id,
        ScenarioBasis basis,
        AllocationResult result,
        UserId by,
        DateTimeOffset at
    )
    {
        var scenario = Request(id, basis, by, at);
        scenario.Record(result, basis.Holdings);
        return scenario;
    }

    /// <summary>A scenario for which a job is going to search.</summary>
    public static AllocationScenario Request(AllocationScenarioId id, ScenarioBasis basis, UserId by, DateTimeOffset at) =>
        new()
        {
            Id = id,
            CallId = basis.CallId,
            RankingId = basis.RankingId,
            Title = basis.Title,
            Policy = basis.Policy,
            Inputs = basis.Inputs,
            EnvelopeAvailable = basis.Holdings.Available,
            Holdings = basis.Holdings,
            State = ScenarioState.Computing,
            SimulatedBy = by,
            SimulatedAt = at,
        };

    /// <summary>Notes what a policy made of it, once.</summary>
    public void Record(AllocationResult result, ScenarioHoldings holdings)
    {
        if (State != ScenarioState.Computing)
        {
            throw new InvalidOperationException("A scenario is simulated once.");
        }

        State = result.Proof is { Status: SearchStatus.Infeasible or SearchStatus.Unknown }
            ? ScenarioState.Infeasible
            : ScenarioState.Simulated;
        (Holdings, EnvelopeAvailable) = (holdings, holdings.Available);
        (Unmet, Proof) = (result.Unmet, result.Proof);
        Granted = Money.Sum(result.Lines.Select(x => x.Amount));
        Awards = result.Lines.Count(x => x.Outcome == ApplicationOutcome.Awarded);
        WaitingListed = result.Lines.Count(x => x.Outcome == ApplicationOutcome.WaitingListed);
        Refusals = result.Lines.Count - Awards - WaitingListed;
    }

    /// <summary>Only a scenario by the policy that the call was published with goes on.</summary>
    public Error? WhyNotPropose(AllocationPolicy policyOfCall) =>
        State != ScenarioState.Simulated ? ScenarioErrors.NotSimulated
        : !Policy.IsSameAs(policyOfCall) ? ScenarioErrors.ComparisonOnly(policyOfCall.Name)
        : null;

    /// <summary>Puts the scenario up for sign-off: the first step.</summary>
    public Result Propose(AllocationPolicy policyOfCall, UserId by, DateTimeOffset at)
    {
        if (WhyNotPropose(policyOfCall) is { } error)
        {
            return error;
        }

        State = ScenarioState.InSignOff;
        SignOffs = [.. SignOffs, new SignOff(SignOffStep.ProgrammeManager, true, by, at, null)];
        return Result.Success;
    }

    /// <summary>Why a person can't sign a step off; the step before must have been.</summary>
    public Error? WhyNotSignOff(UserId by, SignOffStep step, IReadOnlyList<SignOffStep> steps) =>
        WhyNotTouch(by)
        ?? (
            !steps.Contains(step) ? ScenarioErrors.StepNotOfCall
            : SignOffs.Standing(step) is not null ? ScenarioErrors.AlreadySignedOff
            : SignOffs.Next(steps) == step ? null
            : Missing(SignOffs.Next(steps)!.Value)
        );

    /// <summary>Why a person can't return the scenario.</summary>
    public Error? WhyNotTouch(UserId by) =>
        SignOffs.Standing().Any(x => x.By == by) && State == ScenarioState.InSignOff ? ScenarioErrors.SamePerson
        : State != ScenarioState.InSignOff ? ScenarioErrors.NotInSignOff
        : null;

    /// <summary>Approves the scenario at a step.</summary>
    public Result Approve(SignOff approval, IReadOnlyList<SignOffStep> steps)
    {
        if (WhyNotSignOff(approval.By, approval.Step, steps) is { } error)
        {
            return error;
        }

        SignOffs = [.. SignOffs, approval];
        return Result.Success;
    }

    /// <summary>Returns the scenario for revision, which takes every approval back.</summary>
    public Result Return(SignOff refusal)
    {
        if (WhyNotTouch(refusal.By) is { } error)
        {
            return error;
        }

        (State, SignOffs) = (ScenarioState.Returned, [.. SignOffs, refusal]);
        return Result.Success;
    }

    public Error? WhyNotResume() => State == ScenarioState.Returned ? null : ScenarioErrors.NotReturned;

    public Result Resume()
    {
        if (WhyNotResume() is { } error)
        {
            return error;
        }

        State = ScenarioState.Simulated;
        return Result.Success;
    }

    /// <summary>Ends a search that can't be made any more.</summary>
    public void GiveUp() => State = ScenarioState.Discarded;

    public Error? WhyNotDiscard() => State is ScenarioState.Simulated or ScenarioState.Returned ? null : ScenarioErrors.NotDiscardable;

    public Result Discard()
    {
        if (WhyNotDiscard() is { } error)
        {
            return error;
        }

        State = ScenarioState.Discarded;
        return Result.Success;
    }

    /// <summary>
    /// Every step before the decision, and always different persons: who proposes, gives the visa and records the decision; who freezes the
    /// ranking and who adopts.
    /// </summary>
    public Error? WhyNotAdopt(UserId by, AdoptionFacts facts) =>
        State == ScenarioState.InSignOff && (by == facts.RankingFrozenBy || SignOffs.Standing().Any(x => x.By == by))
            ? ScenarioErrors.SamePerson
        : State != ScenarioState.InSignOff ? ScenarioErrors.NotInSignOff
        : SignOffs.Next(facts.Steps) is { } next and not SignOffStep.Decision ? Missing(next)
        : !facts.RankingIsFrozen ? ScenarioErrors.RankingNotFrozen
        : facts.AnotherIsAdopted ? ScenarioErrors.AnotherAdopted
        : null;

    private static Error Missing(SignOffStep step) =>
        step == SignOffStep.WorkingGroupOpinion ? ScenarioErrors.OpinionMissing
        : step == SignOffStep.BudgetVisa ? ScenarioErrors.VisaMissing
        : ScenarioErrors.NotInSignOff;

    /// <summary>Adopts the scenario by a decision that was taken between its simulation and today.</summary>
    public Result Adopt(Decision decision, AdoptionFacts facts, DateOnly simulatedOn, DateOnly today)
    {
        if (WhyNotAdopt(decision.RecordedBy, facts) is { } error)
        {
            return error;
        }

        if (decision.Date > today)
        {
            return ScenarioErrors.DecisionInFuture;
        }

        if (decision.Date < simulatedOn)
        {
            return ScenarioErrors.DecisionBeforeScenario;
        }

        if (Unmet.Count > 0 && string.IsNullOrWhiteSpace(decision.Reason))
        {
            return ScenarioErrors.UnmetNeedsReason;
        }

        (State, Decision) = (ScenarioState.Adopted, decision);
        SignOffs = [.. SignOffs, new SignOff(SignOffStep.Decision, true, decision.RecordedBy, decision.RecordedAt, decision.Reason)];
        return Result.Success;
    }
}
