using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget;

/// <summary>The tables of the module Budget.</summary>
public interface IBudgetDbContext
{
    DbSet<Fund> Funds { get; }

    DbSet<Envelope> Envelopes { get; }

    DbSet<EnvelopeTransfer> EnvelopeTransfers { get; }

    DbSet<AllocationScenario> AllocationScenarios { get; }

    DbSet<MemberPosition> MemberPositions { get; }

    DbSet<Grant> Grants { get; }

    DbSet<AidRegulation> AidRegulations { get; }

    DbSet<Undertaking> Undertakings { get; }

    DbSet<AidDeclaration> AidDeclarations { get; }

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}

/// <summary>
/// The journal: append-only, double-entry. Whoever moves money first locks the place that it leaves, so that movements of one place come one
/// after the other; the database's own constraints stand behind that.
/// </summary>
public interface ILedger
{
    /// <summary>Locks a fund until the transaction ends, and tells what each contribution has there.</summary>
    Task<IReadOnlyList<FinancerBalance>> LockFundAsync(FundId fund, CancellationToken cancellationToken);

    /// <summary>Locks envelopes until the transaction ends, in one order for everybody.</summary>
    Task LockEnvelopesAsync(IReadOnlyCollection<EnvelopeId> envelopes, CancellationToken cancellationToken);

    /// <summary>Locks an envelope until the transaction ends, and tells what each contribution has on each line.</summary>
    Task<IReadOnlyList<FinancerBalance>> LockEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken);

    /// <summary>What each contribution has on each line, without a lock.</summary>
    Task<IReadOnlyList<FinancerBalance>> ReadEnvelopeAsync(EnvelopeId envelope, CancellationToken cancellationToken);

    /// <summary>Locks what is known of aid to these and to whoever is linked to them, in one order for everybody; who is linked stays.</summary>
    Task LockUndertakingsAsync(IEnumerable<string> sirens, CancellationToken cancellationToken);

    /// <summary>Books movements, in this order.</summary>
    Task PostAsync(IReadOnlyList<Movement> movements, CancellationToken cancellationToken);

    /// <summary>One page of the journal, oldest first.</summary>
    Task<IReadOnlyList<LedgerEntryModel>> ReadAsync(LedgerFilter filter, Guid? after, int take, CancellationToken cancellationToken);

    /// <summary>What a fund has committed and paid by year of the award and theme, in grants that were notified.</summary>
    Task<IReadOnlyList<CommittedByTheme>> CommittedAsync(FundId fund, CancellationToken cancellationToken);

    /// <summary>A fund's balances by account kind and one thing more, at the end of a day.</summary>
    Task<IReadOnlyList<BalanceModel>> BalancesAsync(FundId fund, BalancesBy by, DateOnly asOf, CancellationToken cancellationToken);
}

/// <summary>What stands promised in grants of one theme that were awarded in one year, and what of it is paid.</summary>
public sealed record CommittedByTheme(int Year, string Theme, decimal Committed, decimal Paid);

/// <summary>What a balance is of, beside its kind of account.</summary>
public enum BalancesBy
{
    /// <summary>The whole fund.</summary>
    Account,

    /// <summary>Each financer.</summary>
    Financer,

    /// <summary>Each contribution.</summary>
    Contribution,

    /// <summary>Each fiscal year of the contributions.</summary>
    FiscalYear,

    /// <summary>Each line of an envelope; money that is on none stands apart.</summary>
    EnvelopeLine,

    /// <summary>Each grant; money that is of none stands apart.</summary>
    Grant,
}

/// <summary>Which entries of the journal are wanted.</summary>
/// <param name="FundId">Of this fund.</param>
/// <param name="EnvelopeId">On the lines of this envelope, or of its grants.</param>
/// <param name="GrantId">Of this grant.</param>
/// <param name="Financer">Of this financer's money.</param>
/// <param name="From">Effective on this day or later.</param>
/// <param name="To">Effective on this day or before.</param>
public sealed record LedgerFilter(Guid? FundId, Guid? EnvelopeId, Guid? GrantId, string? Financer, DateOnly? From, DateOnly? To);

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

    /// <summary>The contribution that it stems from.</summary>
    public required Guid ContributionId { get; init; }

    /// <summary>The fiscal year of the contribution.</summary>
    public required int FiscalYear { get; init; }

    /// <summary>What the account gains, or loses when negative, EUR, as a decimal text.</summary>
    public required string Amount { get; init; }

    /// <summary>The day on which it counts.</summary>
    public required DateOnly EffectiveOn { get; init; }

    /// <summary>The decision behind it.</summary>
    public string? DecisionReference { get; init; }

    /// <summary>The line, for accounts of an envelope and its grants.</summary>
    public Guid? EnvelopeLineId { get; init; }

    /// <summary>The grant, for accounts of a grant.</summary>
    public Guid? GrantId { get; init; }
}

/// <summary>What the accounts of a kind hold, together or of one thing; what does not apply is absent.</summary>
public sealed record BalanceModel
{
    /// <summary>The kind of account.</summary>
    public required string Account { get; init; }

    /// <summary>Whose money: by financer and by contribution.</summary>
    public string? Financer { get; init; }

    /// <summary>The contribution that it stems from: by contribution.</summary>
    public Guid? ContributionId { get; init; }

    /// <summary>The fiscal year of the contributions: by contribution and by fiscal year.</summary>
    public int? FiscalYear { get; init; }

    /// <summary>The envelope: by envelope line.</summary>
    public Guid? EnvelopeId { get; init; }

    /// <summary>The line of the envelope: by envelope line.</summary>
    public Guid? EnvelopeLineId { get; init; }

    /// <summary>Section of the budget: by envelope line.</summary>
    public string? Section { get; init; }

    /// <summary>The grant: by grant.</summary>
    public Guid? GrantId { get; init; }

    /// <summary>The balance, EUR, as a decimal text; contributions are negative, for money comes from there.</summary>
    public required string Balance { get; init; }
}
