using SocialInnovation.Domain.Calls.Events;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>A dated, budgeted invitation to apply, with criteria (appel à projets).</summary>
public sealed class CallForProjects : AggregateRoot<CallId>
{
    private readonly List<OutcomeNotification> notifications = [];

    private CallForProjects() { }

    public string Reference { get; private set; } = null!;

    public CallStatus Status { get; private set; }

    public string Title { get; private set; } = null!;

    public string? Description { get; private set; }

    public DateTimeOffset OpensAt { get; private set; }

    public DateTimeOffset ClosesAt { get; private set; }

    public string TimeZone { get; private set; } = null!;

    public Money GrantCeiling { get; private set; }

    public Percentage MaximumAidRate { get; private set; }

    public IReadOnlyList<string> ExpenseCategories { get; private set; } = [];

    public IReadOnlyList<string> Themes { get; private set; } = [];

    public IReadOnlyList<EligibilityRule> EligibilityRules { get; private set; } = [];

    public IReadOnlyList<DocumentRequirement> Documents { get; private set; } = [];

    public IReadOnlyList<Question> Questions { get; private set; } = [];

    public IReadOnlyList<Criterion> Criteria { get; private set; } = [];

    public Percentage MinimumScore { get; private set; }

    public int MinimumSheets { get; private set; }

    public IReadOnlyList<string> TieBreaks { get; private set; } = [];

    public AllocationPolicy AllocationPolicy { get; private set; } = null!;

    public IReadOnlyList<SignOffStep> SignOffSteps { get; private set; } = [];

    public StateAidBasis StateAidBasis { get; private set; }

    /// <summary>Reference of the exemption, of an exempted basis only.</summary>
    public string? StateAidReference { get; private set; }

    public bool IsBlind { get; private set; }

    public PeerView EvaluatorsSee { get; private set; }

    /// <summary>The programme managers named on the call: its creator and those who were added.</summary>
    public IReadOnlyList<UserId> Managers { get; private set; } = [];

