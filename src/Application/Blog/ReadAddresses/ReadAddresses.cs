using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Blog.ReadAddresses;

/// <summary>
/// Reads where everything public is read, and when it last changed; at most 40 000 addresses, with which others fit into one sitemap, the
/// newest of each kind.
/// </summary>
[Anonymous]
public sealed record ListAddresses : IQuery<IReadOnlyList<PageAddress>>;

/// <summary>What kind of page an address leads to.</summary>
public enum PageKind
{
    /// <summary>A post.</summary>
    Post,

    /// <summary>An event.</summary>
    Event,

    /// <summary>A collection.</summary>
    Collection,
}

/// <summary>Where something is read.</summary>
/// <param name="Kind">What.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="UpdatedAt">When what is read of it last changed.</param>
public sealed record PageAddress(PageKind Kind, string Slug, DateTimeOffset UpdatedAt);

internal sealed class ReadAddressesHandler(IBlogDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ListAddresses, IReadOnlyList<PageAddress>>
{
    private const int Posts = 30_000;
    private const int Events = 5_000;
    private const int Collections = 5_000;

    public async Task<Result<IReadOnlyList<PageAddress>>> Handle(ListAddresses request, CancellationToken cancellationToken)
    {
        var posts = await db
            .BlogPosts.AsNoTracking()
            .PublicAt(clock.GetUtcNow())
            .OrderByDescending(x => x.PublishedAt)
            .Take(Posts)
            .Select(x => new PageAddress(PageKind.Post, x.Slug, x.PublishedAt > x.UpdatedAt ? x.PublishedAt.Value : x.UpdatedAt))
            .ToListAsync(cancellationToken);
        var events = await db
            .PublicEvents.AsNoTracking()
            .Public()
            .OrderByDescending(x => x.StartsAt)
            .Take(Events)
            .Select(x => new PageAddress(PageKind.Event, x.Slug, x.UpdatedAt))
            .ToListAsync(cancellationToken);
        var collections = await db
            .Collections.AsNoTracking()
            .Public()
            .OrderByDescending(x => x.Id)
            .Take(Collections)
            .Select(x => new PageAddress(PageKind.Collection, x.Slug, x.UpdatedAt))
            .ToListAsync(cancellationToken);
        return (PageAddress[])[.. posts, .. events, .. collections];
    }
}
