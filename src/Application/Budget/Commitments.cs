using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>A grant that is about to be made.</summary>
internal sealed record PlannedGrant(ApplicationFacts Application, Money Amount);

/// <summary>A grant that was made, its movement, and what each financer has left.</summary>
internal sealed record CommittedGrant(Grant Grant, Movement Movement, IReadOnlyList<FinancerBalance> Left);

/// <summary>Makes grants and their commitments: the one way in which money of an envelope is promised.</summary>
internal sealed class Commitments(IBudgetDbContext db, ILedger ledger) : ISharedRule
{
    /// <summary>
    /// The rules on the grants of one decision: ceiling, request, aid rate, de minimis. They want to know what the decision awards to the
    /// same undertaking beside a grant.
    /// </summary>
    public async Task<Func<PlannedGrant, Money, Error?>> RulesAsync(
        CallRules call,
        IEnumerable<string> sirens,
        DateOnly awardedOn,
        CancellationToken cancellationToken
    )
    {
        var known = await KnownAidAsync(call, sirens, cancellationToken);
        return (grant, alsoAwarded) => WhyNot(call, grant, awardedOn, known[grant.Application.Siren], alsoAwarded);
    }

    /// <summary>What state aid still leaves to the undertaking of an application on a day; null when nothing limits it.</summary>
    public async Task<Func<ApplicationFacts, Money?>> AidLeftAsync(
        CallRules call,
        IEnumerable<string> sirens,
        DateOnly awardedOn,
        CancellationToken cancellationToken
    )
    {
        var known = await KnownAidAsync(call, sirens, cancellationToken);
        return application =>
            DeMinimis.Left(
                call.StateAidBasis,
                awardedOn,
                application.DeclaredAid,
                RegionalDate.DateOf(application.SubmittedAt!.Value),
                [.. known[application.Siren]]
            );
    }

    private async Task<ILookup<string, AidAward>> KnownAidAsync(
        CallRules call,
        IEnumerable<string> sirens,
        CancellationToken cancellationToken
    )
    {
        var wanted = sirens.Distinct().Select(Siren.FromTrusted).ToList();
        var aids = await db
            .Grants.AsNoTracking()
            .Where(x => wanted.Contains(x.Siren) && x.Status != GrantStatus.Cancelled && x.StateAidBasis == call.StateAidBasis)
            .Select(x => new
            {
                x.Siren,
                x.AwardedOn,
                x.Amount,
            })
            .ToListAsync(cancellationToken);
        return aids.ToLookup(x => x.Siren.Value, x => new AidAward(x.AwardedOn, x.Amount));
    }

    private static Error? WhyNot(CallRules call, PlannedGrant grant, DateOnly awardedOn, IEnumerable<AidAward> known, Money alsoAwarded)
    {
        var application = grant.Application;
        var eligible = Money.Sum((application.EligibleCosts ?? application.Costs).Select(x => x.Amount));
        return GrantLimits.WhyNot(grant.Amount, application.Requested, call.GrantCeiling, call.MaximumAidRate, eligible)
            ?? DeMinimis.WhyNot(
                call.StateAidBasis,
                grant.Amount,
                awardedOn,
                application.DeclaredAid,
                RegionalDate.DateOf(application.SubmittedAt!.Value),
                [.. known, new AidAward(awardedOn, alsoAwarded)]
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
    /// Commits a grant out of the balances that the caller holds under lock, and returns what is left of them and the movement, which the
    /// caller books; refused when a line does not hold its part.
    /// </summary>
    public Result<CommittedGrant> Commit(
        CallRules call,
        Envelope envelope,
        PlannedGrant planned,
        string decisionReference,
        DateOnly decisionDate,
        IReadOnlyList<FinancerBalance> balances
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
        var movement = Movement.Of(
            MovementKind.Commitment,
            decisionDate,
            decisionReference,
            grant.Shares.Select(x => (Available(envelope, x), Committed(envelope, grant, x), x.Amount))
        );
        return new CommittedGrant(grant, movement, [.. balances.Select(x => x with { Balance = x.Balance - Taken(grant, x) })]);
    }

    /// <summary>Gives a cancelled grant's money back, line by line and financer by financer.</summary>
    public Task DecommitAsync(Envelope envelope, Grant grant, CancellationToken cancellationToken) =>
        ledger.PostAsync(
            [
                Movement.Of(
                    MovementKind.Decommitment,
                    grant.CancelledOn!.Value,
                    grant.CancellationDecision,
                    grant.Shares.Select(x => (Committed(envelope, grant, x), Available(envelope, x), x.Amount))
                ),
            ],
            cancellationToken
        );

    private static Money Taken(Grant grant, FinancerBalance balance) =>
        Money.Sum(grant.Shares.Where(x => x.EnvelopeLineId == balance.OwnerId && x.Financer == balance.Financer).Select(x => x.Amount));

    private static AccountKey Available(Envelope envelope, GrantShare share) =>
        new(AccountKind.EnvelopeAvailable, envelope.FundId, share.EnvelopeLineId, null, share.Financer);

    private static AccountKey Committed(Envelope envelope, Grant grant, GrantShare share) =>
        new(AccountKind.GrantCommitted, envelope.FundId, share.EnvelopeLineId, grant.Id, share.Financer);
}
