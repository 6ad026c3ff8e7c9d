using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Sweeps;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.RecordPublications;

/// <summary>Writes down that scheduled posts have become public. Nothing depends on when it runs: every read computes it from the instant.</summary>
[Anonymous]
internal sealed record RecordPublications : ISweep;

internal sealed class RecordPublicationsHandler(IBlogDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : ICommandHandler<RecordPublications, SweepReceipt>
{
    private const int Batch = 100;

    public async Task<Result<SweepReceipt>> Handle(RecordPublications command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var due = await db
            .BlogPosts.Where(x => x.Status == PostStatus.Scheduled && x.PublishedAt <= now)
            .OrderBy(x => x.PublishedAt)
            .Take(Batch)
            .ToListAsync(cancellationToken);
        foreach (var post in due)
        {
            post.RecordPublication(now);
        }

        await db.SaveChangesAsync(cancellationToken);
        return new SweepReceipt(due.Count);
    }
}
