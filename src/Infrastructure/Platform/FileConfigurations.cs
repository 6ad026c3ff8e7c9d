using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Platform;

internal sealed class StoredFileConfiguration : IEntityTypeConfiguration<StoredFile>
{
    public void Configure(EntityTypeBuilder<StoredFile> builder)
    {
        builder.ToTable(
            "files",
            PlatformSchema.Name,
            table =>
            {
                table.HasCheckConstraint("ck_files_length", "length > 0");
                table.HasCheckConstraint("ck_files_sha256", "sha256 ~ '^[0-9a-f]{64}$'");
            }
        );
        builder.Property(x => x.Key).HasMaxLength(64);
        builder.Property(x => x.MediaType).HasMaxLength(100);
        builder.Property(x => x.Sha256).HasMaxLength(64);
        builder.HasIndex(x => x.Key).IsUnique().HasDatabaseName("ux_files_key");
    }
}

internal sealed class PictureConfiguration : IEntityTypeConfiguration<Picture>
{
    public void Configure(EntityTypeBuilder<Picture> builder)
    {
        builder.ToTable("pictures", PlatformSchema.Name);
        builder.Property(x => x.Variants).IsJson();
        builder.HasIndex(x => new { x.Owner, x.OwnerId });
    }
}
