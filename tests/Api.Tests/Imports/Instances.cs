using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Imports;

/// <summary>What instances of the service are made of otherwise.</summary>
internal static class Instances
{
    public static IServiceCollection AddRealClock(this IServiceCollection services, TimeProvider clock) =>
        services.AddKeyedSingleton(Clocks.Real, clock);

    /// <summary>Serves requests and takes no jobs.</summary>
    public static void RemoveBackground(this IServiceCollection services)
    {
        foreach (var worker in services.Where(x => x.ServiceType == typeof(IHostedService) && IsOurs(x)).ToList())
        {
            services.Remove(worker);
        }
    }

    /// <summary>Leaves its jobs as a process does that dies.</summary>
    public static IServiceCollection NeverRelease(this IServiceCollection services) => services.Watch(new TakenJobs(), releases: false);

    public static IServiceCollection CountTakes(this IServiceCollection services, TakenJobs taken) => services.Watch(taken, releases: true);

    private static IServiceCollection Watch(this IServiceCollection services, TakenJobs taken, bool releases)
    {
        var real = services.Single(x => x.ServiceType == typeof(IDueJobs)).ImplementationType!;
        return services.Replace(
            ServiceDescriptor.Scoped<IDueJobs>(x => new WatchedJobs((IDueJobs)ActivatorUtilities.CreateInstance(x, real), taken, releases))
        );
    }

    private static bool IsOurs(ServiceDescriptor worker) => worker.ImplementationType?.IsAssignableTo(typeof(BackgroundService)) == true;

    private sealed class WatchedJobs(IDueJobs jobs, TakenJobs taken, bool releases) : IDueJobs
    {
        public async Task<JobLease?> TakeAsync(CancellationToken cancellationToken)
        {
            var lease = await jobs.TakeAsync(cancellationToken);
            if (lease is not null)
            {
                taken.Add();
            }

            return lease;
        }

        public Task<bool> IsAnyRunningAsync(string kind, CancellationToken cancellationToken) =>
            jobs.IsAnyRunningAsync(kind, cancellationToken);

        public Task<JobLease?> RenewAsync(JobLease lease, CancellationToken cancellationToken) => jobs.RenewAsync(lease, cancellationToken);

        public Task ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
            releases ? jobs.ReleaseAsync(lease, cancellationToken) : Task.CompletedTask;
    }
}

/// <summary>How often any instance took a job.</summary>
internal sealed class TakenJobs
{
    private int count;

    public int Count => count;

    public void Add() => Interlocked.Increment(ref count);
}

/// <summary>Stops all work on a table for a while, as a slow disk or a long maintenance would.</summary>
internal static class LockedTable
{
    public static async Task HoldAsync(TestDatabase database, string table, TimeSpan time)
    {
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand($"lock table {table} in access exclusive mode; select pg_sleep(@seconds)", connection);
        command.Parameters.AddWithValue("seconds", time.TotalSeconds);
        await command.ExecuteNonQueryAsync();
        await transaction.RollbackAsync();
    }
}
