using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Blog;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Blog;

internal sealed class PublicEventConfiguration : IEntityTypeConfiguration<PublicEvent>
{
    public void Configure(EntityTypeBuilder<PublicEvent> builder)
    {
        builder.ToTable(
            "public_events",
            BlogPostConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_public_events_published", "status = 'draft' or published_at is not null");
                table.HasCheckConstraint("ck_public_events_cancelled", "(status = 'cancelled') = (cancellation_reason is not null)");
                table.HasCheckConstraint("ck_public_events_time", "ends_at > starts_at and (first_day is null) = (last_day is null)");
                table.HasCheckConstraint("ck_public_events_somewhere", "place is not null or online_url is not null");
            }
        );
        builder.Property(x => x.Slug).HasMaxLength(PostSlug.MaxLength);
        builder.Property(x => x.Organiser).HasMaxLength(Limits.Title);
        builder.Property(x => x.CommuneCode).HasMaxLength(PlaceLimits.CommuneCode);
        builder.Property(x => x.Department).HasMaxLength(3);
        builder.Property(x => x.OnlineUrl).HasMaxLength(PlaceLimits.Url);
        builder.Property(x => x.RegistrationUrl).HasMaxLength(PlaceLimits.Url);
        builder.Property(x => x.CancellationReason).HasMaxLength(BlogLimits.Reason);
        builder.Property(x => x.Editions).IsJson();
        builder.Property(x => x.Place).IsJson();
        builder.HasIndex(x => x.Slug).IsUnique().HasDatabaseName("ux_public_events_slug");
        builder.HasIndex(x => new { x.StartsAt, x.Id });
        builder.HasIndex(x => x.EndsAt);
        builder.HasIndex(x => new { x.Status, x.StartsAt });
        builder.HasIndex(x => new { x.CommuneCode, x.StartsAt });
        builder.HasIndex(x => new { x.Department, x.StartsAt });
        builder.HasIndex(x => x.Tags).HasMethod("gin").HasDatabaseName("ix_public_events_tags");
    }
}
