using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog;

/// <summary>Who may know of what: everybody of what is public, the editors and the auditor of all, authors of their own comments.</summary>
internal static class BlogAccess
{
    public static bool SeesAll(this ICurrentUser user) => user.HasAny(Role.Editor, Role.Auditor);

    public static IQueryable<BlogPost> PublicAt(this IQueryable<BlogPost> posts, DateTimeOffset now) =>
        posts.Where(x => x.Status == PostStatus.Published || (x.Status == PostStatus.Scheduled && x.PublishedAt <= now));

    public static IQueryable<BlogPost> VisibleTo(this IQueryable<BlogPost> posts, ICurrentUser user, DateTimeOffset now) =>
        user.SeesAll() ? posts : posts.PublicAt(now);

    /// <summary>Posts that stand there at an instant.</summary>
    public static IQueryable<BlogPost> At(this IQueryable<BlogPost> posts, PostStatus status, DateTimeOffset now) =>
        status switch
        {
            PostStatus.Published => posts.PublicAt(now),
            PostStatus.Scheduled => posts.Where(x => x.Status == PostStatus.Scheduled && x.PublishedAt > now),
            _ => posts.Where(x => x.Status == status),
        };

    /// <summary>Events that everybody sees: those that were cancelled tell that they were.</summary>
    public static IQueryable<PublicEvent> Public(this IQueryable<PublicEvent> events) =>
        events.Where(x => x.Status != PublicEventStatus.Draft);

    public static IQueryable<PublicEvent> VisibleTo(this IQueryable<PublicEvent> events, ICurrentUser user) =>
        user.SeesAll() ? events : events.Public();

    public static IQueryable<CollectionOfExamples> Public(this IQueryable<CollectionOfExamples> collections) =>
        collections.Where(x => x.Status == CollectionStatus.Published);

    public static IQueryable<CollectionOfExamples> VisibleTo(this IQueryable<CollectionOfExamples> collections, ICurrentUser user) =>
        user.SeesAll() ? collections : collections.Public();

    public static IQueryable<PostComment> VisibleTo(
        this IQueryable<PostComment> comments,
        IQueryable<BlogPost> posts,
        ICurrentUser user,
        DateTimeOffset now
    )
    {
        if (user.SeesAll())
        {
            return comments;
        }

        var shown = posts.PublicAt(now);
        return comments.Where(x =>
            (x.Status == CommentStatus.Published || x.AuthorId == user.Id) && shown.Any(post => post.Id == x.PostId)
        );
    }
}

/// <summary>Whether a post exists for the caller.</summary>
public sealed class PostGate(IBlogDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var postId = new BlogPostId(id);
        return await db.BlogPosts.VisibleTo(user, clock.GetUtcNow()).AnyAsync(x => x.Id == postId, cancellationToken)
            ? null
            : PostErrors.NotFound;
    }
}

/// <summary>Whether a comment exists for the caller.</summary>
public sealed class CommentGate(IBlogDbContext db, ICurrentUser user, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var commentId = new PostCommentId(id);
        return await db.PostComments.VisibleTo(db.BlogPosts, user, clock.GetUtcNow()).AnyAsync(x => x.Id == commentId, cancellationToken)
            ? null
            : CommentErrors.NotFound;
    }
}

/// <summary>Whether a ban exists.</summary>
public sealed class BanGate(IBlogDbContext db) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var banId = new CommentBanId(id);
        return await db.CommentBans.AnyAsync(x => x.Id == banId, cancellationToken) ? null : CommentErrors.BanNotFound;
    }
}
