namespace SocialInnovation.Application.Common.Messaging;

/// <summary>What a command changed: the resource's id and its version after the change, which is its ETag.</summary>
/// <param name="Id">Identifier of the resource that was created or changed.</param>
/// <param name="Version">Its version after the change; send it as <c>If-Match: "n"</c> with the next one.</param>
public record Receipt(Guid Id, int Version)
{
    public static Receipt Of<TId>(AggregateRoot<TId> aggregate)
        where TId : struct, IEntityId<TId> => new(aggregate.Id.Value, aggregate.Version);
}

/// <summary>The version of a resource that a caller saw.</summary>
/// <param name="Number">The version; null for <c>*</c>, any version of a resource that exists.</param>
public readonly record struct ExpectedVersion(int? Number)
{
    public static ExpectedVersion Any => new(null);

    /// <summary>The refusal when the resource has moved on since.</summary>
    public static Error? WhyStale(ExpectedVersion? expected, IAggregateRoot current) =>
        expected is { Number: { } number } && number != current.Version ? RequestErrors.VersionStale(number, current.Version) : null;
}
