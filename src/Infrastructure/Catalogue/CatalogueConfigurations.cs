using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Catalogue;

internal sealed class CatalogueConstraints()
    : ConstraintErrors(new Dictionary<string, Error> { ["ux_innovations_grant"] = InnovationErrors.GrantHasInnovation });

internal sealed class InnovationConfiguration : IEntityTypeConfiguration<Innovation>
{
    public const string Schema = "catalogue";

    public void Configure(EntityTypeBuilder<Innovation> builder)
    {
        builder.ToTable(
            "innovations",
            Schema,
            table =>
                table.HasCheckConstraint(
                    "ck_innovations_published",
                    "published_version > 0 and published_at is not null or published_version is null and status <> 'published'"
                )
        );
        builder.Property(x => x.ReturnReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.WithdrawalReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.Content).IsJson();
        builder.Property(x => x.Dna).IsJson();
        builder.Property(x => x.Pictures).IsJson().HasDefaultValueSql("'[]'::jsonb");
        builder.Property(x => x.Documents).IsJson().HasDefaultValueSql("'[]'::jsonb");
        builder.Property(x => x.Authors).IsJson();
        builder.HasIndex(x => x.GrantId).IsUnique().HasDatabaseName("ux_innovations_grant");
        builder.HasIndex(x => new { x.OrganisationId, x.Id });
        builder.HasIndex(x => new { x.Status, x.Id });
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Grant>().WithMany().HasForeignKey(x => x.GrantId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InnovationVersionConfiguration : IEntityTypeConfiguration<InnovationVersion>
{
    public void Configure(EntityTypeBuilder<InnovationVersion> builder)
    {
        builder.ToTable(
            "innovation_versions",
            InnovationConfiguration.Schema,
            table => table.HasCheckConstraint("ck_innovation_versions_number", "number > 0")
        );
        builder.Property(x => x.Content).IsJson();
        builder.Property(x => x.Dna).IsJson();
        builder.Property(x => x.Pictures).IsJson().HasDefaultValueSql("'[]'::jsonb");
        builder.HasIndex(x => new { x.InnovationId, x.Number }).IsUnique().HasDatabaseName("ux_innovation_versions_number");
        builder.HasIndex(x => x.Themes).HasMethod("gin").HasDatabaseName("ix_innovation_versions_themes");
        builder.HasIndex(x => x.Departments).HasMethod("gin").HasDatabaseName("ix_innovation_versions_departments");
        builder.HasOne<Innovation>().WithMany().HasForeignKey(x => x.InnovationId).OnDelete(DeleteBehavior.Restrict);
    }
}
