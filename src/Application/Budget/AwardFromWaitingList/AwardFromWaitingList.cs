using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.AwardFromWaitingList;

/// <summary>
/// Records an award to an application on the waiting list, out of money that a cancelled grant freed: the only award outside of an adoption.
/// </summary>
[Roles(Role.DecisionRecorder)]
public sealed record AwardFromWaitingList(AwardFromWaitingListBody Body) : ICommand<Receipt>;

/// <summary>An award from the waiting list.</summary>
/// <param name="ApplicationId">The application, on the waiting list.</param>
/// <param name="Amount">The grant, EUR.</param>
/// <param name="DecisionReference">Number of the act, at most 200 characters.</param>
/// <param name="DecisionDate">Day of the act, on which the award counts.</param>
/// <param name="Reason">Why a better-ranked application is passed over, when one is.</param>
public sealed record AwardFromWaitingListBody(
    GrantApplicationId ApplicationId,
    Money Amount,
    string DecisionReference,
    DateOnly DecisionDate,
    string? Reason = null
);

internal sealed class AwardFromWaitingListValidator : AbstractValidator<AwardFromWaitingList>
{
    public AwardFromWaitingListValidator()
    {
        RuleFor(x => x.Body.Amount.Amount).IsMovable();
        RuleFor(x => x.Body.DecisionReference).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionDate).NotEmpty();
        RuleFor(x => x.Body.Reason).MaximumLength(Limits.Description);
    }
}

internal sealed class AwardFromWaitingListHandler(
    IBudgetDbContext db,
    Commitments commitments,
    IScenarioLines scenarioLines,
    ILedger ledger,
    ICallLookup calls,
    IApplicationLookup applications,
    IApplicationDecisions decisions,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AwardFromWaitingList, Receipt>
{
    public async Task<Result<Receipt>> Handle(AwardFromWaitingList command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        if (await applications.FindAsync(body.ApplicationId, cancellationToken) is not { SubmittedAt: not null } application)
        {
            return GrantErrors.UnknownApplication;
        }

        if (application.State != ApplicationState.WaitingListed)
        {
            return GrantApplicationErrors.NotWaitingListed;
        }

        if (body.DecisionDate > clock.Today())
        {
            return ScenarioErrors.DecisionInFuture;
        }

        if (application.WaitingListEndsOn < body.DecisionDate)
        {
            return GrantErrors.WaitingListEnded;
        }

        var call = (await calls.FindAsync(application.CallId, cancellationToken))!;
        var adopted = await db
            .AllocationScenarios.AsNoTracking()
            .SingleAsync(x => x.CallId == call.Id && x.State == ScenarioState.Adopted, cancellationToken);
        if (body.DecisionDate < adopted.Decision!.Date)
        {
            return GrantErrors.AwardedBeforeAdoption;
        }

        var envelope = await db.Envelopes.SingleAsync(x => x.CallId == call.Id, cancellationToken);
        await ledger.LockUndertakingsAsync([application.Siren], cancellationToken);
        var balances = await ledger.LockEnvelopeAsync(envelope.Id, cancellationToken);
        var planned = new PlannedGrant(application, body.Amount);
        var error =
            WhyNotHeld(envelope, planned, balances)
            ?? await WhyNotFreedAsync(envelope, body.Amount, cancellationToken)
            ?? (await commitments.RulesAsync(call, [application.Siren], body.DecisionDate, cancellationToken))(planned, Money.Zero)
            ?? await WhyNotInRankAsync(adopted, application, body, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var committed = commitments.Commit(call, envelope, planned, body.DecisionReference, body.DecisionDate, balances);
        if (committed.IsFailure)
        {
            return committed.Error;
        }

        await ledger.PostAsync([committed.Value.Movement], cancellationToken);
        committed.Value.Grant.FromWaitingList(body.Reason);
        var awarded = await decisions.AwardFromWaitingListAsync(application.Id, body.Amount, clock.GetUtcNow(), cancellationToken);
        if (awarded.IsFailure)
        {
            return awarded.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(committed.Value.Grant);
    }

    private static Error? WhyNotHeld(Envelope envelope, PlannedGrant planned, IReadOnlyList<FinancerBalance> balances) =>
        envelope
            .Lines.Zip(Commitments.Needs(envelope, planned))
            .Select(x => (Available: Money.Sum(balances.Where(y => y.OwnerId == x.First.Id).Select(y => y.Balance)), Need: x.Second))
            .Where(x => x.Need > x.Available)
            .Select(x => EnvelopeErrors.Exceeded(x.Available))
            .FirstOrDefault();

    // What a cancelled grant gave back, less what was awarded from the list since. What the adoption left over is not for the list.
    private async Task<Error?> WhyNotFreedAsync(Envelope envelope, Money amount, CancellationToken cancellationToken)
    {
        var grants = await db
            .Grants.AsNoTracking()
            .Where(x => x.EnvelopeId == envelope.Id && (x.Status == GrantStatus.Cancelled || x.IsFromWaitingList))
            .Select(x => new
            {
                x.Amount,
                x.Status,
                x.IsFromWaitingList,
            })
            .ToListAsync(cancellationToken);
        var freed =
            Money.Sum(grants.Where(x => x.Status == GrantStatus.Cancelled).Select(x => x.Amount))
            - Money.Sum(grants.Where(x => x.IsFromWaitingList).Select(x => x.Amount));
        return amount > freed ? GrantErrors.NoFreedMoney(freed) : null;
    }

    private async Task<Error?> WhyNotInRankAsync(
        AllocationScenario scenario,
        ApplicationFacts application,
        AwardFromWaitingListBody body,
        CancellationToken cancellationToken
    )
    {
        if (!string.IsNullOrWhiteSpace(body.Reason))
        {
            return null;
        }

        var lines = await scenarioLines.ReadAsync(scenario.Id, 0, int.MaxValue, cancellationToken);
        var rank = lines.FirstOrDefault(x => x.ApplicationId == application.Id)?.Rank ?? int.MaxValue;
        var waiting = (await applications.OfCallAsync(application.CallId, cancellationToken))
            .Where(x => x.State == ApplicationState.WaitingListed)
            .Select(x => x.Id)
            .ToHashSet();
        return lines.Any(x => x.Rank < rank && waiting.Contains(x.ApplicationId)) ? GrantErrors.ReasonMissing : null;
    }
}
