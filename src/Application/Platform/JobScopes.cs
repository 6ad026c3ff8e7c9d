using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

internal sealed class JobScopes(IServiceScopeFactory scopes, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IJobScopes
{
    public async Task<Result> RunAsync<TExecution>(
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
