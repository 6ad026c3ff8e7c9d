using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.ImportBundle;

namespace SocialInnovation.Api;

/// <summary>Writes down, every minute, what time alone has changed. Any number of instances may do so at once.</summary>
internal sealed partial class Sweeper(
    IServiceScopeFactory scopes,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<Sweeper> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await SweepAllAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The service stops; the next instance goes on.
        }
    }

    // An import replays the past step by step: what the present makes of it is written down when it has ended.
    private async Task<bool> IsPastReplayedAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IDueJobs>().IsAnyRunningAsync(ImportRunner.JobKind, cancellationToken);
    }

    private async Task SweepAllAsync(CancellationToken cancellationToken)
    {
        foreach (var sweep in SweepCommands.All)
        {
            try
            {
                await SweepAsync(sweep, cancellationToken);
            }
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception, sweep.GetType().Name);
            }
        }
    }

    private async Task SweepAsync(ICommand sweep, CancellationToken cancellationToken)
    {
        if (await IsPastReplayedAsync(cancellationToken))
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<RequestContext>();
        context.Now = await scope.ServiceProvider.GetRequiredService<IBusinessTime>().AtAsync(clock.GetUtcNow(), cancellationToken);
        var result = await scope.ServiceProvider.GetRequiredService<IDispatcher>().SendAsync(sweep, cancellationToken);
        if (result.IsFailure)
        {
            LogRefused(sweep.GetType().Name, result.Error.Code);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The sweep {Sweep} was refused: {Code}")]
    private partial void LogRefused(string sweep, string code);

    [LoggerMessage(Level = LogLevel.Error, Message = "The sweep {Sweep} failed; the next one goes on.")]
    private partial void LogFailed(Exception exception, string sweep);
}
