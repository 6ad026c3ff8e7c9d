using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>What money is at a place of the ledger.</summary>
public enum AccountKind
{
    /// <summary>Where money comes from: the financers' signed agreements; the only account that goes below zero.</summary>
    Contributions,
    FundAvailable,
    EnvelopeAvailable,
    GrantCommitted,
    GrantPaid,
    Claims,
}

/// <summary>Why money moved.</summary>
public enum MovementKind
{
    ContributionSigned,
    Reservation,

    /// <summary>From one envelope to another of the same fund.</summary>
    Transfer,
    Commitment,
    Decommitment,
    Payment,

    /// <summary>A claim on what was paid (titre de recettes); it frees nothing yet.</summary>
    Reclaim,

    /// <summary>The money of a claim has come in.</summary>
    Collection,
}

/// <summary>A place of the ledger: kind and owner, for one contribution.</summary>
public sealed record AccountKey(
    AccountKind Kind,
    FundId FundId,
    Guid? EnvelopeLineId,
    GrantId? GrantId,
    Guid ContributionId,
    string Financer,
    int FiscalYear
);

/// <summary>What one account gains, or loses when negative.</summary>
public sealed record Posting(AccountKey Account, Money Amount);

/// <summary>One movement: its postings sum to zero for each contribution, and it is never changed.</summary>
public sealed partial record Movement
{
    private Movement() { }

    public required MovementKind Kind { get; init; }

    /// <summary>The day on which it counts: the decision's, not the click's.</summary>
    public required DateOnly EffectiveOn { get; init; }

    public string? DecisionReference { get; init; }

    public required IReadOnlyList<Posting> Postings { get; init; }

    /// <summary>Moves amounts from one account to another, each contribution's its own.</summary>
    public static Movement Of(
        MovementKind kind,
        DateOnly effectiveOn,
        string? decisionReference,
        IEnumerable<(AccountKey From, AccountKey To, Money Amount)> transfers
    ) =>
        new()
        {
            Kind = kind,
            EffectiveOn = effectiveOn,
            DecisionReference = decisionReference,
            Postings =
            [
                .. transfers
                    .Where(x => x.Amount > Money.Zero)
                    .SelectMany(x => new[] { new Posting(x.From, -x.Amount), new Posting(x.To, x.Amount) }),
            ],
        };
}

/// <summary>What one contribution's account of a place holds.</summary>
public sealed record FinancerBalance(Guid OwnerId, Guid ContributionId, string Financer, int FiscalYear, Money Balance)
{
    /// <summary>Financer and fiscal year, as messages name it.</summary>
    internal string Describe() => $"{Financer} {FiscalYear}";
}

/// <summary>One contribution's part of a grant on one line of its envelope.</summary>
public sealed record GrantShare(Guid EnvelopeLineId, Guid ContributionId, string Financer, int FiscalYear, Money Amount);

/// <summary>Splits amounts over contributions in proportion to what each still has: none is ever overdrawn before the whole is.</summary>
public static class FinancerSplit
{
    public static IReadOnlyList<(FinancerBalance From, Money Amount)> Of(Money amount, IReadOnlyList<FinancerBalance> available) =>
        amount == Money.Zero
            ? []
            : [.. available.Zip(Money.Share(amount, [.. available.Select(x => x.Balance)]), (x, share) => (x, share))];
}
