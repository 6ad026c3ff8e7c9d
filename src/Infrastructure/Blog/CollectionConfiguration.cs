using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Blog;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Blog;

internal sealed class CollectionConfiguration : IEntityTypeConfiguration<CollectionOfExamples>
{
    public void Configure(EntityTypeBuilder<CollectionOfExamples> builder)
    {
        builder.ToTable(
            "collections",
            BlogPostConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_collections_published", "status = 'draft' or published_at is not null");
                table.HasCheckConstraint("ck_collections_withdrawn", "(status = 'withdrawn') = (withdrawal_reason is not null)");
                table.HasCheckConstraint("ck_collections_items", "status <> 'published' or jsonb_array_length(items) > 0");
            }
        );
        builder.Property(x => x.Slug).HasMaxLength(PostSlug.MaxLength);
        builder.Property(x => x.WithdrawalReason).HasMaxLength(BlogLimits.Reason);
        builder.Property(x => x.Editions).IsJson();
        builder.Property(x => x.Items).IsJson();
        builder.HasIndex(x => x.Slug).IsUnique().HasDatabaseName("ux_collections_slug");
        builder.HasIndex(x => new { x.Status, x.Id });
    }
}
