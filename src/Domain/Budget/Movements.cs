namespace SocialInnovation.Domain.Budget;

/// <summary>The movements of the fund's money, each from one place to the next.</summary>
public sealed partial record Movement
{
    /// <summary>A contribution counts from the signature of its agreement.</summary>
    public static Movement Signature(FundId fund, Contribution contribution, DateOnly on)
    {
        var part = new GrantShare(Guid.Empty, contribution.Id, contribution.Financer, contribution.FiscalYear, contribution.Amount);
        return Of(
            MovementKind.ContributionSigned,
            on,
            null,
            [(Account(AccountKind.Contributions, fund, part), Account(AccountKind.FundAvailable, fund, part), part.Amount)]
        );
    }

    /// <summary>Sets parts of a fund aside on the lines of an envelope.</summary>
    public static Movement Reservation(FundId fund, IEnumerable<GrantShare> parts, DateOnly on) =>
        Of(
            MovementKind.Reservation,
            on,
            null,
            parts.Select(x => (Account(AccountKind.FundAvailable, fund, x), Available(fund, x), x.Amount))
        );

    /// <summary>Moves parts of one line to a line of another envelope.</summary>
    public static Movement Transfer(FundId fund, IEnumerable<GrantShare> parts, Guid toLine, DateOnly on, string decisionReference) =>
        Of(
            MovementKind.Transfer,
            on,
            decisionReference,
            parts.Select(x => (Available(fund, x), Available(fund, x with { EnvelopeLineId = toLine }), x.Amount))
        );

    /// <summary>Promises the shares of a grant.</summary>
    public static Movement Commitment(FundId fund, Grant grant) =>
        Of(
            MovementKind.Commitment,
            grant.AwardedOn,
            grant.DecisionReference,
            grant.Shares.Select(x => (Available(fund, x), OfGrant(AccountKind.GrantCommitted, fund, grant.Id, x), x.Amount))
        );

    /// <summary>Gives the shares of a cancelled grant back, line by line and contribution by contribution.</summary>
    public static Movement Decommitment(FundId fund, Grant grant) =>
        Of(
            MovementKind.Decommitment,
            grant.CancelledOn!.Value,
            grant.CancellationDecision,
            grant.Shares.Select(x => (OfGrant(AccountKind.GrantCommitted, fund, grant.Id, x), Available(fund, x), x.Amount))
        );

    /// <summary>Books what the accountant has paid of a grant, on the day of the payment.</summary>
    /// <param name="fund">The fund of the grant's envelope.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="parts">What was paid, by line and contribution; at most what is committed of each.</param>
    /// <param name="on">The day of the payment.</param>
    /// <param name="reference">Number of the payment order (mandat).</param>
    public static Movement Payment(FundId fund, GrantId grant, IEnumerable<GrantShare> parts, DateOnly on, string reference) =>
        Between(MovementKind.Payment, AccountKind.GrantCommitted, AccountKind.GrantPaid, fund, grant, parts, on, reference);

    /// <summary>Claims back what was paid of a grant; the claim frees nothing until it is collected.</summary>
    /// <param name="fund">The fund of the grant's envelope.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="parts">What is claimed, by line and contribution; at most what was paid of each.</param>
    /// <param name="on">The day of the claim.</param>
    /// <param name="reference">Number of the claim (titre de recettes).</param>
    public static Movement Reclaim(FundId fund, GrantId grant, IEnumerable<GrantShare> parts, DateOnly on, string reference) =>
        Between(MovementKind.Reclaim, AccountKind.GrantPaid, AccountKind.Claims, fund, grant, parts, on, reference);

    /// <summary>Books what came in of a claim: it is available again, on the envelope's lines while its call can use it, else in the fund.</summary>
    /// <param name="fund">The fund of the grant's envelope.</param>
    /// <param name="grant">The grant.</param>
    /// <param name="parts">What came in, by line and contribution; at most what is claimed of each.</param>
    /// <param name="toEnvelope">True for the lines of the envelope, false for the fund.</param>
    /// <param name="on">The day of the receipt.</param>
    /// <param name="reference">Number of the claim (titre de recettes).</param>
    public static Movement Collection(
        FundId fund,
        GrantId grant,
        IEnumerable<GrantShare> parts,
        bool toEnvelope,
        DateOnly on,
        string reference
    ) =>
        Of(
            MovementKind.Collection,
            on,
            reference,
            parts.Select(x =>
                (
                    OfGrant(AccountKind.Claims, fund, grant, x),
                    toEnvelope ? Available(fund, x) : Account(AccountKind.FundAvailable, fund, x),
                    x.Amount
                )
            )
        );

    private static Movement Between(
        MovementKind kind,
        AccountKind from,
        AccountKind to,
        FundId fund,
        GrantId grant,
        IEnumerable<GrantShare> parts,
        DateOnly on,
        string reference
    ) => Of(kind, on, reference, parts.Select(x => (OfGrant(from, fund, grant, x), OfGrant(to, fund, grant, x), x.Amount)));

    private static AccountKey Account(AccountKind kind, FundId fund, GrantShare part) =>
        new(kind, fund, null, null, part.ContributionId, part.Financer, part.FiscalYear);

    private static AccountKey Available(FundId fund, GrantShare part) =>
        Account(AccountKind.EnvelopeAvailable, fund, part) with
        {
            EnvelopeLineId = part.EnvelopeLineId,
        };

    private static AccountKey OfGrant(AccountKind kind, FundId fund, GrantId grant, GrantShare part) =>
        Account(kind, fund, part) with
        {
            EnvelopeLineId = part.EnvelopeLineId,
            GrantId = grant,
        };
}
