using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a transaction of the ledger.</summary>
public readonly record struct LedgerTransactionId(Guid Value) : IEntityId<LedgerTransactionId>
{
    public static LedgerTransactionId From(Guid value) => new(value);

    public static bool operator <(LedgerTransactionId left, LedgerTransactionId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(LedgerTransactionId left, LedgerTransactionId right) => left.Value.CompareTo(right.Value) > 0;
}
