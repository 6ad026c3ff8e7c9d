using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadPublicPosts;

/// <summary>Reads the newest public posts that there are in a language, whole: what a feed holds.</summary>
[Anonymous]
public sealed record ReadNewestPosts(PostLanguage Language) : IQuery<IReadOnlyList<PostModel>>;

/// <summary>Reads the public post with a name.</summary>
[Anonymous]
public sealed record FindPost(string Slug) : IQuery<PostModel>;

/// <summary>Reads where every public post is read, and when it last changed; the newest 50 000, as the sitemap protocol bounds a file.</summary>
[Anonymous]
public sealed record ListAddresses : IQuery<IReadOnlyList<PostAddress>>;

/// <summary>Where a post is read.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="UpdatedAt">When what is read of it last changed.</param>
public sealed record PostAddress(string Slug, DateTimeOffset UpdatedAt);

internal sealed class ReadPublicPostsHandler(IBlogDbContext db, PostViews views, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ReadNewestPosts, IReadOnlyList<PostModel>>,
        IQueryHandler<FindPost, PostModel>,
        IQueryHandler<ListAddresses, IReadOnlyList<PostAddress>>
{
    private const int FeedLength = 20;
    private const int SitemapLength = 50_000;

    public async Task<Result<IReadOnlyList<PostModel>>> Handle(ReadNewestPosts request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var posts = await db.PostsWith(null, request.Language)
            .AsNoTracking()
            .PublicAt(now)
            .OrderByDescending(x => x.PublishedAt)
            .ThenByDescending(x => x.Id)
            .Take(FeedLength)
            .ToListAsync(cancellationToken);
        return await views.OfAllAsync(posts, now, cancellationToken);
    }

    public async Task<Result<PostModel>> Handle(FindPost request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var posts = db.BlogPosts.AsNoTracking().PublicAt(now);
        return await posts.SingleOrDefaultAsync(x => x.Slug == request.Slug, cancellationToken) is { } post
            ? await views.OfAsync(post, now, null, cancellationToken)
            : PostErrors.NotFound;
    }

    public async Task<Result<IReadOnlyList<PostAddress>>> Handle(ListAddresses request, CancellationToken cancellationToken) =>
        await db
            .BlogPosts.AsNoTracking()
            .PublicAt(clock.GetUtcNow())
            .OrderByDescending(x => x.PublishedAt)
            .Take(SitemapLength)
            .Select(x => new PostAddress(x.Slug, x.PublishedAt > x.UpdatedAt ? x.PublishedAt.Value : x.UpdatedAt))
            .ToListAsync(cancellationToken);
}
