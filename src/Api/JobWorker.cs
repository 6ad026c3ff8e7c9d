using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Application.Platform.ImportBundle;

namespace SocialInnovation.Api;

/// <summary>Takes queued jobs, and those whose instance has died; any number of instances may do so at once.</summary>
internal sealed partial class JobWorker(
    IServiceScopeFactory scopes,
    ImportRunner runner,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<JobWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunNextAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
    }

    // A failure of the database ends this try and not the service: the lease lapses, and a later try takes the job over.
    private async Task RunNextAsync(CancellationToken stoppingToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            if (await scope.ServiceProvider.GetRequiredService<IDueJobs>().TakeAsync(stoppingToken) is { } job)
            {
                await runner.RunAsync(job, stoppingToken);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job worker could not go on; it tries again.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The job worker stops; another instance takes its work over.")]
    private partial void LogStopped();
}
