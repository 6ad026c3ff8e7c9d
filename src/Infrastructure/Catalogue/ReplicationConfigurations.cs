using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Catalogue;

internal sealed class ReplicationConfiguration : IEntityTypeConfiguration<Replication>
{
    public void Configure(EntityTypeBuilder<Replication> builder)
    {
        builder.ToTable(
            "replications",
            InnovationConfiguration.Schema,
            table =>
            {
                table.HasCheckConstraint("ck_replications_parent", "parent_id <> id");
                table.HasCheckConstraint("ck_replications_abandoned", "(status = 'abandoned') = (abandonment_reason is not null)");
                table.HasCheckConstraint("ck_replications_versions", "origin_version > 0 and dna_version > 0");
            }
        );
        builder.Property(x => x.Place).IsJson();
        builder.Property(x => x.Department).HasMaxLength(3);
        builder.Property(x => x.Summary).HasMaxLength(CatalogueLimits.Summary);
        builder.Property(x => x.Steps).IsJson();
        builder.Property(x => x.AbandonmentReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.WithdrawalReason).HasMaxLength(Limits.Description);
        builder.HasIndex(x => new { x.InnovationId, x.Id });
        builder.HasIndex(x => x.OrganisationId);
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        // Whom it follows is of the same innovation.
        builder
            .HasOne<Replication>()
            .WithMany()
            .HasForeignKey(x => new { x.ParentId, x.InnovationId })
            .HasPrincipalKey(x => new { x.Id, x.InnovationId })
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ReplicationVersionConfiguration : IEntityTypeConfiguration<ReplicationVersion>
{
    public void Configure(EntityTypeBuilder<ReplicationVersion> builder)
    {
        builder.ToTable(
            "replication_versions",
            InnovationConfiguration.Schema,
            table => table.HasCheckConstraint("ck_replication_versions_number", "number > 0 and change_count >= 0")
        );
        builder.Property(x => x.Dna).IsJson();
        builder.HasIndex(x => new { x.ReplicationId, x.Number }).IsUnique().HasDatabaseName("ux_replication_versions_number");
        builder.HasOne<Replication>().WithMany().HasForeignKey(x => x.ReplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AdaptationConfiguration : IEntityTypeConfiguration<Adaptation>
{
    public void Configure(EntityTypeBuilder<Adaptation> builder)
    {
        builder.ToTable(
            "adaptations",
            InnovationConfiguration.Schema,
            table =>
                table.HasCheckConstraint(
                    "ck_adaptations_decided",
                    """
                    (status = 'proposed') = (decided_on is null)
                    and (status = 'refused') = (refusal_reason is not null)
                    and (status = 'accepted') = (into_version is not null)
                    """
                )
        );
        builder.Property(x => x.Elements).IsJson();
        builder.Property(x => x.Reason).HasMaxLength(Limits.Description);
        builder.Property(x => x.RefusalReason).HasMaxLength(Limits.Description);
        builder.HasIndex(x => new { x.InnovationId, x.Id });
        builder.HasIndex(x => x.ReplicationId);
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Replication>().WithMany().HasForeignKey(x => x.ReplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}
