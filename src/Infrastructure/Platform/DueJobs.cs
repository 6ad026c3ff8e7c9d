using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform;

internal sealed class DueJobs(AppDbContext db, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IDueJobs
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(30);

    public async Task<JobLease?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = EndOfLease();
        var taken = await db
            .Database.SqlQuery<TakenJob>(
                $"""
                update platform.jobs set status = 'running', leased_until = {until}, started_at = coalesce(started_at, {now}), version = version + 1
                where id = (
                    select id from platform.jobs
                    where status = 'queued' or (status = 'running' and leased_until < {now})
                    order by id for update skip locked limit 1
                )
                returning id, kind
                """
            )
            .ToListAsync(cancellationToken);
        return taken.Count == 0 ? null : new JobLease(new JobId(taken[0].Id), until, taken[0].Kind);
    }

    public Task<bool> IsAnyRunningAsync(string kind, CancellationToken cancellationToken) =>
        db.Jobs.AnyAsync(x => x.Kind == kind && x.Status == JobStatus.Running, cancellationToken);

    public async Task<JobLease?> RenewAsync(JobLease lease, CancellationToken cancellationToken)
    {
        var renewed = lease with { Until = EndOfLease() };
        return await MoveAsync(lease, renewed.Until, cancellationToken) ? renewed : null;
    }

    public Task ReleaseAsync(JobLease lease, CancellationToken cancellationToken) =>
        MoveAsync(lease, clock.GetUtcNow() - TimeSpan.FromSeconds(1), cancellationToken);

    // The version stays: the runner's own changes of the job must not meet a stale one.
    private async Task<bool> MoveAsync(JobLease lease, DateTimeOffset until, CancellationToken cancellationToken) =>
        await db.Database.ExecuteSqlAsync(
            $"""
            update platform.jobs set leased_until = {until}
            where id = {lease.JobId.Value} and status = 'running' and leased_until = {lease.Until}
            """,
            cancellationToken
        ) == 1;

    private sealed record TakenJob(Guid Id, string Kind);

    // The database keeps microseconds, and the lease is found again by its end.
    private DateTimeOffset EndOfLease()
    {
        var until = clock.GetUtcNow() + Lease;
        return until.AddTicks(-(until.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
