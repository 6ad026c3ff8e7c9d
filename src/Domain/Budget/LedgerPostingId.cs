using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a posting of the ledger.</summary>
public readonly record struct LedgerPostingId(Guid Value) : IEntityId<LedgerPostingId>
{
    public static LedgerPostingId From(Guid value) => new(value);

    public static bool operator <(LedgerPostingId left, LedgerPostingId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(LedgerPostingId left, LedgerPostingId right) => left.Value.CompareTo(right.Value) > 0;
}
