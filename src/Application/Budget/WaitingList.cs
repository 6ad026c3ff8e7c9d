using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>An application on the waiting list, what it would get, and what stands against that.</summary>
internal sealed record Waiting(ScenarioLine Line, Money Amount, Error? Obstacle);

/// <summary>The waiting list as it stands: in rank order, and what cancelled grants have freed for it.</summary>
internal sealed record WaitingNow(Money Freed, IReadOnlyList<Waiting> Waiting)
{
    /// <summary>The next by rank that fits.</summary>
    public Waiting? Proposed => Waiting.FirstOrDefault(x => x.Obstacle is null);
}

/// <summary>Says to whom freed money is proposed: what the adopted scenario's constraints, the envelope, the earmarks and state aid leave room for.</summary>
internal sealed class WaitingList(
    IBudgetDbContext db,
    IApplicationLookup applications,
    IScenarioLines scenarioLines,
    ILedger ledger,
    StateAid stateAid,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ISharedRule
{
    /// <summary>The list today; null before a scenario of the call is adopted.</summary>
    public async Task<WaitingNow?> FindAsync(CallRules call, CancellationToken cancellationToken)
    {
        var adopted = await db
            .AllocationScenarios.AsNoTracking()
            .SingleOrDefaultAsync(x => x.CallId == call.Id && x.State == ScenarioState.Adopted, cancellationToken);
        return adopted is null ? null : await FindAsync(call, adopted, clock.Today(), cancellationToken);
    }

    /// <summary>The list on the day of a decision.</summary>
    public async Task<WaitingNow> FindAsync(CallRules call, AllocationScenario adopted, DateOnly on, CancellationToken cancellationToken)
    {
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.CallId == call.Id, cancellationToken);
        var fund = await db.Funds.AsNoTracking().SingleAsync(x => x.Id == envelope.FundId, cancellationToken);
        var grants = await db.Grants.AsNoTracking().Where(x => x.EnvelopeId == envelope.Id).ToListAsync(cancellationToken);
        var balances = await ledger.ReadEnvelopeAsync(envelope.Id, cancellationToken);
        var facts = (await applications.OfCallAsync(call.Id, cancellationToken)).ToDictionary(x => x.Id);
        var lines = (await scenarioLines.ReadAsync(adopted.Id, 0, int.MaxValue, cancellationToken))
            .Where(x => facts[x.ApplicationId] is { State: ApplicationState.WaitingListed } waiting && waiting.WaitingListEndsOn >= on)
            .ToList();
        var rules = await stateAid.RulesAsync(call, lines.Select(x => facts[x.ApplicationId].Siren), on, cancellationToken);
        var asked = new AskedRoom(adopted, envelope, fund, call, grants, lines, facts);
        var freed = Freed(grants);
        return new WaitingNow(freed, lines.ConvertAll(x => Of(x, facts[x.ApplicationId])));

        Waiting Of(ScenarioLine line, ApplicationFacts application)
        {
            var planned = new PlannedGrant(application, line.Recommended?.Amount ?? line.Requested);
            return new Waiting(
                line,
                planned.Amount,
                (planned.Amount > freed ? GrantErrors.NoFreedMoney(freed) : null)
                    ?? Commitments.Plan(fund, envelope, [planned], on, balances).Error
                    ?? rules.WhyNot(planned, Money.Zero)
                    ?? asked.WhyNot(line.ApplicationId, planned.Amount)
            );
        }
    }

    /// <summary>What cancelled grants gave back, less what was awarded from the list since. What the adoption left over is not for the list.</summary>
    public static Money Freed(IReadOnlyCollection<Grant> grants) =>
        Money.Sum(grants.Where(x => x.Status == GrantStatus.Cancelled).Select(x => x.Amount))
        - Money.Sum(grants.Where(x => x.IsFromWaitingList).Select(x => x.Amount));

    /// <summary>What the caps and exclusive sets of the adopted scenario leave beside the grants that there are.</summary>
    private sealed class AskedRoom
    {
        private readonly AllocationProblem problem;
        private readonly AllocationState state;
        private readonly Dictionary<GrantApplicationId, int> places;

        public AskedRoom(
            AllocationScenario adopted,
            Envelope envelope,
            Fund fund,
            CallRules call,
            List<Grant> grants,
            List<ScenarioLine> lines,
            Dictionary<GrantApplicationId, ApplicationFacts> facts
        )
        {
            var held = grants.Where(x => x.Status != GrantStatus.Cancelled).ToList();
            var ids = held.Select(x => x.ApplicationId).Concat(lines.Select(x => x.ApplicationId)).Distinct().ToList();
            var book = new LimitBook(envelope, fund, call, ids.ConvertAll(x => facts[x]));
            book.Add(adopted.Inputs.Limits);
            problem = new AllocationProblem
            {
                Limits = book.Limits,
                ExclusiveSets = [.. adopted.Inputs.ExclusiveSets.Select(x => new ExclusiveSet(x.Name))],
                MinimumScore = call.MinimumScore,
                Policy = adopted.Policy,
                Candidates =
                [
                    .. ids.Index()
                        .Select(x => new Candidate(x.Item, facts[x.Item].Reference, x.Index + 1, 0, facts[x.Item].Requested)
                        {
                            Limits = book.Of(x.Index),
                            Costs = book.AsksForParts ? book.CostsOf(facts[x.Item]) : [],
                            ExclusiveSets =
                            [
                                .. adopted
                                    .Inputs.ExclusiveSets.Index()
                                    .Where(y => y.Item.Applications.Contains(x.Item))
                                    .Select(y => y.Index),
                            ],
                        }),
                ],
            };
            state = new AllocationState(problem);
            places = ids.Index().ToDictionary(x => x.Item, x => x.Index);
            foreach (var grant in held)
            {
                state.Take(places[grant.ApplicationId], grant.Amount);
            }
        }

        public Error? WhyNot(GrantApplicationId id, Money amount) =>
            state.WhyNot(places[id], amount) is { } why
                ? GrantErrors.ConstraintOfScenario(string.Join(", ", why.Bindings.Select(x => x.Key)))
                : null;
    }
}
