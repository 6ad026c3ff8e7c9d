using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Calls;

/// <summary>Identifies one notification of a call's outcomes.</summary>
public readonly record struct NotificationId(Guid Value) : IEntityId<NotificationId>
{
    public static NotificationId From(Guid value) => new(value);

    public static bool operator <(NotificationId left, NotificationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(NotificationId left, NotificationId right) => left.Value.CompareTo(right.Value) > 0;
}
