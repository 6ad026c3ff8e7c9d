using System.Globalization;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications;

/// <summary>Where an application stands, as the caller may see it.</summary>
public enum ShownState
{
    Draft,
    Submitted,
    CompletionRequested,
    Admissible,
    Inadmissible,
    UnderEvaluation,
    Evaluated,
    Awarded,
    WaitingListed,
    Refused,
    Withdrawn,
    CallCancelled,

    /// <summary>For the applicant, from the evaluation to the notification.</summary>
    UnderReview,
}

/// <summary>An application as a list shows it.</summary>
public record ApplicationSummary
{
    /// <summary>Identifier.</summary>
    public required GrantApplicationId Id { get; init; }

    /// <summary>Reference, unique within its call.</summary>
    public required string Reference { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The organisation that applies.</summary>
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>Where it stands; outcomes read <c>under-review</c> for the applicant until they are notified.</summary>
    public required ShownState State { get; init; }

    /// <summary>Name of the project.</summary>
    public required string ProjectTitle { get; init; }

    /// <summary>The grant that is asked for.</summary>
    public required Money Requested { get; init; }

    /// <summary>When it was submitted; null for a draft.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>The amount awarded.</summary>
    public Money? AwardedAmount { get; init; }

    /// <summary>Code of the reason of its outcome.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>When the outcome was notified.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>A grant application.</summary>
public sealed record ApplicationModel : ApplicationSummary
{
    /// <summary>What it says.</summary>
    public required ApplicationContentBody Content { get; init; }

    /// <summary>Its documents.</summary>
    public required IReadOnlyList<DocumentModel> Documents { get; init; }

    /// <summary>What the instructor asked for.</summary>
    public required IReadOnlyList<CompletionRequestModel> CompletionRequests { get; init; }

    /// <summary>The formal check's result; null before it.</summary>
    public AdmissibilityModel? Admissibility { get; init; }

    /// <summary>Number of the receipt; null for a draft.</summary>
    public long? ReceiptNumber { get; init; }

    /// <summary>Last day of the waiting list, for an application on it.</summary>
    public DateOnly? WaitingListEndsOn { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not.</summary>
    public required IReadOnlyList<AllowedAction> AllowedActions { get; init; }
}

/// <summary>A document's metadata.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Kind">Code of the kind.</param>
/// <param name="FileName">Name of the file.</param>
/// <param name="Bytes">Size in bytes.</param>
/// <param name="ReceivedAt">When it came in.</param>
public sealed record DocumentModel(Guid Id, string Kind, string FileName, long Bytes, DateTimeOffset ReceivedAt);

/// <summary>What the instructor asked for.</summary>
/// <param name="Documents">Kinds of the documents.</param>
/// <param name="Message">What the applicant reads.</param>
/// <param name="Deadline">The last instant at which they are taken.</param>
/// <param name="RequestedAt">When it was asked.</param>
/// <param name="CompletedAt">When the applicant handed the application back; null when it did not.</param>
public sealed record CompletionRequestModel(
    IReadOnlyList<string> Documents,
    string? Message,
    DateTimeOffset Deadline,
    DateTimeOffset RequestedAt,
    DateTimeOffset? CompletedAt
);

/// <summary>The formal check's result.</summary>
/// <param name="Outcome">Whether the application goes on.</param>
/// <param name="Ground">For an inadmissible one: incomplete, or outside the rules.</param>
/// <param name="Reason">Code of the reason.</param>
/// <param name="EligibleCosts">Eligible costs by category.</param>
/// <param name="DecidedAt">When it was decided.</param>
public sealed record AdmissibilityModel(
    AdmissibilityOutcome Outcome,
    InadmissibilityGround? Ground,
    string? Reason,
    IReadOnlyList<CategoryCostBody> EligibleCosts,
    DateTimeOffset DecidedAt
);

/// <summary>What was submitted, as it was.</summary>
/// <param name="Number">1 for the submission, higher for completions.</param>
/// <param name="SubmittedAt">When.</param>
/// <param name="Content">What it said.</param>
/// <param name="Documents">What was handed in.</param>
public sealed record ApplicationVersionModel(
    int Number,
    DateTimeOffset SubmittedAt,
    ApplicationContentBody Content,
    IReadOnlyList<DocumentModel> Documents
);

/// <summary>What stands against a submission.</summary>
/// <param name="IsComplete">Whether nothing does, time aside.</param>
/// <param name="Missing">Codes with which the submission would be refused, in its order.</param>
/// <param name="Documents">Kinds of the documents that are due at submission and missing.</param>
/// <param name="Answers">Codes of the required questions without an answer.</param>
public sealed record CompletenessModel(
    bool IsComplete,
    IReadOnlyList<string> Missing,
    IReadOnlyList<string> Documents,
    IReadOnlyList<string> Answers
);

/// <summary>An award as the public sees it, from its notification on.</summary>
/// <param name="Reference">Reference of the application.</param>
/// <param name="OrganisationName">Who receives it.</param>
/// <param name="ProjectTitle">For what.</param>
/// <param name="Amount">How much.</param>
/// <param name="NotifiedAt">Since when it is public.</param>
public sealed record PublicAward(string Reference, string OrganisationName, string ProjectTitle, Money Amount, DateTimeOffset NotifiedAt);

internal static class ApplicationViews
{
    public static ApplicationModel ToModel(
        GrantApplication application,
        bool isOwn,
        DateTimeOffset now,
        IReadOnlyList<AllowedAction> actions
    )
    {
        var hides = ShownStates.HidesOutcome(application, isOwn);
        return new ApplicationModel
        {
            Id = application.Id,
            Reference = application.Reference,
            CallId = application.CallId,
            OrganisationId = application.OrganisationId,
            State = ShownStates.Of(application, isOwn, now),
            ProjectTitle = application.Content.ProjectTitle,
            Requested = application.Content.Plan.Requested,
            SubmittedAt = application.SubmittedAt,
            AwardedAmount = hides ? null : application.AwardedAmount,
            OutcomeReason = hides ? null : application.OutcomeReason,
            NotifiedAt = application.NotifiedAt,
            WaitingListEndsOn = hides ? null : application.WaitingListEndsOn,
            Version = application.Version,
            Content = ApplicationContentBody.Of(application.Content),
            Documents = [.. application.Documents.Select(ToModel)],
            CompletionRequests =
            [
                .. application.CompletionRequests.Select(x => new CompletionRequestModel(
                    x.Documents,
                    x.Message,
                    x.Deadline,
                    x.RequestedAt,
                    x.CompletedAt
                )),
            ],
            Admissibility = application.Admissibility is { } decision
                ? new AdmissibilityModel(
                    decision.Outcome,
                    decision.Ground,
                    decision.Reason,
                    [.. decision.EligibleCosts.Select(x => new CategoryCostBody(x.Category, x.Amount))],
                    decision.DecidedAt
                )
                : null,
            ReceiptNumber = application.ReceiptNumber,
            AllowedActions = actions,
        };
    }

    public static ApplicationSummary ToSummary(GrantApplication application, bool isOwn, DateTimeOffset now)
    {
        var hides = ShownStates.HidesOutcome(application, isOwn);
        return new ApplicationSummary
        {
            Id = application.Id,
            Reference = application.Reference,
            CallId = application.CallId,
            OrganisationId = application.OrganisationId,
            State = ShownStates.Of(application, isOwn, now),
            ProjectTitle = application.Content.ProjectTitle,
            Requested = application.Content.Plan.Requested,
            SubmittedAt = application.SubmittedAt,
            AwardedAmount = hides ? null : application.AwardedAmount,
            OutcomeReason = hides ? null : application.OutcomeReason,
            NotifiedAt = application.NotifiedAt,
            Version = application.Version,
        };
    }

    public static ApplicationSummary ToSummary(ApplicationRow row, DateTimeOffset now)
    {
        var hides = ShownStates.HidesOutcome(row.State, row.NotifiedAt, row.IsOwn);
        return new ApplicationSummary
        {
            Id = row.Id,
            Reference = row.Reference,
            CallId = row.CallId,
            OrganisationId = row.OrganisationId,
            State = hides ? ShownState.UnderReview : ShownStates.Of(GrantApplication.StateAt(row.State, row.CompletionDeadline, now)),
            ProjectTitle = row.ProjectTitle,
            Requested = new Money(decimal.Parse(row.Requested, CultureInfo.InvariantCulture)),
            SubmittedAt = row.SubmittedAt,
            AwardedAmount = hides ? null : row.AwardedAmount,
            OutcomeReason = hides ? null : row.OutcomeReason,
            NotifiedAt = row.NotifiedAt,
            Version = row.Version,
        };
    }

    public static DocumentModel ToModel(ApplicationDocument document) =>
        new(document.Id, document.Kind, document.FileName, document.Bytes, document.ReceivedAt);

    public static ApplicationVersionModel ToModel(ApplicationVersion version) =>
        new(version.Number, version.SubmittedAt, ApplicationContentBody.Of(version.Content), [.. version.Documents.Select(ToModel)]);
}
