using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>A grant that is about to be made.</summary>
internal sealed record PlannedGrant(ApplicationFacts Application, Money Amount);

/// <summary>Grants that are about to be made by one decision, and which contributions pay each.</summary>
internal sealed record PlannedDecision(IReadOnlyList<PlannedGrant> Grants, IReadOnlyList<IReadOnlyList<GrantShare>> Shares);

/// <summary>Makes grants and their commitments: the one way in which money of an envelope is promised.</summary>
internal sealed class Commitments(IBudgetDbContext db, ILedger ledger) : ISharedRule
{
    /// <summary>What a grant needs of each line of the envelope.</summary>
    public static IReadOnlyList<Money> Needs(Envelope envelope, PlannedGrant grant) =>
        envelope.ShareOverLines(
            grant.Amount,
            (grant.Application.EligibleCosts ?? grant.Application.Costs)
                .GroupBy(x => x.Category)
                .ToDictionary(x => x.Key, x => Money.Sum(x.Select(y => y.Amount)))
        );

    /// <summary>
    /// Says which contributions pay the grants of one decision, out of the balances that the caller holds under lock; refused when a line
    /// has lapsed at the decision's date, does not hold its part, or when the earmarks leave too little.
    /// </summary>
    public async Task<Result<PlannedDecision>> PlanAsync(
        Envelope envelope,
        IReadOnlyList<PlannedGrant> grants,
        DateOnly decisionDate,
        IReadOnlyList<FinancerBalance> balances,
        CancellationToken cancellationToken
    )
    {
        var fund = await db.Funds.AsNoTracking().SingleAsync(x => x.Id == envelope.FundId, cancellationToken);
        return Plan(fund, envelope, grants, decisionDate, balances);
    }

    /// <summary>The same for a fund that is at hand.</summary>
    public static Result<PlannedDecision> Plan(
        Fund fund,
        Envelope envelope,
        IReadOnlyList<PlannedGrant> grants,
        DateOnly decisionDate,
        IReadOnlyList<FinancerBalance> balances
    )
    {
        var needs = grants
            .Select(x => new FundingNeed(
                x.Application.Reference,
                Needs(envelope, x),
                fund.ContributionsFor(x.Application.Theme, x.Application.Department, x.Application.LegalForm)
            ))
            .ToList();
        foreach (var (line, index) in envelope.Lines.Select((x, i) => (x, i)))
        {
            if (needs.Exists(x => x.Needs[index] > Money.Zero) && envelope.WhyLapsed(line.Id, decisionDate) is { } lapsed)
            {
                return lapsed;
            }
        }

        var plan = Financing.Plan(envelope, needs, balances);
        return plan.IsFailure ? plan.Error : new PlannedDecision(grants, plan.Value);
    }

    /// <summary>Makes the grants of a decision, and returns them with their movements, which the caller books.</summary>
    public IReadOnlyList<(Grant Grant, Movement Movement)> Commit(
        CallRules call,
        GrantRules rules,
        Envelope envelope,
        PlannedDecision planned,
        string decisionReference,
        DateOnly decisionDate
    )
    {
        var made = planned
            .Grants.Zip(planned.Shares)
            .Select(x =>
                Grant.Award(
                    EntityId.New<GrantId>(),
                    x.First.Application.Id,
                    call.Id,
                    envelope.Id,
                    x.First.Application.OrganisationId,
                    Siren.FromTrusted(x.First.Application.Siren),
                    x.First.Application.Theme,
                    x.First.Amount,
                    rules.Ground,
                    decisionReference,
                    decisionDate,
                    x.Second
                )
            )
            .ToList();
        db.Grants.AddRange(made);
        return made.ConvertAll(x => (x, Movement.Commitment(envelope.FundId, x)));
    }

    /// <summary>Saves a grant that has just ended and gives its money back, line by line and contribution by contribution.</summary>
    public async Task EndAsync(Grant grant, CancellationToken cancellationToken)
    {
        await ledger.LockEnvelopeAsync(grant.EnvelopeId, cancellationToken);
        var envelope = await db.Envelopes.AsNoTracking().SingleAsync(x => x.Id == grant.EnvelopeId, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        await ledger.PostAsync([Movement.Decommitment(envelope.FundId, grant)], cancellationToken);
    }
}
