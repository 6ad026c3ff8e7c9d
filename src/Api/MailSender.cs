using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api;

/// <summary>Sends what is due, one mail after the other. Any number of instances may do so at once.</summary>
internal sealed partial class MailSender(
    IServiceScopeFactory scopes,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<MailSender> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        var settled = DateTimeOffset.MinValue;
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(SendAllAsync, stoppingToken);
                if (clock.GetUtcNow() - settled >= Settling)
                {
                    settled = clock.GetUtcNow();
                    await TryAsync(SettleAsync, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the next instance goes on.
        }
    }

    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        var wasAny = true;
        while (wasAny && !cancellationToken.IsCancellationRequested)
        {
            await using var scope = scopes.CreateAsyncScope();
            wasAny = await scope.ServiceProvider.GetRequiredService<IDueMails>().SendNextAsync(cancellationToken);
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IDueMails>().SettleAsync(cancellationToken);
    }

    // A failure of the database ends this try and not the service.
    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken stoppingToken)
    {
        try
        {
            await work(stoppingToken);
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The mail sender could not go on; it tries again.")]
    private partial void LogFailed(Exception exception);
}
