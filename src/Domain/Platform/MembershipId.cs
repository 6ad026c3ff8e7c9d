using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies a person's membership of an organisation.</summary>
public readonly record struct MembershipId(Guid Value) : IEntityId<MembershipId>
{
    public static MembershipId From(Guid value) => new(value);

    public static bool operator <(MembershipId left, MembershipId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(MembershipId left, MembershipId right) => left.Value.CompareTo(right.Value) > 0;
}
