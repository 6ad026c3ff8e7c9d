using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common.Access;

/// <summary>The course of every transition: the aggregate is found, its guard is asked, it changes, it is saved.</summary>
internal static class Transition
{
    /// <param name="found">The aggregate; null when there is none for the caller.</param>
    /// <param name="notFound">What the caller is told then.</param>
    /// <param name="whyNot">Why the caller may not take the transition.</param>
    /// <param name="change">The transition.</param>
    /// <param name="save">Saves what changed.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Result<Receipt>> RunAsync<TAggregate>(
        TAggregate? found,
        Error notFound,
        Func<TAggregate, Task<Error?>> whyNot,
        Func<TAggregate, Task<Result>> change,
        Func<CancellationToken, Task<int>> save,
        CancellationToken cancellationToken
    )
        where TAggregate : class, IAggregateRoot
    {
        if (found is null)
        {
            return notFound;
        }

        if (await whyNot(found) is { } error)
        {
            return error;
        }

        var changed = await change(found);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await save(cancellationToken);
        return new Receipt(found.Key, found.Version);
    }
}
