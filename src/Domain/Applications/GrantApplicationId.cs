using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Applications;

/// <summary>Identifies a grant application.</summary>
public readonly record struct GrantApplicationId(Guid Value) : IEntityId<GrantApplicationId>
{
    public static GrantApplicationId From(Guid value) => new(value);

    public static bool operator <(GrantApplicationId left, GrantApplicationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(GrantApplicationId left, GrantApplicationId right) => left.Value.CompareTo(right.Value) > 0;
}
