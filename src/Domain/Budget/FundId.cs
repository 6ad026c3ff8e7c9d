using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a fund.</summary>
public readonly record struct FundId(Guid Value) : IEntityId<FundId>
{
    public static FundId From(Guid value) => new(value);

    public static bool operator <(FundId left, FundId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(FundId left, FundId right) => left.Value.CompareTo(right.Value) > 0;
}
