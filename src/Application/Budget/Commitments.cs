using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>A grant that is about to be made.</summary>
internal sealed record PlannedGrant(ApplicationFacts Application, Money Amount);

/// <summary>Makes grants and their commitments: the one way in which money of an envelope is promised.</summary>
internal sealed class Commitments(IBudgetDbContext db, ILedger ledger) : ISharedRule
{
    /// <summary>The rules on one grant, beside those that the same decision awards to the same undertaking.</summary>
    public async Task<Error?> WhyNotAsync(
        CallRules call,
        PlannedGrant grant,
        DateOnly awardedOn,
        Money alsoAwarded,
        CancellationToken cancellationToken
    ) => (await RulesAsync(call, grant, awardedOn, cancellationToken))(alsoAwarded);

    /// <summary>
    /// The rules on one grant: ceiling, request, aid rate, de minimis. They want to know what the same decision awards to the same
    /// undertaking beside it.
    /// </summary>
    public async Task<Func<Money, Error?>> RulesAsync(
        CallRules call,
        PlannedGrant grant,
        DateOnly awardedOn,
        CancellationToken cancellationToken
    )
    {
        var application = grant.Application;
        var eligible = Money.Sum((application.EligibleCosts ?? application.Costs).Select(x => x.Amount));
        if (GrantLimits.WhyNot(grant.Amount, application.Requested, call.GrantCeiling, call.MaximumAidRate, eligible) is { } limit)
        {
            return _ => limit;
        }

        var siren = Siren.FromTrusted(application.Siren);
        var own = await db
            .Grants.AsNoTracking()
            .Where(x => x.Siren == siren && x.Status != GrantStatus.Cancelled && x.StateAidBasis == call.StateAidBasis)
            .Select(x => new { x.AwardedOn, x.Amount })
            .ToListAsync(cancellationToken);
        return alsoAwarded =>
            DeMinimis.WhyNot(
                call.StateAidBasis,
                grant.Amount,
                awardedOn,
                application.DeclaredAid,
                RegionalDate.DateOf(application.SubmittedAt!.Value),
                [.. own.Select(x => new AidAward(x.AwardedOn, x.Amount)), new AidAward(awardedOn, alsoAwarded)]
            );
    }

    /// <summary>What a grant needs of each line of the envelope.</summary>
    public static IReadOnlyList<Money> Needs(Envelope envelope, PlannedGrant grant) =>
        envelope.ShareOverLines(
            grant.Amount,
            (grant.Application.EligibleCosts ?? grant.Application.Costs)
                .GroupBy(x => x.Category)
                .ToDictionary(x => x.Key, x => Money.Sum(x.Select(y => y.Amount)))
        );

    /// <summary>
    /// Commits a grant out of the balances that the caller holds under lock, and returns what is left of them; refused when a line does not
    /// hold its part.
    /// </summary>
    public async Task<Result<(Grant Grant, IReadOnlyList<FinancerBalance> Left)>> CommitAsync(
        CallRules call,
        Envelope envelope,
        PlannedGrant planned,
        string decisionReference,
        DateOnly decisionDate,
        IReadOnlyList<FinancerBalance> balances,
        CancellationToken cancellationToken
    )
    {
        var needs = Needs(envelope, planned);
        var shares = new List<GrantShare>();
        foreach (var (line, need) in envelope.Lines.Zip(needs))
        {
            var onLine = balances.Where(x => x.OwnerId == line.Id).ToList();
            var available = Money.Sum(onLine.Select(x => x.Balance));
            if (need > available)
            {
                return EnvelopeErrors.Exceeded(available);
            }

            shares.AddRange(FinancerSplit.Of(need, onLine).Select(x => new GrantShare(line.Id, x.Financer, x.Amount)));
        }

        var grant = Grant.Award(
            EntityId.New<GrantId>(),
            planned.Application.Id,
            call.Id,
            envelope.Id,
            planned.Application.OrganisationId,
            Siren.FromTrusted(planned.Application.Siren),
            planned.Amount,
            call.StateAidBasis,
            decisionReference,
            decisionDate,
            [.. shares.Where(x => x.Amount > Money.Zero)]
        );
        db.Grants.Add(grant);
        await ledger.PostAsync(
            Movement.Of(
                MovementKind.Commitment,
                decisionDate,
                decisionReference,
                grant.Shares.Select(x => (Available(envelope, x), Committed(envelope, grant, x), x.Amount))
            ),
            cancellationToken
        );
        return (grant, [.. balances.Select(x => x with { Balance = x.Balance - Taken(grant, x) })]);
    }

    /// <summary>Gives a cancelled grant's money back, line by line and financer by financer.</summary>
    public Task DecommitAsync(Envelope envelope, Grant grant, CancellationToken cancellationToken) =>
        ledger.PostAsync(
            Movement.Of(
                MovementKind.Decommitment,
                grant.CancelledOn!.Value,
                grant.CancellationDecision,
                grant.Shares.Select(x => (Committed(envelope, grant, x), Available(envelope, x), x.Amount))
            ),
            cancellationToken
        );

    private static Money Taken(Grant grant, FinancerBalance balance) =>
        Money.Sum(grant.Shares.Where(x => x.EnvelopeLineId == balance.OwnerId && x.Financer == balance.Financer).Select(x => x.Amount));

    private static AccountKey Available(Envelope envelope, GrantShare share) =>
        new(AccountKind.EnvelopeAvailable, envelope.FundId, share.EnvelopeLineId, null, share.Financer);

    private static AccountKey Committed(Envelope envelope, Grant grant, GrantShare share) =>
        new(AccountKind.GrantCommitted, envelope.FundId, share.EnvelopeLineId, grant.Id, share.Financer);
}
