using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>The tables of the module Budget.</summary>
public interface IBudgetDbContext
{
    DbSet<Fund> Funds { get; }

    DbSet<Envelope> Envelopes { get; }

    DbSet<AllocationScenario> AllocationScenarios { get; }

    DbSet<MemberPosition> MemberPositions { get; }

    DbSet<Grant> Grants { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The journal: append-only, double-entry. Whoever moves money first locks the place that it leaves, so that movements of one place come one
/// after the other; the database's own constraints stand behind that.
/// </summary>
public interface ILedger
{
    /// <summary>Locks a fund until the transaction ends, and tells what each financer has there.</summary>
    Task<IReadOnlyList<FinancerBalance>> LockFundAsync(FundId fund, CancellationToken cancellationToken);

    /// <summary>Locks an envelope until the transaction ends, and tells what each financer has on each line.</summary>
    Task<IReadOnlyList<FinancerBalance>> LockEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken);

    /// <summary>What each financer has on each line, without a lock.</summary>
    Task<IReadOnlyList<FinancerBalance>> ReadEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken);

    /// <summary>Locks what is known of aid to undertakings, in one order for everybody.</summary>
    Task LockUndertakingsAsync(IEnumerable<string> sirens, CancellationToken cancellationToken);

    /// <summary>Books movements, in this order.</summary>
    Task PostAsync(IReadOnlyList<Movement> movements, CancellationToken cancellationToken);

    /// <summary>One page of the journal, oldest first.</summary>
    Task<IReadOnlyList<LedgerEntryModel>> ReadAsync(LedgerFilter filter, Guid? after, int take, CancellationToken cancellationToken);

    /// <summary>Balances by account kind and financer at the end of a day.</summary>
    Task<IReadOnlyList<BalanceModel>> BalancesAsync(FundId fund, DateOnly asOf, CancellationToken cancellationToken);
}

/// <summary>Which entries of the journal are wanted.</summary>
public sealed record LedgerFilter(Guid? FundId, Guid? GrantId);

/// <summary>One posting of the journal.</summary>
public sealed record LedgerEntryModel
{
    /// <summary>Identifier.</summary>
    public required Guid Id { get; init; }

    /// <summary>The movement that it belongs to; a movement's postings sum to zero.</summary>
    public required Guid TransactionId { get; init; }

    /// <summary>Why money moved.</summary>
    public required string Movement { get; init; }

    /// <summary>The account.</summary>
    public required string Account { get; init; }

    /// <summary>Whose money.</summary>
    public required string Financer { get; init; }

    /// <summary>What the account gains, or loses when negative, EUR, as a decimal text.</summary>
    public required string Amount { get; init; }

    /// <summary>The day on which it counts.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The decision behind it.</summary>
    public string? DecisionReference { get; init; }

    /// <summary>The grant, for accounts of a grant.</summary>
    public Guid? GrantId { get; init; }
}

/// <summary>What one financer's account of a kind holds.</summary>
public sealed record BalanceModel
{
    /// <summary>The kind of account.</summary>
    public required string Account { get; init; }

    /// <summary>Whose money.</summary>
    public required string Financer { get; init; }

    /// <summary>The balance, EUR, as a decimal text; contributions are negative, for money comes from there.</summary>
    public required string Balance { get; init; }
}
