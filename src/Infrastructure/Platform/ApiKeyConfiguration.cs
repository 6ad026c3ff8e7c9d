using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Infrastructure.Platform;

internal sealed class ApiKeyConfiguration : IEntityTypeConfiguration<ApiKey>
{
    private const int HashBytes = 32;

    public void Configure(EntityTypeBuilder<ApiKey> builder)
    {
        builder.ToTable(
            "api_keys",
            PlatformSchema.Name,
            table => table.HasCheckConstraint("ck_api_keys_hash", $"octet_length(hash) = {HashBytes}")
        );
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder.Property(x => x.Prefix).HasMaxLength(ApiKeyText.PrefixLength);
        builder.HasIndex(x => x.Hash).IsUnique().HasDatabaseName("ux_api_keys_hash");
        builder.HasIndex(x => new { x.UserId, x.Id }).HasDatabaseName("ix_api_keys_user");
        builder
            .HasOne<User>()
            .WithMany()
            .HasForeignKey(x => x.UserId)
            .HasConstraintName("fk_api_keys_users")
            .OnDelete(DeleteBehavior.Restrict);
    }
}
