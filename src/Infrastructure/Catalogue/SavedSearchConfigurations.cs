using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Catalogue;

internal sealed class SavedSearchConfiguration : IEntityTypeConfiguration<SavedSearch>
{
    public void Configure(EntityTypeBuilder<SavedSearch> builder)
    {
        builder.ToTable(
            "saved_searches",
            InnovationConfiguration.Schema,
            table =>
                table.HasCheckConstraint(
                    "ck_saved_searches_confirmed",
                    "(confirmed_at is null) = (next_digest_at is null) and (confirmed_at is null) = (covered_until is null)"
                )
        );
        builder.Property(x => x.Email).HasMaxLength(Limits.Email);
        builder.Property(x => x.Language).HasMaxLength(2);
        builder.Property(x => x.Question).IsJson();
        builder.Property(x => x.Told).IsJson();
        builder.HasIndex(x => x.ContentHash).IsUnique().HasDatabaseName("ux_saved_searches_content");
        builder.HasIndex(x => x.TokenHashes).HasMethod("gin").HasDatabaseName("ix_saved_searches_tokens");
        builder.HasIndex(x => x.NextDigestAt).HasFilter("next_digest_at is not null").HasDatabaseName("ix_saved_searches_due");
        builder.HasIndex(x => x.ExpiresAt).HasFilter("confirmed_at is null").HasDatabaseName("ix_saved_searches_expiry");
    }
}
