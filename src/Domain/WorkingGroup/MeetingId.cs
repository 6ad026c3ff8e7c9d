using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.WorkingGroup;

/// <summary>Identifies a meeting.</summary>
public readonly record struct MeetingId(Guid Value) : IEntityId<MeetingId>
{
    public static MeetingId From(Guid value) => new(value);

    public static bool operator <(MeetingId left, MeetingId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(MeetingId left, MeetingId right) => left.Value.CompareTo(right.Value) > 0;
}
