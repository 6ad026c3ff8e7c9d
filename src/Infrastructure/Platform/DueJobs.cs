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

    public async Task<JobId?> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var until = now + Lease;
        var taken = await db
            .Database.SqlQuery<Guid>(
                $"""
                update platform.jobs set status = 'running', leased_until = {until}, started_at = coalesce(started_at, {now}), version = version + 1
                where id = (
                    select id from platform.jobs
                    where status = 'queued' or (status = 'running' and leased_until < {now})
                    order by id for update skip locked limit 1
                )
                returning id as "Value"
                """
            )
            .ToListAsync(cancellationToken);
        return taken.Count == 0 ? null : new JobId(taken[0]);
    }
}
