using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a public event.</summary>
public readonly record struct PublicEventId(Guid Value) : IEntityId<PublicEventId>
{
    public static PublicEventId From(Guid value) => new(value);

    public static bool operator <(PublicEventId left, PublicEventId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(PublicEventId left, PublicEventId right) => left.Value.CompareTo(right.Value) > 0;
}
