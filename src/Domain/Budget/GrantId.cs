using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a grant.</summary>
public readonly record struct GrantId(Guid Value) : IEntityId<GrantId>
{
    public static GrantId From(Guid value) => new(value);

    public static bool operator <(GrantId left, GrantId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(GrantId left, GrantId right) => left.Value.CompareTo(right.Value) > 0;
}
