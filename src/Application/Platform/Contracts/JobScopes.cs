using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Where a job's work is done: in one transaction, at its business instant, as who asked for it.</summary>
internal static class JobScopes
{
    /// <summary>Does a piece of work of a job.</summary>
    /// <param name="scopes">Makes the scope.</param>
    /// <param name="clock">The real clock.</param>
    /// <param name="id">The job.</param>
    /// <param name="action">What the audit trail calls it.</param>
    /// <param name="work">The work on the job's subject.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <typeparam name="TExecution">What does the work.</typeparam>
    public static async Task<Result> RunJobAsync<TExecution>(
        this IServiceScopeFactory scopes,
        TimeProvider clock,
        JobId id,
        string action,
        Func<TExecution, Guid, Task<Result>> work,
        CancellationToken cancellationToken
    )
        where TExecution : notnull
    {
        await using var scope = scopes.CreateAsyncScope();
        var services = scope.ServiceProvider;
        var job = await services.GetRequiredService<IBackgroundJobs>().FindAsync(id, cancellationToken);
        var requester = (await services.GetRequiredService<IUserLookup>().FindAsync(job.RequestedBy, cancellationToken))!;
        var context = services.GetRequiredService<RequestContext>();
        context.Now = await services.GetRequiredService<IBusinessTime>().AtAsync(clock.GetUtcNow(), cancellationToken);
        context.Caller = new Caller(requester.Id, requester.Roles.ToHashSet());
        (context.Action, context.TraceId) = (action, $"job-{id.Value}");
        var execution = services.GetRequiredService<TExecution>();
        return await services.GetRequiredService<IUnitOfWork>().ExecuteAsync(() => work(execution, job.Subject), cancellationToken);
    }
}
