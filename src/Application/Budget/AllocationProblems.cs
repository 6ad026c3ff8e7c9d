using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>A problem, and what there was to share out when it was stated.</summary>
internal sealed record StatedProblem(AllocationProblem Problem, ScenarioHoldings Holdings);

/// <summary>States the problem of a scenario: who asks for the money of an envelope, and what binds its distribution.</summary>
internal sealed class AllocationProblems(
    IBudgetDbContext db,
    IApplicationLookup applications,
    ILedger ledger,
    StateAid stateAid,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ISharedRule
{
    /// <summary>The problem as it stands now.</summary>
    public async Task<Result<StatedProblem>> BuildAsync(
        CallRules call,
        RankingFacts ranking,
        AllocationPolicy policy,
        ScenarioInputs inputs,
        UserId by,
        CancellationToken cancellationToken
    )
    {
        // No call is published, and so none is ranked, without its envelope.
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.CallId == call.Id, cancellationToken);
        var facts = await FactsAsync(call, cancellationToken);
        // Who withdrew since the ranking was frozen gets no line: there is nothing left to decide on.
        var candidates = Candidates(ranking, facts, x => facts[x].State != ApplicationState.Withdrawn);
        if (WhyNotApplications(inputs, candidates) is { } error)
        {
            return error;
        }

        var balances = await ledger.ReadEnvelopeAsync(envelope.Id, cancellationToken);
        var rules = await stateAid.RulesAsync(call, candidates.Select(x => x.Application.Siren), clock.Today(), cancellationToken);
        var recommended = inputs.Recommendations.ToDictionary(x => x.ApplicationId, x => x.Amount);
        var holdings = new ScenarioHoldings(
            balances,
            LimitBook.AidRooms(
                candidates.Select(x => x.Application),
                rules,
                x => recommended.TryGetValue(x.Id, out var smaller) ? smaller : x.Requested
            )
        );
        var fund = await FundAsync(envelope, cancellationToken);
        var stated = State(call, envelope, fund, policy, inputs, by, candidates, holdings);
        return stated.IsFailure ? stated.Error : new StatedProblem(stated.Value, holdings);
    }

    /// <summary>The problem of a scenario as it stood when it was simulated.</summary>
    public async Task<AllocationProblem> RestateAsync(
        CallRules call,
        RankingFacts ranking,
        AllocationScenario scenario,
        IReadOnlyList<ScenarioLine> lines,
        CancellationToken cancellationToken
    )
    {
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.CallId == call.Id, cancellationToken);
        var own = lines.Select(x => x.ApplicationId).ToHashSet();
        var candidates = Candidates(ranking, await FactsAsync(call, cancellationToken), own.Contains);
        var fund = await FundAsync(envelope, cancellationToken);
        return State(call, envelope, fund, scenario.Policy, scenario.Inputs, scenario.SimulatedBy, candidates, scenario.Holdings).Value;
    }

    private Task<Fund> FundAsync(Envelope envelope, CancellationToken cancellationToken) =>
        db.Funds.AsNoTracking().SingleAsync(x => x.Id == envelope.FundId, cancellationToken);

    private async Task<Dictionary<GrantApplicationId, ApplicationFacts>> FactsAsync(CallRules call, CancellationToken cancellationToken) =>
        (await applications.OfCallAsync(call.Id, cancellationToken)).ToDictionary(x => x.Id);

    private static List<RankedCandidate> Candidates(
        RankingFacts ranking,
        Dictionary<GrantApplicationId, ApplicationFacts> facts,
        Func<GrantApplicationId, bool> isIn
    ) => [.. ranking.Entries.Where(x => isIn(x.ApplicationId)).Select(x => new RankedCandidate(x, facts[x.ApplicationId]))];

    private static Result<AllocationProblem> State(
        CallRules call,
        Envelope envelope,
        Fund fund,
        AllocationPolicy policy,
        ScenarioInputs inputs,
        UserId by,
        List<RankedCandidate> candidates,
        ScenarioHoldings holdings
    )
    {
        var limits = new LimitBook(envelope, fund, call, candidates.ConvertAll(x => x.Application));
        limits.AddEnvelope(holdings.Balances);
        limits.AddAid(holdings.AidRooms);
        if (limits.Add(inputs.Limits) is { } unknown)
        {
            return unknown;
        }

        var recommended = inputs.Recommendations.ToDictionary(x => x.ApplicationId, x => new Recommendation(x.Amount, by, x.Reason));
        var rulings = inputs.Rulings.ToDictionary(x => x.ApplicationId, x => x.IsIn ? Ruling.In : Ruling.Out);
        var sets = inputs
            .ExclusiveSets.Index()
            .SelectMany(x => x.Item.Applications.Distinct().Select(y => (Application: y, Set: x.Index)))
            .ToLookup(x => x.Application, x => x.Set);
        return new AllocationProblem
        {
            Limits = limits.Limits,
            ExclusiveSets = [.. inputs.ExclusiveSets.Select(x => new ExclusiveSet(x.Name))],
            MinimumScore = call.MinimumScore,
            Policy = policy,
            Candidates =
            [
                .. candidates
                    .Index()
                    .Select(x =>
                    {
                        var ((entry, application), index) = (x.Item, x.Index);
                        var candidate = new Candidate(entry.ApplicationId, entry.Reference, entry.Rank, entry.Score, application.Requested)
                        {
                            IsEliminated = entry.IsEliminated,
                            Recommended = recommended.GetValueOrDefault(application.Id),
                            Limits = limits.Of(index),
                            Costs = limits.AsksForParts ? limits.CostsOf(application) : [],
                            ExclusiveSets = [.. sets[application.Id]],
                            Ruling = rulings.GetValueOrDefault(application.Id),
                        };
                        return candidate with { Obstacle = ObstacleOf(call, application, candidate.Wished) };
                    }),
            ],
        };
    }

    private static Binding? ObstacleOf(CallRules call, ApplicationFacts application, Money wished)
    {
        if (wished > call.GrantCeiling)
        {
            return new Binding(BindingKind.GrantCeiling, null, call.GrantCeiling.Amount, (wished - call.GrantCeiling).Amount);
        }

        var eligible = Money.Sum((application.EligibleCosts ?? application.Costs).Select(x => x.Amount));
        if (call.MaximumAidRate.Covers(wished, eligible))
        {
            return null;
        }

        var allowed = Math.Floor(eligible.Amount * call.MaximumAidRate.Value) / 100m;
        return new Binding(BindingKind.AidRate, null, allowed, wished.Amount - allowed);
    }

    private static Error? WhyNotApplications(ScenarioInputs inputs, List<RankedCandidate> candidates)
    {
        var known = candidates.ToDictionary(x => x.Application.Id, x => x.Application.Requested);
        return inputs
                .ExclusiveSets.Index()
                .SelectMany(x => x.Item.Applications.Index().Select(y => (Set: x.Index, Place: y.Index, Id: y.Item)))
                .Where(x => !known.ContainsKey(x.Id))
                .Select(x => AllocationErrors.NotACandidate($"#/constraints/exclusiveSets/{x.Set}/applicationIds/{x.Place}"))
                .FirstOrDefault()
            ?? inputs
                .Rulings.Index()
                .Where(x => !known.ContainsKey(x.Item.ApplicationId))
                .Select(x => AllocationErrors.NotACandidate($"#/constraints/rulings/{x.Index}/applicationId"))
                .FirstOrDefault()
            ?? inputs
                .Recommendations.Index()
                .Where(x => !known.ContainsKey(x.Item.ApplicationId))
                .Select(x => AllocationErrors.NotACandidate($"#/recommendations/{x.Index}/applicationId"))
                .FirstOrDefault()
            ?? inputs
                .Recommendations.Index()
                .Where(x => x.Item.Amount > known[x.Item.ApplicationId])
                .Select(x => AllocationErrors.RecommendedAboveRequest(x.Index, known[x.Item.ApplicationId]))
                .FirstOrDefault();
    }
}

/// <summary>An entry of the ranking with its application.</summary>
internal sealed record RankedCandidate(RankedApplication Entry, ApplicationFacts Application);
