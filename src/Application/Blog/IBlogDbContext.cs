using Microsoft.EntityFrameworkCore;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog;

/// <summary>The tables of the module Blog.</summary>
public interface IBlogDbContext
{
    DbSet<BlogPost> BlogPosts { get; }

    DbSet<PublicEvent> PublicEvents { get; }

    DbSet<CollectionOfExamples> Collections { get; }

    DbSet<PostComment> PostComments { get; }

    DbSet<CommentReport> CommentReports { get; }

    DbSet<CommentBan> CommentBans { get; }

    /// <summary>Events with a tag, if one is given.</summary>
    IQueryable<PublicEvent> EventsWith(string? tag);

    /// <summary>Posts with a tag, if one is given, and with an edition in a language, if one is given.</summary>
    IQueryable<BlogPost> PostsWith(string? tag, PostLanguage? language);

    Task<int> SaveChangesAsync(CancellationToken cancellationToken);
}
