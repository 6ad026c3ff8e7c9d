using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadEvents;

/// <summary>Reads the public events from some days ago on, by their beginning, at most 500: what a calendar or a page of them holds.</summary>
/// <param name="DaysBack">How many days ago the earliest of them ended: a calendar is told of what was cancelled for a while.</param>
[Anonymous]
public sealed record ReadCalendar(int DaysBack) : IQuery<IReadOnlyList<PublicEventModel>>;

/// <summary>Reads the public event with a name.</summary>
[Anonymous]
public sealed record FindPublicEvent(string Slug) : IQuery<PublicEventModel>;

internal sealed class ReadCalendarHandler(IBlogDbContext db, IMarkdown markdown, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ReadCalendar, IReadOnlyList<PublicEventModel>>,
        IQueryHandler<FindPublicEvent, PublicEventModel>
{
    private const int Most = 500;

    public async Task<Result<IReadOnlyList<PublicEventModel>>> Handle(ReadCalendar request, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().AddDays(-request.DaysBack);
        var events = await db
            .PublicEvents.AsNoTracking()
            .Public()
            .Where(x => x.EndsAt > since)
            .OrderBy(x => x.StartsAt)
            .ThenBy(x => x.Id)
            .Take(Most)
            .ToListAsync(cancellationToken);
        return events.ConvertAll(x => PublicEventModel.Of(x, markdown));
    }

    public async Task<Result<PublicEventModel>> Handle(FindPublicEvent request, CancellationToken cancellationToken)
    {
        var events = db.PublicEvents.AsNoTracking().Public();
        return await events.SingleOrDefaultAsync(x => x.Slug == request.Slug, cancellationToken) is { } found
            ? PublicEventModel.Of(found, markdown)
            : PublicEventErrors.NotFound;
    }
}
