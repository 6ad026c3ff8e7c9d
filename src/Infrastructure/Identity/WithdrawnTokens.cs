using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.EntityFrameworkCore.Models;
using SocialInnovation.Application.Common;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Identity;

/// <summary>
/// The access tokens that were withdrawn before their end, read anew each second by each instance: a request asks its memory and not the
/// database. There are few, as an access token lives for minutes.
/// </summary>
public sealed partial class WithdrawnTokens(
    IServiceScopeFactory scopes,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<WithdrawnTokens> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private volatile HashSet<Guid> ids = [];

    public bool Contains(Guid token) => ids.Contains(token);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            do
            {
                await ReadAsync(stoppingToken);
            } while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops.
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var now = clock.GetUtcNow().UtcDateTime;
            ids = await scope
                .ServiceProvider.GetRequiredService<AppDbContext>()
                .Set<OpenIddictEntityFrameworkCoreToken<Guid>>()
                .Where(x =>
                    x.Type == OpenIddictConstants.TokenTypeIdentifiers.AccessToken
                    && x.Status != OpenIddictConstants.Statuses.Valid
                    && x.ExpirationDate > now
                )
                .Select(x => x.Id)
                .ToHashSetAsync(cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The withdrawn tokens could not be read; those known so far stay refused.")]
    private partial void LogFailed(Exception exception);
}
