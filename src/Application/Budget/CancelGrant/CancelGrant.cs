using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Budget.CancelGrant;

/// <summary>Cancels a grant; its commitment goes back to the envelope.</summary>
[Roles(Role.DecisionRecorder)]
public sealed record CancelGrant(GrantId Id, ExpectedVersion? Version, CancelGrantBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Why and by which decision a grant is cancelled.</summary>
/// <param name="Reason">Why, at most 20 000 characters.</param>
/// <param name="DecisionReference">Number of the act, at most 200 characters.</param>
/// <param name="DecisionDate">Day of the act, on which the decommitment counts.</param>
public sealed record CancelGrantBody(string Reason, string DecisionReference, DateOnly DecisionDate);

/// <summary>Reads a grant.</summary>
[Roles(
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
public sealed record GetGrant(GrantId Id) : IQuery<GrantModel>;

/// <summary>Lists grants, oldest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="CallId">Only grants of this call.</param>
/// <param name="ApplicationId">Only the grant of this application.</param>
[Roles(
    Role.ProgrammeManager,
    Role.BudgetOfficer,
    Role.DecisionRecorder,
    Role.FinanceCertifier,
    Role.FinanceOrderer,
    Role.FinanceSystem,
    Role.Auditor
)]
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

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>What each contribution brings on each line of the envelope, in sum the amount; absent in lists.</summary>
    public IReadOnlyList<GrantShareModel>? Shares { get; init; }

    /// <summary>The transitions that this caller may take now; absent in lists.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }
}

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

internal sealed class CancelGrantValidator : AbstractValidator<CancelGrant>
{
    public CancelGrantValidator()
    {
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
        RuleFor(x => x.Body.DecisionReference).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionDate).NotEmpty();
    }
}

internal sealed class ListGrantsValidator : AbstractValidator<ListGrants>
{
    public ListGrantsValidator() => this.IsPaged();
}

internal sealed class GrantCancellationGuard(ICurrentUser user) : ActionGuard<Grant, CancelGrant>(user)
{
    public override string Action => "cancellation";

    protected override Task<Error?> StateAsync(Grant aggregate, CancellationToken cancellationToken) => Of(aggregate.WhyNotCancel());
}

internal sealed class CancelGrantHandler(
    IBudgetDbContext db,
    GrantCancellationGuard guard,
    Commitments commitments,
    ILedger ledger,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<CancelGrant, Receipt>
{
    public async Task<Result<Receipt>> Handle(CancelGrant command, CancellationToken cancellationToken)
    {
        if (await db.Grants.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } grant)
        {
            return GrantErrors.NotFound;
        }

        if (await guard.WhyNotAsync(grant, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var body = command.Body;
        if (body.DecisionDate > clock.Today())
        {
            return ScenarioErrors.DecisionInFuture;
        }

        var cancelled = grant.Cancel(body.Reason, body.DecisionReference, body.DecisionDate);
        if (cancelled.IsFailure)
        {
            return cancelled.Error;
        }

        await ledger.LockEnvelopeAsync(grant.EnvelopeId, cancellationToken);
        var envelope = await db.Envelopes.SingleAsync(x => x.Id == grant.EnvelopeId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await commitments.DecommitAsync(envelope, grant, cancellationToken);
        return Receipt.Of(grant);
    }
}

internal sealed class GrantReads(IBudgetDbContext db, AllowedActions<Grant> actions)
    : IQueryHandler<GetGrant, GrantModel>,
        IQueryHandler<ListGrants, Page<GrantModel>>
{
    public async Task<Result<GrantModel>> Handle(GetGrant request, CancellationToken cancellationToken) =>
        await db.Grants.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } grant
            ? ToModel(grant) with
            {
                Shares = await SharesAsync(grant, cancellationToken),
                AllowedActions = await actions.ForAsync(grant, grant.Id.Value, cancellationToken),
            }
            : GrantErrors.NotFound;

    public async Task<Result<Page<GrantModel>>> Handle(ListGrants request, CancellationToken cancellationToken)
    {
        var grants = db.Grants.AsNoTracking();
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
            Version = grant.Version,
        };
}
