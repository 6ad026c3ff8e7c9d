using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Blog;

internal sealed class BlogConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_posts_slug"] = PostErrors.SlugTaken,
            ["ux_public_events_slug"] = PostErrors.SlugTaken,
            ["ux_collections_slug"] = PostErrors.SlugTaken,
            ["ux_comment_reports_comment_reporter"] = CommentErrors.AlreadyReported,
        }
    );

internal sealed class BlogPostConfiguration : IEntityTypeConfiguration<BlogPost>
{
    public const string Schema = "blog";

    public void Configure(EntityTypeBuilder<BlogPost> builder)
    {
        builder.ToTable(
            "posts",
            Schema,
            table => table.HasCheckConstraint("ck_posts_published", "status in ('draft', 'withdrawn') or published_at is not null")
        );
        builder.Property(x => x.Slug).HasMaxLength(PostSlug.MaxLength);
        builder.Property(x => x.AuthorName).HasMaxLength(Limits.Title);
        builder.Property(x => x.WithdrawalReason).HasMaxLength(BlogLimits.Reason);
        builder.Property(x => x.Editions).IsJson();
        builder.Property(x => x.Pictures).IsJson().HasDefaultValueSql("'[]'::jsonb");
        builder.Ignore(x => x.ChangedAt);
        builder.HasIndex(x => x.Slug).IsUnique().HasDatabaseName("ux_posts_slug");
        builder.HasIndex(x => new { x.PublishedAt, x.Id }).HasDatabaseName("ix_posts_published_at");
        builder.HasIndex(x => x.AuthorId);
        builder.HasIndex(x => x.Tags).HasMethod("gin").HasDatabaseName("ix_posts_tags");
    }
}

internal sealed class PostCommentConfiguration : IEntityTypeConfiguration<PostComment>
{
    public void Configure(EntityTypeBuilder<PostComment> builder)
    {
        builder.ToTable("comments", BlogPostConfiguration.Schema);
        builder.Property(x => x.AuthorName).HasMaxLength(Limits.Title);
        builder.Property(x => x.Text).HasMaxLength(BlogLimits.Comment);
        builder.Property(x => x.RejectionReason).HasMaxLength(BlogLimits.Reason);
        builder.HasIndex(x => new { x.PostId, x.Id });
        builder.HasIndex(x => new { x.Status, x.Id });
        builder.HasIndex(x => x.AuthorId);
        builder.HasOne<BlogPost>().WithMany().HasForeignKey(x => x.PostId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentReportConfiguration : IEntityTypeConfiguration<CommentReport>
{
    public void Configure(EntityTypeBuilder<CommentReport> builder)
    {
        builder.ToTable("comment_reports", BlogPostConfiguration.Schema);
        builder.Property(x => x.Reason).HasMaxLength(BlogLimits.Reason);
        builder.HasIndex(x => new { x.CommentId, x.ReporterId }).IsUnique().HasDatabaseName("ux_comment_reports_comment_reporter");
        builder.HasIndex(x => x.ReporterId);
        builder.HasOne<PostComment>().WithMany().HasForeignKey(x => x.CommentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class CommentBanConfiguration : IEntityTypeConfiguration<CommentBan>
{
    public void Configure(EntityTypeBuilder<CommentBan> builder)
    {
        builder.ToTable(
            "comment_bans",
            BlogPostConfiguration.Schema,
            table => table.HasCheckConstraint("ck_comment_bans_end", "ends_at > imposed_at")
        );
        builder.Property(x => x.Reason).HasMaxLength(BlogLimits.Reason);
        builder.HasIndex(x => new { x.UserId, x.EndsAt });
    }
}
