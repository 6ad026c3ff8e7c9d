using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Budget.ReadGrants;

/// <summary>Reads a grant; its own organisation does so from the notification on.</summary>
[Roles(
    Role.Applicant,
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record GetGrant(GrantId Id) : IQuery<GrantModel>;

/// <summary>Lists grants, oldest first; an applicant lists those of its organisations that were notified.</summary>
/// <param name="Page">Which page.</param>
/// <param name="CallId">Only grants of this call.</param>
/// <param name="ApplicationId">Only the grant of this application.</param>
[Roles(
    Role.Applicant,
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
[Relation(Relation.OwnOrganisation, Role.Applicant)]
public sealed record ListGrants(PageRequest Page, Guid? CallId, Guid? ApplicationId) : IQuery<Page<GrantModel>>, IPagedQuery;

/// <summary>A grant.</summary>
public sealed record GrantModel
{
    /// <summary>Identifier.</summary>
    public required GrantId Id { get; init; }

    /// <summary>The application.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Who receives it.</summary>
    public required OrganisationId OrganisationId { get; init; }

    /// <summary>How much.</summary>
    public required Money Amount { get; init; }

    /// <summary>Where it stands.</summary>
    public required GrantStatus Status { get; init; }

    /// <summary>In which form the money is given.</summary>
    public required GrantInstrument Instrument { get; init; }

    /// <summary>On which state-aid basis, as its call states it.</summary>
    public required StateAidBasis StateAidBasis { get; init; }

    /// <summary>Code of the regulation in force on the day of the award, under whose ceiling it counts; null for a basis without a ceiling.</summary>
    public string? Regulation { get; init; }

    /// <summary>Reference of the exemption, of an exempted basis only.</summary>
    public string? StateAidReference { get; init; }

    /// <summary>Number of the act that awarded it.</summary>
    public required string DecisionReference { get; init; }

    /// <summary>Day of the act.</summary>
    public required DateOnly AwardedOn { get; init; }

    /// <summary>Since when its organisation knows of it; null before the notification.</summary>
    public DateTimeOffset? NotifiedAt { get; init; }

    /// <summary>Why it was cancelled, by a decision or by its organisation's desistment; null while it is not.</summary>
    public GrantCancellationModel? Cancellation { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What each contribution brings on each line of the envelope, in sum the amount; absent in lists.</summary>
    public IReadOnlyList<GrantShareModel>? Shares { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

/// <summary>How a grant ended before its time.</summary>
/// <param name="IsDesistment">Whether its organisation gave it up; else it was cancelled by a decision.</param>
/// <param name="Reason">Why.</param>
/// <param name="DecisionReference">Number of the act; null for a desistment.</param>
/// <param name="On">The day on which its money went back to the envelope.</param>
public sealed record GrantCancellationModel(bool IsDesistment, string Reason, string? DecisionReference, DateOnly On);

/// <summary>One contribution's part of a grant on one line of its envelope.</summary>
/// <param name="LineId">The line.</param>
/// <param name="Section">Its section of the budget.</param>
/// <param name="ContributionId">The contribution.</param>
/// <param name="Financer">Whose money.</param>
/// <param name="FiscalYear">For which fiscal year.</param>
/// <param name="Amount">How much.</param>
public sealed record GrantShareModel(
    Guid LineId,
    BudgetSection Section,
    Guid ContributionId,
    string Financer,
    int FiscalYear,
    Money Amount
);

internal sealed class ListGrantsValidator : AbstractValidator<ListGrants>
{
    public ListGrantsValidator() => this.IsPaged();
}

internal sealed class GrantReads(IBudgetDbContext db, GrantAccess access, AllowedActions<Grant> actions)
    : IQueryHandler<GetGrant, GrantModel>,
        IQueryHandler<ListGrants, Page<GrantModel>>
{
    public async Task<Result<GrantModel>> Handle(GetGrant request, CancellationToken cancellationToken) =>
        await (await access.VisibleAsync(cancellationToken)).AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken)
            is { } grant
            ? ToModel(grant) with
            {
                Shares = await SharesAsync(grant, cancellationToken),
                AllowedActions = await actions.ForAsync(grant, grant.Id.Value, cancellationToken),
            }
            : GrantErrors.NotFound;

    public async Task<Result<Page<GrantModel>>> Handle(ListGrants request, CancellationToken cancellationToken)
    {
        var grants = (await access.VisibleAsync(cancellationToken)).AsNoTracking();
        if (request.CallId is { } call)
        {
            var callId = new CallId(call);
            grants = grants.Where(x => x.CallId == callId);
        }

        if (request.ApplicationId is { } application)
        {
            var applicationId = new GrantApplicationId(application);
            grants = grants.Where(x => x.ApplicationId == applicationId);
        }

        var page = await grants.ToPageAsync(x => x.Id, descending: false, request.Page, x => x, x => x.Id, cancellationToken);
        return page.IsFailure ? page.Error : new Page<GrantModel>([.. page.Value.Items.Select(ToModel)], page.Value.NextCursor);
    }

    private async Task<IReadOnlyList<GrantShareModel>> SharesAsync(Grant grant, CancellationToken cancellationToken)
    {
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.Id == grant.EnvelopeId, cancellationToken);
        var sections = envelope.Lines.ToDictionary(x => x.Id, x => x.Section);
        return
        [
            .. grant.Shares.Select(x => new GrantShareModel(
                x.EnvelopeLineId,
                sections[x.EnvelopeLineId],
                x.ContributionId,
                x.Financer,
                x.FiscalYear,
                x.Amount
            )),
        ];
    }

    private static GrantModel ToModel(Grant grant) =>
        new()
        {
            Id = grant.Id,
            ApplicationId = grant.ApplicationId,
            CallId = grant.CallId,
            OrganisationId = grant.OrganisationId,
            Amount = grant.Amount,
            Status = grant.Status,
            Instrument = grant.Instrument,
            StateAidBasis = grant.StateAidBasis,
            Regulation = grant.Regulation,
            StateAidReference = grant.StateAidReference,
            DecisionReference = grant.DecisionReference,
            AwardedOn = grant.AwardedOn,
            NotifiedAt = grant.NotifiedAt,
            Cancellation = grant.CancelledOn is { } on
                ? new GrantCancellationModel(grant.DesistedBy is not null, grant.CancellationReason!, grant.CancellationDecision, on)
                : null,
            Version = grant.Version,
        };
}
