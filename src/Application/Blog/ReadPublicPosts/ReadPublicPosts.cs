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

internal sealed class ReadPublicPostsHandler(IBlogDbContext db, PostViews views, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ReadNewestPosts, IReadOnlyList<PostModel>>,
        IQueryHandler<FindPost, PostModel>
{
    private const int FeedLength = 20;

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
}
