using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Calls.Events;

namespace SocialInnovation.Application.Budget;

/// <summary>Lets organisations know of their grants when the outcomes of their call are notified.</summary>
internal sealed class NotifyGrants(IBudgetDbContext db) : IDomainEventHandler<OutcomesNotified>
{
    public async Task HandleAsync(OutcomesNotified domainEvent, CancellationToken cancellationToken)
    {
        var grants = await db.Grants.Where(x => x.CallId == domainEvent.CallId && x.NotifiedAt == null).ToListAsync(cancellationToken);
        foreach (var grant in grants)
        {
            grant.Notify(domainEvent.At);
        }
    }
}

internal sealed class BudgetLookup(IBudgetDbContext db)
    : IEnvelopeLookup,
        IGrantsOfCall,
        ICancelledGrantLookup,
        IScenarioAdoptionLookup,
        IScenarioLookup,
        IGrantLookup
{
    public async Task<Money?> FindAmountAsync(CallId id, CancellationToken cancellationToken) =>
        (await db.Envelopes.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == id, cancellationToken))?.Amount;

    public async Task<IReadOnlyList<GrantApplicationId>> OfCallAsync(CallId id, CancellationToken cancellationToken) =>
        await db
            .Grants.AsNoTracking()
            .Where(x => x.CallId == id && x.Status == GrantStatus.Cancelled)
            .Select(x => x.ApplicationId)
            .ToListAsync(cancellationToken);

    public async Task<bool> HaveAllEndedAsync(CallId id, CancellationToken cancellationToken) =>
        !await db.Grants.AnyAsync(
            x =>
                x.CallId == id
                && x.Status != GrantStatus.Completed
                && x.Status != GrantStatus.Cancelled
                && x.Status != GrantStatus.Reclaimed,
            cancellationToken
        );

    public Task<bool> AnyAdoptedAsync(CallId id, CancellationToken cancellationToken) =>
        db.AllocationScenarios.AnyAsync(x => x.CallId == id && x.State == ScenarioState.Adopted, cancellationToken);

    public async Task<ScenarioFacts?> FindAsync(AllocationScenarioId id, CancellationToken cancellationToken) =>
        await db.AllocationScenarios.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } scenario
            ? new ScenarioFacts(scenario.Id, scenario.CallId, scenario.State)
            : null;

    public async Task<GrantFacts?> FindNotifiedAsync(GrantId id, CancellationToken cancellationToken) =>
        await db.Grants.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.NotifiedAt != null, cancellationToken) is { } grant
            ? ToFacts(grant)
            : null;

    public async Task<IReadOnlyList<GrantFacts>> FindAllNotifiedAsync(IReadOnlyCollection<GrantId> ids, CancellationToken cancellationToken)
    {
        var grants = await db
            .Grants.AsNoTracking()
            .Where(x => ids.Contains(x.Id) && x.NotifiedAt != null)
            .OrderBy(x => x.Id)
            .ToListAsync(cancellationToken);
        return grants.ConvertAll(ToFacts);
    }

    private static GrantFacts ToFacts(Grant grant) =>
        new(grant.Id, grant.ApplicationId, grant.OrganisationId, grant.Amount, grant.Status == GrantStatus.Cancelled);
}
