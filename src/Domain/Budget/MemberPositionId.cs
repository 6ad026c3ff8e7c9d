using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a member's position on a scenario.</summary>
public readonly record struct MemberPositionId(Guid Value) : IEntityId<MemberPositionId>
{
    public static MemberPositionId From(Guid value) => new(value);

    public static bool operator <(MemberPositionId left, MemberPositionId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(MemberPositionId left, MemberPositionId right) => left.Value.CompareTo(right.Value) > 0;
}
