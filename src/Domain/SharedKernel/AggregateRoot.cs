namespace SocialInnovation.Domain.SharedKernel;

/// <summary>Something that happened in an aggregate; sealed, immutable, named in the past tense.</summary>
public interface IDomainEvent;

/// <summary>What every aggregate root shows to the infrastructure.</summary>
public interface IAggregateRoot
{
    /// <summary>The identifier, whatever its type.</summary>
    Guid Key { get; }

    /// <summary>Rises by one with each saved change of the aggregate or one of its children; the API's ETag.</summary>
    int Version { get; }

    IReadOnlyCollection<IDomainEvent> DomainEvents { get; }

    void ClearDomainEvents();
}

/// <summary>The consistency boundary: loaded, changed and saved as one.</summary>
/// <typeparam name="TId">Its identifier.</typeparam>
public abstract class AggregateRoot<TId> : IAggregateRoot
    where TId : struct, IEntityId<TId>
{
    private readonly List<IDomainEvent> domainEvents = [];

    public TId Id { get; protected init; }

    Guid IAggregateRoot.Key => Id.Value;

    public int Version { get; private set; }

    public IReadOnlyCollection<IDomainEvent> DomainEvents => domainEvents;

    public void ClearDomainEvents() => domainEvents.Clear();

    protected void Raise(IDomainEvent domainEvent) => domainEvents.Add(domainEvent);
}
