using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Api;

/// <summary>Takes queued jobs, and those whose instance has died; any number of instances may do so at once.</summary>
internal sealed partial class JobWorker(
    IServiceScopeFactory scopes,
    [FromKeyedServices(Clocks.Real)] TimeProvider clock,
    ILogger<JobWorker> logger
) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(300);

    // A lease lasts three of them.
    private static readonly TimeSpan Renewal = TimeSpan.FromSeconds(10);

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
            if (await WithJobsAsync(x => x.TakeAsync(stoppingToken)) is { } lease)
            {
                await RunAsync(lease, stoppingToken);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            LogFailed(exception);
        }
    }

    private async Task RunAsync(JobLease lease, CancellationToken stoppingToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        var keeping = KeepAsync(lease, lost, ended.Token);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var runner = scope.ServiceProvider.GetServices<IJobRunner>().Single(x => x.Kind == lease.Kind);
            await runner.RunAsync(lease.JobId, lost.Token);
        }
        finally
        {
            await ended.CancelAsync();
            lease = await keeping;
            if (stoppingToken.IsCancellationRequested)
            {
                await WithJobsAsync(x => x.ReleaseAsync(lease, CancellationToken.None));
            }
        }
    }

    /// <summary>Renews the lease until the work has ended; stops the work when the lease is lost.</summary>
    private async Task<JobLease> KeepAsync(JobLease lease, CancellationTokenSource lost, CancellationToken ended)
    {
        using var timer = new PeriodicTimer(Renewal, clock);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                if (await TryRenewAsync(lease, ended) is not { } renewed)
                {
                    LogLost(lease.JobId.Value);
                    await lost.CancelAsync();
                    return lease;
                }

                lease = renewed;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The work has ended, or the service stops: nothing is left to keep.
        }

        return lease;
    }

    /// <summary>The old lease while the database fails and the lease still holds; null when it is lost.</summary>
    private async Task<JobLease?> TryRenewAsync(JobLease lease, CancellationToken cancellationToken)
    {
        try
        {
            return await WithJobsAsync(x => x.RenewAsync(lease, cancellationToken));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed(exception);
            return clock.GetUtcNow() + Renewal < lease.Until ? lease : null;
        }
    }

    private async Task<T> WithJobsAsync<T>(Func<IDueJobs, Task<T>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<IDueJobs>());
    }

    private async Task WithJobsAsync(Func<IDueJobs, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider.GetRequiredService<IDueJobs>());
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The job worker could not go on; it tries again.")]
    private partial void LogFailed(Exception exception);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The lease of job {JobId} is lost: another instance has taken it over.")]
    private partial void LogLost(Guid jobId);

    [LoggerMessage(Level = LogLevel.Debug, Message = "The job worker stops; another instance takes its work over.")]
    private partial void LogStopped();
}