    public UserId CreatedBy { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public CallCancellationReason? CancellationReason { get; private set; }

    public string? CancellationExplanation { get; private set; }

    public IReadOnlyCollection<OutcomeNotification> Notifications => notifications;

    public static Result<CallForProjects> Draft(CallId id, string reference, CallTerms terms, UserId createdBy)
    {
        var call = new CallForProjects
        {
            Id = id,
            Reference = reference,
            CreatedBy = createdBy,
        };
        var replaced = call.ReplaceTerms(terms);
        return replaced.IsFailure ? replaced.Error : call;
    }

    /// <summary>The status at an instant: closing happens by time, not by anybody's act.</summary>
    public CallStatus StatusAt(DateTimeOffset now) => StatusAt(Status, ClosesAt, now);

    /// <summary>The same of a call that is only read.</summary>
    public static CallStatus StatusAt(CallStatus status, DateTimeOffset closesAt, DateTimeOffset now) =>
        status == CallStatus.Published && now > closesAt ? CallStatus.Closed : status;

    /// <summary>True while applications are taken: both instants included.</summary>
    public bool IsOpenAt(DateTimeOffset now) => StatusAt(now) == CallStatus.Published && now >= OpensAt;

    public bool Names(UserId user) => Managers.Contains(user);

    public Error? WhyNotReplaceTerms() => Status == CallStatus.Draft ? null : CallErrors.NotDraft;

    public Result ReplaceTerms(CallTerms terms)
    {
        if ((WhyNotReplaceTerms() ?? CallTermsPolicy.WhyNotConsistent(terms)) is { } error)
        {
            return error;
        }

        (Title, Description) = (terms.Title, terms.Description);
        (OpensAt, ClosesAt, TimeZone) = (terms.OpensAt, terms.ClosesAt, terms.TimeZone);
        (GrantCeiling, MaximumAidRate) = (terms.GrantCeiling, terms.MaximumAidRate);
        (ExpenseCategories, Themes) = (terms.ExpenseCategories, terms.Themes);
        (EligibilityRules, Documents, Questions) = (terms.EligibilityRules, terms.Documents, terms.Questions);
        (Criteria, MinimumScore, MinimumSheets) = (terms.Criteria, terms.MinimumScore, terms.MinimumSheets);
        (TieBreaks, AllocationPolicy, SignOffSteps) = (terms.TieBreaks, terms.AllocationPolicy, terms.SignOffSteps);
        (StateAidBasis, StateAidReference) = (terms.StateAidBasis, terms.StateAidReference);
        (IsBlind, EvaluatorsSee) = (terms.IsBlind, terms.EvaluatorsSee);
        Managers = [.. terms.Managers.Prepend(CreatedBy).Distinct()];
        return Result.Success;
    }

    public Error? WhyNotPublish(Money? envelope, DateTimeOffset now) =>
        Status != CallStatus.Draft ? CallErrors.NotDraft
        : Criteria.Sum(x => x.Weight) != 100 ? CallErrors.WeightsNotHundred(Criteria.Sum(x => x.Weight))
        : OpensAt >= ClosesAt ? CallErrors.ClosingNotAfterOpening
        : ClosesAt < now ? CallErrors.ClosingPassed
        : envelope is not { } available ? CallErrors.EnvelopeMissing
        : GrantCeiling > available ? CallErrors.CeilingAboveEnvelope(GrantCeiling, available)
        : null;

    /// <summary>Makes the call public and freezes all that decides an outcome.</summary>
    public Result Publish(Money? envelope, DateTimeOffset now)
    {
        if (WhyNotPublish(envelope, now) is { } error)
        {
            return error;
        }

        (Status, PublishedAt) = (CallStatus.Published, now);
        Raise(new CallPublished(Id, Reference, now));
        return Result.Success;
    }

    public Error? WhyNotPostponeClosing(DateTimeOffset now) =>
        Status == CallStatus.Draft ? CallErrors.NotPublished
        : StatusAt(now) != CallStatus.Published ? CallErrors.AlreadyClosed
        : null;

    /// <summary>Moves the closing, only later and only before it has passed.</summary>
    public Result PostponeClosing(DateTimeOffset closesAt, DateTimeOffset now)
    {
        if ((WhyNotPostponeClosing(now) ?? (closesAt <= ClosesAt ? CallErrors.ClosingNotLater : null)) is { } error)
        {
            return error;
        }

        ClosesAt = closesAt;
        return Result.Success;
    }

    public Error? WhyNotCorrect(DateTimeOffset now) =>
        Status == CallStatus.Draft ? CallErrors.NotPublished
        : StatusAt(now) != CallStatus.Published ? CallErrors.AlreadyClosed
        : null;

    /// <summary>Mends the texts of a published call (corrigendum); nothing that decides an outcome.</summary>
    public Result Correct(string title, string? description, DateTimeOffset now)
    {
        if (WhyNotCorrect(now) is { } error)
        {
            return error;
        }

        (Title, Description) = (title, description);
        return Result.Success;
    }

    /// <summary>Writes down that the closing has passed. Nothing depends on when this happens.</summary>
    public bool RecordClosing(DateTimeOffset now)
    {
        if (Status != CallStatus.Published || StatusAt(now) != CallStatus.Closed)
        {
            return false;
        }

        Status = CallStatus.Closed;
        return true;
    }

    public Error? WhyNotDecide(DateTimeOffset now) => StatusAt(now) == CallStatus.Closed ? null : CallErrors.NotClosed;

    /// <summary>Records that a scenario was adopted.</summary>
    public Result Decide(DateTimeOffset now)
    {
        if (WhyNotDecide(now) is { } error)
        {
            return error;
        }

        (Status, DecidedAt) = (CallStatus.Decided, now);
        return Result.Success;
    }

    public Error? WhyNotNotify(int unnotified) =>
        Status is not (CallStatus.Decided or CallStatus.Archived) ? CallErrors.NotDecided
        : unnotified == 0 ? CallErrors.NothingToNotify
        : null;

    /// <summary>Notifies the outcomes that were not notified yet; from then on applicants and public see them.</summary>
    public Result Notify(NotificationId id, int unnotified, UserId by, DateTimeOffset now)
    {
        if (WhyNotNotify(unnotified) is { } error)
        {
            return error;
        }

        notifications.Add(new OutcomeNotification(id, now, by, unnotified));
        Raise(new OutcomesNotified(Id, now));
        return Result.Success;
    }

    public Error? WhyNotArchive(bool grantsHaveEnded) =>
        Status != CallStatus.Decided ? CallErrors.NotDecided
        : grantsHaveEnded ? null
        : CallErrors.GrantsNotEnded;

    public Result Archive(bool grantsHaveEnded)
    {
        if (WhyNotArchive(grantsHaveEnded) is { } error)
        {
            return error;
        }

        Status = CallStatus.Archived;
        return Result.Success;
    }

    public Error? WhyNotCancel() =>
        Status is CallStatus.Draft or CallStatus.Published or CallStatus.Closed ? null : CallErrors.AlreadyEnded;

    /// <summary>Ends the call without a decision; its applications end with it.</summary>
    public Result Cancel(CallCancellationReason reason, string explanation, DateTimeOffset now)
    {
        if (WhyNotCancel() is { } error)
        {
            return error;
        }

        (Status, CancellationReason, CancellationExplanation) = (CallStatus.Cancelled, reason, explanation);
        Raise(new CallCancelled(Id, reason, now));
        return Result.Success;
    }
}

/// <summary>One dated notification of outcomes.</summary>
/// <param name="Id">Its identifier.</param>
/// <param name="NotifiedAt">From then on the outcomes are seen.</param>
/// <param name="NotifiedBy">Who notified.</param>
/// <param name="Outcomes">Number of outcomes notified.</param>
public sealed record OutcomeNotification(NotificationId Id, DateTimeOffset NotifiedAt, UserId NotifiedBy, int Outcomes);
