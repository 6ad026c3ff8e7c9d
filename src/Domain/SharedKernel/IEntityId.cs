namespace SocialInnovation.Domain.SharedKernel;

/// <summary>A strongly typed identifier around a UUIDv7, ordered by the instant at which it was made.</summary>
/// <typeparam name="TSelf">The identifier type itself.</typeparam>
public interface IEntityId<TSelf>
    where TSelf : struct, IEntityId<TSelf>
{
    Guid Value { get; }

    static abstract TSelf From(Guid value);

    // Keyset paging compares ids in SQL: the operators make the comparison expressible.
    static abstract bool operator <(TSelf left, TSelf right);

    static abstract bool operator >(TSelf left, TSelf right);
}

/// <summary>Makes new identifiers.</summary>
public static class EntityId
{
    public static TId New<TId>()
        where TId : struct, IEntityId<TId> => TId.From(Uuid.Next());
}
