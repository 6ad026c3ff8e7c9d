using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.WorkingGroup;

/// <summary>Identifies a working group.</summary>
public readonly record struct StandingGroupId(Guid Value) : IEntityId<StandingGroupId>
{
    public static StandingGroupId From(Guid value) => new(value);

    public static bool operator <(StandingGroupId left, StandingGroupId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(StandingGroupId left, StandingGroupId right) => left.Value.CompareTo(right.Value) > 0;
}
