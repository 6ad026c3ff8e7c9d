using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Applications;

/// <summary>The list of applications that the back office has open all day.</summary>
public interface IApplicationReads
{
    /// <summary>The submitted applications of a call in the order of their ids.</summary>
    /// <param name="call">The call.</param>
    /// <param name="reader">Who reads.</param>
    /// <param name="after">Only those after this one; all of them after the default.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<List<ApplicationRow>> ListSubmittedAsync(
        CallId call,
        UserId reader,
        GrantApplicationId after,
        int take,
        CancellationToken cancellationToken
    );
}

/// <summary>What a list needs of an application.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="Reference">Reference.</param>
/// <param name="CallId">The call.</param>
/// <param name="OrganisationId">Who applies.</param>
/// <param name="IsOwn">Whether the reader acts for that organisation.</param>
/// <param name="State">The state as it was written last.</param>
/// <param name="CompletionDeadline">When a completion ends by itself.</param>
/// <param name="ProjectTitle">Name of the project.</param>
/// <param name="Requested">The grant that is asked for, EUR, as a decimal text.</param>
/// <param name="SubmittedAt">When it was submitted.</param>
/// <param name="AwardedAmount">The amount awarded.</param>
/// <param name="OutcomeReason">Code of the reason of its outcome.</param>
/// <param name="NotifiedAt">When the outcome was notified.</param>
/// <param name="Version">Version.</param>
public sealed record ApplicationRow(
    GrantApplicationId Id,
    string Reference,
    CallId CallId,
    OrganisationId OrganisationId,
    bool IsOwn,
    ApplicationState State,
    DateTimeOffset? CompletionDeadline,
    string ProjectTitle,
    string Requested,
    DateTimeOffset? SubmittedAt,
    Money? AwardedAmount,
    string? OutcomeReason,
    DateTimeOffset? NotifiedAt,
    int Version
);
