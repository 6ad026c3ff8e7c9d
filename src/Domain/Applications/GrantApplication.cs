using SocialInnovation.Domain.Applications.Events;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>What an organisation submits to a call (dossier de candidature). Its instruction and outcome stand in the other part.</summary>
public sealed partial class GrantApplication : AggregateRoot<GrantApplicationId>
{
    private GrantApplication() { }

    public CallId CallId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    /// <summary>Legal category of the organisation, of INSEE, four digits, as it was when it applied.</summary>
    public string LegalForm { get; private set; } = null!;

    /// <summary>Given at draft; gaps are allowed.</summary>
    public string Reference { get; private set; } = null!;

    /// <summary>The state as it was written last; <see cref="StateAt(DateTimeOffset)"/> knows what time has changed since.</summary>
    public ApplicationState State { get; private set; }

    public ApplicationContent Content { get; private set; } = null!;

    public IReadOnlyList<ApplicationDocument> Documents { get; private set; } = [];

    public IReadOnlyList<ApplicationVersion> Versions { get; private set; } = [];

    public IReadOnlyList<CompletionRequest> CompletionRequests { get; private set; } = [];

    public DateTimeOffset? SubmittedAt { get; private set; }

    /// <summary>The last instant at which what was asked for is taken; null while nothing is.</summary>
    public DateTimeOffset? CompletionDeadline { get; private set; }

    /// <summary>Gapless over all calls.</summary>
    public long? ReceiptNumber { get; private set; }

    public static GrantApplication Draft(
        GrantApplicationId id,
        CallId callId,
        OrganisationId organisationId,
        string legalForm,
        string reference,
        ApplicationContent content
    ) =>
        new()
        {
            Id = id,
            CallId = callId,
            OrganisationId = organisationId,
            LegalForm = legalForm,
            Reference = reference,
            Content = content,
        };

    /// <summary>The state at an instant: a completion ends by its deadline too, and what is missing then stays missing.</summary>
    public ApplicationState StateAt(DateTimeOffset now) => StateAt(State, CompletionDeadline, now);

    /// <summary>The same of an application that is only read.</summary>
    public static ApplicationState StateAt(ApplicationState state, DateTimeOffset? completionDeadline, DateTimeOffset now) =>
        HasLapsed(state, completionDeadline, now) ? ApplicationState.Submitted : state;

    /// <summary>The versions at an instant: what came in for a completion is one too when its deadline passes.</summary>
    public IReadOnlyList<ApplicationVersion> VersionsAt(DateTimeOffset now) =>
        HasLapsed(now) && !Documents.SequenceEqual(Versions[^1].Documents)
            ? [.. Versions, NextVersion(CompletionDeadline!.Value)]
            : Versions;

    public Error? WhyNotEdit() => State == ApplicationState.Draft ? null : GrantApplicationErrors.NotDraft;

    public Result Replace(ApplicationContent content)
    {
        if (WhyNotEdit() is { } error)
        {
            return error;
        }

        Content = content;
        return Result.Success;
    }

    public Error? WhyNotAddDocument(DateTimeOffset now) =>
        StateAt(now) is ApplicationState.Draft or ApplicationState.CompletionRequested ? null : GrantApplicationErrors.DocumentsClosed;

    /// <summary>Adds a document to a draft, or one that the instructor asked for.</summary>
    public Result AddDocument(ApplicationDocument document)
    {
        if (WhyNotAddDocument(document.ReceivedAt) is { } error)
        {
            return error;
        }

        if (State == ApplicationState.CompletionRequested && !CompletionRequests[^1].Documents.Contains(document.Kind))
        {
            return GrantApplicationErrors.DocumentNotRequested;
        }

        Documents = [.. Documents, document];
        return Result.Success;
    }

    public Result RemoveDocument(Guid id)
    {
        if (WhyNotEdit() is { } error)
        {
            return error;
        }

        if (Documents.All(x => x.Id != id))
        {
            return GrantApplicationErrors.DocumentNotFound;
        }

        Documents = [.. Documents.Where(x => x.Id != id)];
        return Result.Success;
    }

    public Error? WhyNotSubmit(SubmissionTerms terms, DateTimeOffset now) =>
        WhyNotEdit() ?? SubmissionPolicy.WhyNot(terms, Content, Documents, now);

    /// <summary>Submits the draft: from then on it is immutable, and this version is kept.</summary>
    public Result Submit(SubmissionTerms terms, long receiptNumber, DateTimeOffset now)
    {
        if (WhyNotSubmit(terms, now) is { } error)
        {
            return error;
        }

        (State, SubmittedAt, ReceiptNumber) = (ApplicationState.Submitted, now, receiptNumber);
        Versions = [.. Versions, NextVersion(now)];
        Raise(new ApplicationSubmitted(Id, CallId, now));
        return Result.Success;
    }

    // Until the notification every outcome answers alike, lest the refusal tell it.
    public Error? WhyNotWithdraw() =>
        HasUnnotifiedOutcome
        || State
            is ApplicationState.Awarded
                or ApplicationState.Refused
                or ApplicationState.Inadmissible
                or ApplicationState.Withdrawn
                or ApplicationState.CallCancelled
            ? GrantApplicationErrors.AlreadyDecided
            : null;

    public Result Withdraw(DateTimeOffset now)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        RecordDeadline(now);
        (State, OutcomeReason, CompletionDeadline) = (ApplicationState.Withdrawn, "withdrawn", null);
        return Result.Success;
    }

    /// <summary>Ends with its call, unless it has ended already or a decision was taken on it.</summary>
    /// <returns>Whether this ended it.</returns>
    public bool EndWithCall(DateTimeOffset now)
    {
        if (
            State
            is ApplicationState.Withdrawn
                or ApplicationState.CallCancelled
                or ApplicationState.Awarded
                or ApplicationState.WaitingListed
                or ApplicationState.Refused
        )
        {
            return false;
        }

        RecordDeadline(now);
        (State, OutcomeReason, CompletionDeadline) = (ApplicationState.CallCancelled, "call-cancelled", null);
        return true;
    }

    private bool HasLapsed(DateTimeOffset now) => HasLapsed(State, CompletionDeadline, now);

    private static bool HasLapsed(ApplicationState state, DateTimeOffset? completionDeadline, DateTimeOffset now) =>
        state == ApplicationState.CompletionRequested && now > completionDeadline;

    private ApplicationVersion NextVersion(DateTimeOffset at) => new(Versions.Count + 1, at, Content, Documents);
}
