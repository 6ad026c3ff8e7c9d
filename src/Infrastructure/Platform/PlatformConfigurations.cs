using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Platform;

internal sealed class PlatformConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_users_user_name"] = UserErrors.NameTaken,
            ["ux_organisations_siren"] = OrganisationErrors.SirenTaken,
            ["ux_memberships_user"] = OrganisationErrors.MemberAlready,
            ["ux_invitations_email"] = InvitationErrors.Pending,
            ["fk_memberships_users"] = OrganisationErrors.UnknownUser,
            ["fk_api_keys_users"] = OrganisationErrors.UnknownUser,
        }
    );

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users", PlatformSchema.Name);
        builder.Property(x => x.UserName).HasMaxLength(PlatformLimits.UserName);
        builder.Property(x => x.DisplayName).HasMaxLength(PlatformLimits.Name);
        builder.Property(x => x.ErasureReason).HasMaxLength(Limits.Description);
        builder
            .Property(x => x.Roles)
            .HasConversion(
                new ValueConverter<IReadOnlyList<Role>, string[]>(
                    roles => roles.Select(x => Naming.Word(x)).ToArray(),
                    words => words.Select(x => Naming.Parse<Role>(x)!.Value).ToArray()
                ),
                new ValueComparer<IReadOnlyList<Role>>((a, b) => a!.SequenceEqual(b!), x => x.Count, x => x)
            );
        builder.HasIndex(x => x.UserName).IsUnique().HasDatabaseName("ux_users_user_name");
    }
}

internal sealed class OrganisationConfiguration : IEntityTypeConfiguration<Organisation>
{
    public void Configure(EntityTypeBuilder<Organisation> builder)
    {
        builder.ToTable("organisations", PlatformSchema.Name);
        builder.Property(x => x.Name).HasMaxLength(PlatformLimits.Name);
        builder.Property(x => x.LegalForm).HasMaxLength(4);
        builder.HasIndex(x => x.Siren).IsUnique().HasDatabaseName("ux_organisations_siren");
        builder.OwnsMany(
            x => x.Members,
            members =>
            {
                members.ToTable("memberships", PlatformSchema.Name);
                members.HasKey(x => x.Id);
                members.WithOwner().HasForeignKey("OrganisationId");
                members.HasIndex("OrganisationId", nameof(Membership.UserId)).IsUnique().HasDatabaseName("ux_memberships_user");
                members.HasIndex(x => x.UserId);
                members.HasOne<User>().WithMany().HasForeignKey(x => x.UserId).HasConstraintName("fk_memberships_users");
            }
        );
    }
}

internal sealed class MemberRowConfiguration : IEntityTypeConfiguration<MemberRow>
{
    // The table is the organisation's own, which EF lets nobody ask for alone.
    public void Configure(EntityTypeBuilder<MemberRow> builder) => builder.HasNoKey().ToView("memberships", PlatformSchema.Name);
}

internal sealed class InvitationConfiguration : IEntityTypeConfiguration<Invitation>
{
    public void Configure(EntityTypeBuilder<Invitation> builder)
    {
        builder.ToTable("invitations", PlatformSchema.Name);
        builder.Property(x => x.Email).HasMaxLength(Limits.Email);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.InvitedBy);
        builder.HasIndex(x => new { x.OrganisationId, x.Email }).IsUnique().HasDatabaseName("ux_invitations_email");
        builder.HasIndex(x => x.TokenHash).IsUnique();
        builder.HasIndex(x => x.ExpiresAt);
    }
}

internal sealed class AuditEntryConfiguration : IEntityTypeConfiguration<AuditEntry>
{
    // The table is partitioned, which EF can't say: Sql/0001-audit-entries.sql makes it.
    public void Configure(EntityTypeBuilder<AuditEntry> builder)
    {
        builder.ToTable("audit_entries", PlatformSchema.Name, table => table.ExcludeFromMigrations());
        builder.HasKey(x => new { x.Id, x.RecordedAt });
        builder.Property(x => x.Before).HasColumnType("jsonb");
        builder.Property(x => x.After).HasColumnType("jsonb");
    }
}

internal sealed class AuditPersonalValueConfiguration : IEntityTypeConfiguration<AuditPersonalValue>
{
    // Sql/0250-audit-chain.sql makes it, beside what refers to it.
    public void Configure(EntityTypeBuilder<AuditPersonalValue> builder)
    {
        builder.ToTable("audit_personal_values", PlatformSchema.Name, table => table.ExcludeFromMigrations());
        builder.HasKey(x => x.Commitment);
    }
}

internal sealed class BackgroundJobConfiguration : IEntityTypeConfiguration<BackgroundJob>
{
    public void Configure(EntityTypeBuilder<BackgroundJob> builder)
    {
        builder.ToTable("jobs", PlatformSchema.Name);
        builder.Property(x => x.Kind).HasMaxLength(40);
        builder.Property(x => x.Problem).HasMaxLength(100);
        builder.HasIndex(x => x.Id).HasFilter("status in ('queued', 'running')").HasDatabaseName("ix_jobs_due");
    }
}

internal sealed class BundleImportConfiguration : IEntityTypeConfiguration<BundleImport>
{
    public void Configure(EntityTypeBuilder<BundleImport> builder)
    {
        builder.ToTable("imports", PlatformSchema.Name);
        builder.Property(x => x.Fingerprint).HasMaxLength(64);
        builder.Property(x => x.Reference).HasMaxLength(40);
        builder.Property(x => x.Faults).IsJson();
        builder.HasIndex(x => x.Reference);
        builder.HasIndex(x => x.JobId);
    }
}

internal sealed class ImportStepConfiguration : IEntityTypeConfiguration<ImportStep>
{
    public void Configure(EntityTypeBuilder<ImportStep> builder)
    {
        builder.ToTable("import_steps", PlatformSchema.Name);
        builder.HasKey(x => new { x.ImportId, x.Number });
        builder.Property(x => x.File).HasMaxLength(100);
        builder.Property(x => x.Subject).HasMaxLength(200);
        builder.Property(x => x.Action).HasMaxLength(100);
        builder.Property(x => x.RefusalCode).HasMaxLength(100);
        builder.Property(x => x.Key).HasMaxLength(200);
    }
}

internal static class PlatformSchema
{
    public const string Name = "platform";
}
