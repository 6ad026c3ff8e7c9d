using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

internal sealed class BackgroundJobs(IPlatformDbContext db, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IBackgroundJobs
{
    public JobId Queue(string kind, Guid subject, UserId requestedBy)
    {
        var job = BackgroundJob.Queue(EntityId.New<JobId>(), kind, subject, requestedBy, clock.GetUtcNow());
        db.Jobs.Add(job);
        return job.Id;
    }

    public async Task<JobFacts> FindAsync(JobId id, CancellationToken cancellationToken) =>
        await db
            .Jobs.AsNoTracking()
            .Where(x => x.Id == id)
            .Select(x => new JobFacts(x.SubjectId, x.RequestedBy))
            .SingleAsync(cancellationToken);

    public async Task EndAsync(JobId id, int done, string? problem, CancellationToken cancellationToken)
    {
        var job = await db.Jobs.SingleAsync(x => x.Id == id, cancellationToken);
        job.Report(done, done);
        if (problem is null)
        {
            job.Succeed(clock.GetUtcNow());
        }
        else
        {
            job.Fail(problem, clock.GetUtcNow());
        }
    }
}
