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
/// <param name="Instrument">In which form; only a grant is offered yet.</param>
/// <param name="Reason">Why the next one that fits is passed over, or a constraint of the adopted scenario, when one is.</param>
public sealed record AwardFromWaitingListBody(
    GrantApplicationId ApplicationId,
    Money Amount,
    string DecisionReference,
    DateOnly DecisionDate,
    GrantInstrument Instrument = GrantInstrument.Grant,
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
    WaitingList list,
    StateAid stateAid,
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
        if (Grant.WhyNotBy(body.Instrument) is { } notOffered)
        {
            return notOffered;
        }

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
        // Who finds no money left waits for nothing else: the envelope is locked.
        var plan = await commitments.PlanAsync(envelope, [planned], body.DecisionDate, balances, cancellationToken);
        if ((plan.Error ?? await WhyNotFreedAsync(envelope, body.Amount, cancellationToken)) is { } noMoney)
        {
            return noMoney;
        }

        var rules = await stateAid.RulesAsync(call, [application.Siren], body.DecisionDate, cancellationToken);
        var error = rules.WhyNot(planned, Money.Zero) ?? await WhyNotInRankAsync(call, adopted, body, cancellationToken);
        if (error is not null)
        {
            return error;
        }

        var (grant, movement) = commitments.Commit(call, rules, envelope, plan.Value, body.DecisionReference, body.DecisionDate).Single();
        await ledger.PostAsync([movement], cancellationToken);
        grant.FromWaitingList(body.Reason);
        var awarded = await decisions.AwardFromWaitingListAsync(application.Id, body.Amount, clock.GetUtcNow(), cancellationToken);
        if (awarded.IsFailure)
        {
            return awarded.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(grant);
    }

    private async Task<Error?> WhyNotFreedAsync(Envelope envelope, Money amount, CancellationToken cancellationToken)
    {
        var grants = await db
            .Grants.AsNoTracking()
            .Where(x => x.EnvelopeId == envelope.Id && (x.Status == GrantStatus.Cancelled || x.IsFromWaitingList))
            .ToListAsync(cancellationToken);
        var freed = WaitingList.Freed(grants);
        return amount > freed ? GrantErrors.NoFreedMoney(freed) : null;
    }

    // Without a reason the money goes to the next by rank that fits.
    private async Task<Error?> WhyNotInRankAsync(
        CallRules call,
        AllocationScenario adopted,
        AwardFromWaitingListBody body,
        CancellationToken cancellationToken
    )
    {
        if (!string.IsNullOrWhiteSpace(body.Reason))
        {
            return null;
        }

        var found = await list.FindAsync(call, adopted, body.DecisionDate, cancellationToken);
        return found.Waiting.FirstOrDefault(x => x.Line.ApplicationId == body.ApplicationId)?.Obstacle
                is { Code: "budget.scenario-constraint" } bound
                ? bound
            : found.Waiting.TakeWhile(x => x.Line.ApplicationId != body.ApplicationId).Any(x => x.Obstacle is null)
                ? GrantErrors.ReasonMissing
            : null;
    }
}
