using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadPosts;

/// <summary>Reads a post.</summary>
[Anonymous]
public sealed record GetPost(BlogPostId Id) : IQuery<PostModel>;

/// <summary>Lists the posts that are public, newest first; or, with a status, those that stand there, by creation, newest first.</summary>
/// <param name="Page">Which page.</param>
/// <param name="Tag">Only posts with this tag.</param>
/// <param name="Language">Only posts that can be read in this language; <c>fr</c> or <c>en</c>.</param>
/// <param name="Status">Only posts that stand there now; other than <c>published</c> for editors and auditors only.</param>
/// <param name="Slug">Only the post with this name.</param>
[Anonymous]
public sealed record ListPosts(PageRequest Page, string? Tag, string? Language, string? Status, string? Slug)
    : IQuery<Page<PostSummary>>,
        IPagedQuery;

internal sealed class ListPostsValidator : AbstractValidator<ListPosts>
{
    public ListPostsValidator()
    {
        this.IsPaged();
        RuleFor(x => x.Tag).MaximumLength(Limits.Code).Matches(Limits.CodePattern);
        RuleFor(x => x.Language).IsWordOf<ListPosts, PostLanguage>();
        RuleFor(x => x.Status).IsWordOf<ListPosts, PostStatus>();
        RuleFor(x => x.Slug).MaximumLength(PostSlug.MaxLength).Matches(PostSlug.Pattern);
    }
}

internal sealed class PostReads(
    IBlogDbContext db,
    AllowedActions<BlogPost> actions,
    PostViews views,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetPost, PostModel>, IQueryHandler<ListPosts, Page<PostSummary>>
{
    public async Task<Result<PostModel>> Handle(GetPost request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var posts = db.BlogPosts.AsNoTracking().VisibleTo(user, now);
        if (await posts.SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } post)
        {
            return PostErrors.NotFound;
        }

        var allowed = user.Caller is null ? null : await actions.ForAsync(post, post.Id.Value, cancellationToken);
        return await views.OfAsync(post, now, allowed, cancellationToken);
    }

    public async Task<Result<Page<PostSummary>>> Handle(ListPosts request, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var posts = db.PostsWith(request.Tag, Naming.Parse<PostLanguage>(request.Language)).AsNoTracking();
        if (request.Slug is { } slug)
        {
            posts = posts.Where(x => x.Slug == slug);
        }

        var page = Naming.Parse<PostStatus>(request.Status) is { } status
            ? await posts
                .VisibleTo(user, now)
                .At(status, now)
                .ToPageAsync(x => x.Id, descending: true, request.Page, x => x, x => x.Id, cancellationToken)
            : await posts
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
            : new Page<PostSummary>([.. page.Value.Items.Select(x => PostSummary.Of(x, now))], page.Value.NextCursor);
    }
}
