using Microsoft.Extensions.DependencyInjection;

namespace SocialInnovation.Application.Common.Messaging;

/// <summary>Does what another module owes to an event, in the same transaction. It changes aggregates and does not save.</summary>
/// <typeparam name="TEvent">The event.</typeparam>
internal interface IDomainEventHandler<in TEvent>
    where TEvent : IDomainEvent
{
    Task HandleAsync(TEvent domainEvent, CancellationToken cancellationToken);
}

/// <summary>Hands an event to all its handlers.</summary>
public interface IDomainEventDispatcher
{
    Task DispatchAsync(IDomainEvent domainEvent, CancellationToken cancellationToken);
}

internal sealed class DomainEventDispatcher(IServiceProvider services) : IDomainEventDispatcher
{
    private static readonly System.Reflection.MethodInfo Typed = typeof(DomainEventDispatcher).GetMethod(
        nameof(DispatchTypedAsync),
        System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Instance
    )!;

    public Task DispatchAsync(IDomainEvent domainEvent, CancellationToken cancellationToken) =>
        (Task)Typed.MakeGenericMethod(domainEvent.GetType()).Invoke(this, [domainEvent, cancellationToken])!;

    private async Task DispatchTypedAsync<TEvent>(TEvent domainEvent, CancellationToken cancellationToken)
        where TEvent : IDomainEvent
    {
        foreach (var handler in services.GetServices<IDomainEventHandler<TEvent>>())
        {
            await handler.HandleAsync(domainEvent, cancellationToken);
        }
    }
}
