using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>Instruction, evaluation and outcome of a grant application.</summary>
public sealed partial class GrantApplication
{
    public AdmissibilityDecision? Admissibility { get; private set; }

    /// <summary>The amount awarded; null before an award.</summary>
    public Money? AwardedAmount { get; private set; }

    /// <summary>Why the outcome is what it is; a code.</summary>
    public string? OutcomeReason { get; private set; }

    public DateOnly? WaitingListEndsOn { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    /// <summary>From then on applicant and public see the outcome.</summary>
    public DateTimeOffset? NotifiedAt { get; private set; }

    /// <summary>Why an appeal was upheld.</summary>
    public string? AppealReason { get; private set; }

    public bool HasUnnotifiedOutcome =>
        State is ApplicationState.Awarded or ApplicationState.WaitingListed or ApplicationState.Refused && NotifiedAt is null;

    public Error? WhyNotRequestCompletion(DateTimeOffset now) =>
        StateAt(now) == ApplicationState.Submitted ? null : GrantApplicationErrors.NotSubmitted;

    /// <summary>Reopens the application for just the documents that are missing.</summary>
    public Result RequestCompletion(
        IReadOnlyList<string> documents,
        string? message,
        DateTimeOffset deadline,
        UserId by,
        DateTimeOffset now
    )
    {
        if ((WhyNotRequestCompletion(now) ?? (deadline <= now ? GrantApplicationErrors.DeadlineNotAhead : null)) is { } error)
        {
            return error;
        }

        RecordDeadline(now);
        (State, CompletionDeadline) = (ApplicationState.CompletionRequested, deadline);
        CompletionRequests = [.. CompletionRequests, new CompletionRequest(documents, message, deadline, by, now, null)];
        return Result.Success;
    }

    public Error? WhyNotComplete(DateTimeOffset now) =>
        StateAt(now) == ApplicationState.CompletionRequested ? null : GrantApplicationErrors.NoCompletionRequested;

    /// <summary>The applicant says that it has handed in what it could; this version is kept.</summary>
    public Result Complete(DateTimeOffset now)
    {
        if (WhyNotComplete(now) is { } error)
        {
            return error;
        }

        (State, CompletionDeadline) = (ApplicationState.Submitted, null);
        CompletionRequests = [.. CompletionRequests.SkipLast(1), CompletionRequests[^1] with { CompletedAt = now }];
        Versions = [.. Versions, NextVersion(now)];
        return Result.Success;
    }

    /// <summary>Writes down that a completion's deadline has passed. Nothing depends on when this happens.</summary>
    public bool RecordDeadline(DateTimeOffset now)
    {
        if (!HasLapsed(now))
        {
            return false;
        }

        (Versions, State, CompletionDeadline) = (VersionsAt(now), ApplicationState.Submitted, null);
        return true;
    }

    public Error? WhyNotDecideAdmissibility(DateTimeOffset now) =>
        StateAt(now) == ApplicationState.Submitted ? null : GrantApplicationErrors.NotSubmitted;

    /// <summary>The formal check's one decision, with the eligible costs.</summary>
    public Result DecideAdmissibility(AdmissibilityDecision decision)
    {
        if ((WhyNotDecideAdmissibility(decision.DecidedAt) ?? WhyNotReason(decision) ?? WhyNotEligibleCosts(decision)) is { } error)
        {
            return error;
        }

        RecordDeadline(decision.DecidedAt);
        var isAdmissible = decision.Outcome == AdmissibilityOutcome.Admissible;
        State = isAdmissible ? ApplicationState.Admissible : ApplicationState.Inadmissible;
        (Admissibility, OutcomeReason) = (decision, isAdmissible ? null : decision.Reason);
        return Result.Success;
    }

    /// <summary>The first assignment starts the evaluation; a further one finds it started.</summary>
    public Result StartEvaluation()
    {
        if (State is not (ApplicationState.Admissible or ApplicationState.UnderEvaluation))
        {
            return GrantApplicationErrors.NotAdmissible;
        }

        State = ApplicationState.UnderEvaluation;
        return Result.Success;
    }

    /// <summary>The ranking was frozen.</summary>
    public static StateTransition ClosingOfEvaluation =>
        new(ApplicationState.UnderEvaluation, ApplicationState.Evaluated, GrantApplicationErrors.NotUnderEvaluation);

    public Result CloseEvaluation() => Move(ClosingOfEvaluation.From, ClosingOfEvaluation.To, ClosingOfEvaluation.Refusal);

    /// <summary>The ranking was superseded. What was withdrawn since it was frozen stays withdrawn.</summary>
    public Result ReopenEvaluation() =>
        State == ApplicationState.Withdrawn
            ? Result.Success
            : Move(ApplicationState.Evaluated, ApplicationState.UnderEvaluation, GrantApplicationErrors.NotEvaluated);

    private const string WaitingListEnded = "waiting-list-ended";

    /// <summary>What the adopted scenario says of the application.</summary>
    public Result RecordOutcome(ApplicationOutcome outcome, Money amount, string? reason, DateOnly? waitingListEndsOn, DateTimeOffset at)
    {
        var state = outcome switch
        {
            ApplicationOutcome.Awarded => ApplicationState.Awarded,
            ApplicationOutcome.WaitingListed => ApplicationState.WaitingListed,
            _ => ApplicationState.Refused,
        };
        var moved = Move(ApplicationState.Evaluated, state, GrantApplicationErrors.NotEvaluated);
        if (moved.IsFailure)
        {
            return moved;
        }

        AwardedAmount = outcome == ApplicationOutcome.Awarded ? amount : null;
        WaitingListEndsOn = outcome == ApplicationOutcome.WaitingListed ? waitingListEndsOn : null;
        (OutcomeReason, DecidedAt, NotifiedAt) = (reason, at, null);
        return Result.Success;
    }

    /// <summary>An award from the waiting list; it is notified anew.</summary>
    public Result AwardFromWaitingList(Money amount, DateTimeOffset at)
    {
        var moved = Move(ApplicationState.WaitingListed, ApplicationState.Awarded, GrantApplicationErrors.NotWaitingListed);
        if (moved.IsFailure)
        {
            return moved;
        }

        (AwardedAmount, OutcomeReason, WaitingListEndsOn, DecidedAt, NotifiedAt) = (amount, null, null, at, null);
        return Result.Success;
    }

    /// <summary>The waiting list ended: what still stands on it is refused, and notified anew.</summary>
    public Result EndWaiting(DateOnly today, DateTimeOffset at)
    {
        if (!(WaitingListEndsOn < today))
        {
            return GrantApplicationErrors.NotWaitingListed;
        }

        var moved = Move(ApplicationState.WaitingListed, ApplicationState.Refused, GrantApplicationErrors.NotWaitingListed);
        if (moved.IsFailure)
        {
            return moved;
        }

        (OutcomeReason, WaitingListEndsOn, DecidedAt, NotifiedAt) = (WaitingListEnded, null, at, null);
        return Result.Success;
    }

    /// <summary>Shows the outcome to applicant and public.</summary>
    /// <returns>Whether there was one to show.</returns>
    public bool Notify(DateTimeOffset at)
    {
        if (!HasUnnotifiedOutcome)
        {
            return false;
        }

        NotifiedAt = at;
        return true;
    }

    public Error? WhyNotUpholdAppeal() =>
        State is ApplicationState.Inadmissible or ApplicationState.Refused ? null : GrantApplicationErrors.NothingToAppeal;

    /// <summary>An appeal was upheld or an error corrected: back to instruction, or onto the waiting list once a scenario is adopted.</summary>
    public Result UpholdAppeal(string reason, DateOnly? waitingListEndsOn)
    {
        if ((WhyNotUpholdAppeal() ?? WhyNotWaitUntil(waitingListEndsOn)) is { } error)
        {
            return error;
        }

        AppealReason = reason;
        if (State == ApplicationState.Inadmissible)
        {
            (State, Admissibility, OutcomeReason) = (ApplicationState.Submitted, null, null);
        }
        else
        {
            (State, OutcomeReason, NotifiedAt) = (ApplicationState.WaitingListed, "appeal-upheld", null);
            WaitingListEndsOn = waitingListEndsOn;
        }

        return Result.Success;
    }

    private static Error? WhyNotReason(AdmissibilityDecision decision) =>
        decision.Outcome == AdmissibilityOutcome.Admissible
            ? decision is { Ground: null, Reason: null }
                ? null
                : GrantApplicationErrors.ReasonUnexpected
            : decision.Reason is not null
            && InadmissibilityReasons.All.TryGetValue(decision.Reason, out var ground)
            && ground == decision.Ground
                ? null
                : GrantApplicationErrors.UnknownReason;

    // A list without an end could be awarded from for ever.
    private Error? WhyNotWaitUntil(DateOnly? waitingListEndsOn) =>
        State == ApplicationState.Refused && waitingListEndsOn is null ? GrantApplicationErrors.WaitingListEndMissing : null;

    // Each category once, for two parts of one could each be within its costs and their sum above them.
    private Error? WhyNotEligibleCosts(AdmissibilityDecision decision)
    {
        var left = Content.Plan.Costs.ToDictionary(x => x.Category, x => x.Amount);
        return decision
            .EligibleCosts.Where(x => !left.Remove(x.Category, out var costs) || x.Amount > costs)
            .Select(x => GrantApplicationErrors.EligibleAboveCosts(x.Category))
            .FirstOrDefault();
    }

    private Result Move(ApplicationState from, ApplicationState to, Error otherwise)
    {
        if (State != from)
        {
            return otherwise;
        }

        State = to;
        return Result.Success;
    }
}
