using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadPublicPosts;

/// <summary>Reads the public posts that there are in a language, whole, newest first: what a feed or a page of the blog holds.</summary>
/// <param name="Language">Only posts that can be read in this language.</param>
/// <param name="Page">Which page.</param>
[Anonymous]
public sealed record ReadNewestPosts(PostLanguage Language, PageRequest Page) : IQuery<Page<PostModel>>, IPagedQuery;

/// <summary>Reads the public post with a name.</summary>
[Anonymous]
public sealed record FindPost(string Slug) : IQuery<PostModel>;

internal sealed class ReadNewestPostsValidator : AbstractValidator<ReadNewestPosts>
{
    public ReadNewestPostsValidator() => this.IsPaged();
}

internal sealed class ReadPublicPostsHandler(IBlogDbContext db, PostViews views, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IQueryHandler<ReadNewestPosts, Page<PostModel>>,
        IQueryHandler<FindPost, PostModel>
{
    public async Task<Result<Page<PostModel>>> Handle(ReadNewestPosts request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var page = await db.PostsWith(null, request.Language)
            .AsNoTracking()
            .PublicAt(now)
            .ToPageAsync(
                x => x.PublishedAt!.Value,
                x => x.Id,
                descending: true,
                request.Page,
                x => x,
                x => (x.PublishedAt!.Value, x.Id),
                cancellationToken
            );
        return page.IsFailure
            ? page.Error
            : new Page<PostModel>(await views.OfAllAsync(page.Value.Items, now, cancellationToken), page.Value.NextCursor);
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
