using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Identifies a collection.</summary>
public readonly record struct CollectionId(Guid Value) : IEntityId<CollectionId>
{
    public static CollectionId From(Guid value) => new(value);

    public static bool operator <(CollectionId left, CollectionId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(CollectionId left, CollectionId right) => left.Value.CompareTo(right.Value) > 0;
}
