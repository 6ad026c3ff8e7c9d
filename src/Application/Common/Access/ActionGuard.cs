using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Access;

/// <summary>A transition that this caller may take now, or why not.</summary>
/// <param name="Action">The transition's sub-resource, such as <c>publication</c>.</param>
/// <param name="Method">The method with which it is sent.</param>
/// <param name="Href">Where it is sent.</param>
/// <param name="Allowed">Whether it would be accepted now, its body aside.</param>
/// <param name="Reason">The code with which it would be refused; null when it is allowed.</param>
public sealed record AllowedAction(string Action, string Method, string Href, bool Allowed, string? Reason);

/// <summary>Says whether the caller may take one transition of an aggregate now.</summary>
/// <typeparam name="TAggregate">The aggregate.</typeparam>
internal interface IActionGuard<in TAggregate>
{
    string Action { get; }

    /// <summary>Whether it is sent to a part of the aggregate, whose id it needs: <c>allowedActions</c> does not tell of it.</summary>
    bool IsOfPart { get; }

    /// <summary>The transition's command.</summary>
    Type Command { get; }

    Task<Error?> WhyNotAsync(TAggregate aggregate, CancellationToken cancellationToken);
}

/// <summary>
/// The guard of one transition. The transition's handler runs it and <c>allowedActions</c> asks it, so that both say the same.
/// </summary>
/// <typeparam name="TAggregate">The aggregate that the transition changes.</typeparam>
/// <typeparam name="TCommand">The transition's command; its roles are checked first.</typeparam>
internal abstract class ActionGuard<TAggregate, TCommand>(ICurrentUser user) : IActionGuard<TAggregate>
    where TAggregate : IAggregateRoot
{
    public abstract string Action { get; }

    public virtual bool IsOfPart => false;

    public Type Command => typeof(TCommand);

    protected ICurrentUser User => user;

    /// <summary>Why the caller may not take the transition now; null when it may.</summary>
    public Task<Error?> WhyNotAsync(TAggregate aggregate, CancellationToken cancellationToken) =>
        WhyNotAsync(aggregate, ExpectedVersion.Any, cancellationToken);

    /// <summary>The same for a caller that saw a certain version: role and relation, then the version, then the state.</summary>
    public async Task<Error?> WhyNotAsync(TAggregate aggregate, ExpectedVersion? version, CancellationToken cancellationToken) =>
        AccessRule.Of(typeof(TCommand)).WhyNot(user)
        ?? await RelationAsync(aggregate, cancellationToken)
        ?? ExpectedVersion.WhyStale(version, aggregate)
        ?? await StateAsync(aggregate, cancellationToken);

    /// <summary>What the caller must be to this very aggregate, beyond its role (403).</summary>
    protected virtual Task<Error?> RelationAsync(TAggregate aggregate, CancellationToken cancellationToken) => None;

    /// <summary>The aggregate's own guard, with the facts that it asks for (409, 422).</summary>
    protected abstract Task<Error?> StateAsync(TAggregate aggregate, CancellationToken cancellationToken);

    protected static Task<Error?> None => Task.FromResult<Error?>(null);

    protected static Task<Error?> Of(Error? error) => Task.FromResult(error);
}

/// <summary>Computes the <c>allowedActions</c> of a resource.</summary>
/// <typeparam name="TAggregate">Its aggregate.</typeparam>
internal sealed class AllowedActions<TAggregate>(IServiceProvider services, IApiRoutes routes)
{
    public async Task<IReadOnlyList<AllowedAction>> ForAsync(TAggregate aggregate, Guid id, CancellationToken cancellationToken)
    {
        var actions = new List<AllowedAction>();
        // Made when they are asked: who reads without a name has no actions, and waits for no guards.
        var guards = services.GetServices<IActionGuard<TAggregate>>();
        foreach (var guard in guards.Where(x => !x.IsOfPart).OrderBy(x => x.Action, StringComparer.Ordinal))
        {
            var error = await guard.WhyNotAsync(aggregate, cancellationToken);
            var route = routes.Of(guard.Command, id);
            actions.Add(new AllowedAction(guard.Action, route.Method, route.Href, error is null, error?.Code));
        }

        return actions;
    }
}
