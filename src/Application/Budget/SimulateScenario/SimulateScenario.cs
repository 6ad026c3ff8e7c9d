using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>Simulates a distribution of the call's envelope over its frozen ranking, without touching money.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record SimulateScenario(CallId CallId, SimulateScenarioBody Body) : ICommand<Receipt>;

/// <summary>What is simulated; the policy is the call's.</summary>
/// <param name="RankingId">The frozen ranking of the call.</param>
public sealed record SimulateScenarioBody(RankingId RankingId);

internal sealed class SimulateScenarioValidator : AbstractValidator<SimulateScenario>
{
    public SimulateScenarioValidator() => RuleFor(x => x.Body.RankingId).NotEmpty();
}

internal sealed class SimulateScenarioHandler(
    IBudgetDbContext db,
    ICallLookup calls,
    IRankingLookup rankings,
    IApplicationLookup applications,
    ILedger ledger,
    Commitments commitments,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SimulateScenario, Receipt>
{
    public async Task<Result<Receipt>> Handle(SimulateScenario command, CancellationToken cancellationToken)
    {
        var call = (await calls.FindAsync(command.CallId, cancellationToken))!;
        if (!call.Managers.Contains(user.Id!.Value))
        {
            return ScenarioErrors.NotNamed;
        }

        if (
            await rankings.FindFrozenAsync(command.Body.RankingId, cancellationToken) is not { } ranking
            || ranking.CallId != command.CallId
        )
        {
            return ScenarioErrors.UnknownRanking;
        }

        // No call is published, and so none is ranked, without its envelope.
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.CallId == call.Id, cancellationToken);
        var balances = (await ledger.ReadEnvelopeAsync(envelope.Id, cancellationToken)).ToLookup(x => x.OwnerId);
        var available = envelope.Lines.Select(x => Money.Sum(balances[x.Id].Select(y => y.Balance))).ToList();
        var lines = RankedAllocation.Allocate(
            await CandidatesAsync(call, envelope, ranking, cancellationToken),
            call.MinimumScore,
            available,
            call.WhenExceeded
        );
        var scenario = AllocationScenario.Simulate(
            EntityId.New<AllocationScenarioId>(),
            call.Id,
            ranking.Id,
            call.AllocationPolicy,
            lines,
            Money.Sum(available),
            user.Id!.Value,
            clock.GetUtcNow()
        );
        db.AllocationScenarios.Add(scenario);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(scenario);
    }

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(
        CallRules call,
        Envelope envelope,
        RankingFacts ranking,
        CancellationToken cancellationToken
    )
    {
        var facts = (await applications.OfCallAsync(call.Id, cancellationToken)).ToDictionary(x => x.Id);
        var candidates = new List<Candidate>();
        // Who withdrew since the ranking was frozen gets no line: there is nothing left to decide on.
        var ranked = ranking.Entries.Where(x => facts[x.ApplicationId].State != ApplicationState.Withdrawn).ToList();
        var rules = await commitments.RulesAsync(call, ranked.Select(x => facts[x.ApplicationId].Siren), clock.Today(), cancellationToken);
        foreach (var entry in ranked)
        {
            var planned = new PlannedGrant(facts[entry.ApplicationId], facts[entry.ApplicationId].Requested);
            candidates.Add(
                new Candidate(
                    entry.ApplicationId,
                    entry.Reference,
                    entry.Rank,
                    entry.Score,
                    planned.Amount,
                    Commitments.Needs(envelope, planned),
                    planned.Application.Siren,
                    awarded => rules(planned, awarded)?.Code.Split('.')[1]
                )
                {
                    IsEliminated = entry.IsEliminated,
                }
            );
        }

        return candidates;
    }
}
