using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.DevelopmentAccess;

namespace SocialInnovation.Api.Security;

/// <summary>In Development, a fresh database has an administrator and an auditor to begin with.</summary>
internal sealed class DevelopmentUsers(IServiceScopeFactory scopes, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<RequestContext>().Now = clock.GetUtcNow();
        await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(new EnsureFirstUsers(), cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
