using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Where an allocation scenario stands.</summary>
public enum ScenarioState
{
    Simulated,
    InSignOff,
    Returned,
    Adopted,
    Discarded,
}

/// <summary>What the deliberative body decided (délibération, arrêté): recorded here, taken there.</summary>
public sealed record Decision(string Reference, DateOnly Date, string Body, UserId RecordedBy, DateTimeOffset RecordedAt);

/// <summary>What the adoption of a scenario is checked against.</summary>
public sealed record AdoptionFacts(bool HasOpinion, bool RankingIsFrozen, UserId? RankingFrozenBy, bool AnotherIsAdopted);

/// <summary>A simulated distribution of an envelope over a frozen ranking (scénario de répartition).</summary>
public sealed class AllocationScenario : AggregateRoot<AllocationScenarioId>
{
    private AllocationScenario() { }

    public CallId CallId { get; private set; }

    public RankingId RankingId { get; private set; }

    public ScenarioState State { get; private set; }

    public string Policy { get; private set; } = null!;

    public IReadOnlyList<ScenarioLine> Lines { get; private set; } = [];

    public Money EnvelopeAvailable { get; private set; }

    public UserId SimulatedBy { get; private set; }

    public DateTimeOffset SimulatedAt { get; private set; }

    public UserId? ProposedBy { get; private set; }

    public UserId? VisaBy { get; private set; }

    public DateTimeOffset? VisaAt { get; private set; }

    public string? ReturnReason { get; private set; }

    public Decision? Decision { get; private set; }

    public Money Granted => Money.Sum(Lines.Select(x => x.Amount));

    public Money Left => EnvelopeAvailable - Granted;

    public static AllocationScenario Simulate(
        AllocationScenarioId id,
        CallId call,
        RankingId ranking,
        string policy,
        IReadOnlyList<ScenarioLine> lines,
        Money envelopeAvailable,
        UserId by,
        DateTimeOffset at
    ) =>
        new()
        {
            Id = id,
            CallId = call,
            RankingId = ranking,
            Policy = policy,
            Lines = lines,
            EnvelopeAvailable = envelopeAvailable,
            SimulatedBy = by,
            SimulatedAt = at,
        };

    public Error? WhyNotPropose() => State == ScenarioState.Simulated ? null : ScenarioErrors.NotSimulated;

    /// <summary>Puts the scenario up for sign-off.</summary>
    public Result Propose(UserId by)
    {
        if (WhyNotPropose() is { } error)
        {
            return error;
        }

        (State, ProposedBy) = (ScenarioState.InSignOff, by);
        return Result.Success;
    }

    public Error? WhyNotSignOff(UserId by) =>
        by == ProposedBy ? ScenarioErrors.SamePerson
        : State != ScenarioState.InSignOff ? ScenarioErrors.NotInSignOff
        : null;

    /// <summary>The budget visa, or the scenario's return with a reason, which takes a visa back.</summary>
    public Result SignOff(bool granted, string? reason, UserId by, DateTimeOffset at)
    {
        if (WhyNotSignOff(by) is { } error)
        {
            return error;
        }

        if (granted && VisaBy is not null)
        {
            return ScenarioErrors.AlreadyVisaed;
        }

        if (granted)
        {
            (VisaBy, VisaAt) = (by, at);
        }
        else
        {
            (State, ReturnReason, VisaBy, VisaAt) = (ScenarioState.Returned, reason, null, null);
        }

        return Result.Success;
    }

    public Error? WhyNotResume() => State == ScenarioState.Returned ? null : ScenarioErrors.NotReturned;

    public Result Resume()
    {
        if (WhyNotResume() is { } error)
        {
            return error;
        }

        (State, ProposedBy) = (ScenarioState.Simulated, null);
        return Result.Success;
    }

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
    /// No visa or no opinion, no adoption; and always different persons: who proposes, gives the visa and records the decision; who freezes
    /// the ranking and who adopts.
    /// </summary>
    public Error? WhyNotAdopt(UserId by, AdoptionFacts facts) =>
        by == ProposedBy || by == VisaBy || by == facts.RankingFrozenBy ? ScenarioErrors.SamePerson
        : State != ScenarioState.InSignOff ? ScenarioErrors.NotInSignOff
        : VisaBy is null ? ScenarioErrors.VisaMissing
        : !facts.HasOpinion ? ScenarioErrors.OpinionMissing
        : !facts.RankingIsFrozen ? ScenarioErrors.RankingNotFrozen
        : facts.AnotherIsAdopted ? ScenarioErrors.AnotherAdopted
        : null;

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

        (State, Decision) = (ScenarioState.Adopted, decision);
        return Result.Success;
    }
}
