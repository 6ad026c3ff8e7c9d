using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Calls;

internal sealed class CallsConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_calls_reference"] = CallErrors.ReferenceTaken,
            ["ux_criteria_templates_name"] = CriteriaTemplateErrors.NameTaken,
        }
    );

internal sealed class CriteriaTemplateConfiguration : IEntityTypeConfiguration<CriteriaTemplate>
{
    public void Configure(EntityTypeBuilder<CriteriaTemplate> builder)
    {
        builder.ToTable("criteria_templates", CallConfiguration.Schema);
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder.Property(x => x.Description).HasMaxLength(Limits.Description);
        builder.Property(x => x.Criteria).IsJson();
        builder.HasIndex(x => x.Name).IsUnique().HasDatabaseName("ux_criteria_templates_name");
    }
}

internal sealed class CallConfiguration : IEntityTypeConfiguration<CallForProjects>
{
    public const string Schema = "calls";

    public void Configure(EntityTypeBuilder<CallForProjects> builder)
    {
        builder.ToTable(
            "calls",
            Schema,
            table =>
            {
                table.HasCheckConstraint("ck_calls_grant_ceiling", "grant_ceiling > 0");
                table.HasCheckConstraint("ck_calls_minimum_sheets", "minimum_sheets >= 1");
                table.HasCheckConstraint("ck_calls_published", "status = 'draft' or status = 'cancelled' or published_at is not null");
            }
        );
        builder.Property(x => x.Reference).HasMaxLength(Limits.Reference);
        builder.Property(x => x.Title).HasMaxLength(Limits.Title);
        builder.Property(x => x.Description).HasMaxLength(Limits.Description);
        builder.Property(x => x.TimeZone).HasMaxLength(Limits.Code);
        builder.Property(x => x.StateAidReference).HasMaxLength(Limits.Title);
        builder.Property(x => x.CancellationExplanation).HasMaxLength(Limits.Description);
        builder.Property(x => x.EligibilityRules).IsJson();
        builder.Property(x => x.Documents).IsJson();
        builder.Property(x => x.Questions).IsJson();
        builder.Property(x => x.Criteria).IsJson();
        builder.Property(x => x.AllocationPolicy).IsJson();
        builder.Property(x => x.SignOffSteps).IsJson();
        builder.Property(x => x.Managers).IsJson();
        builder.HasIndex(x => x.Reference).IsUnique().HasDatabaseName("ux_calls_reference");
        builder.HasIndex(x => new { x.Status, x.Id });
        builder.HasIndex(x => new { x.OpensAt, x.Id });
        builder.HasIndex(x => new { x.ClosesAt, x.Id });
        builder.OwnsMany(
            x => x.Notifications,
            notifications =>
            {
                notifications.ToTable("notifications", Schema);
                notifications.HasKey(x => x.Id);
                notifications.WithOwner().HasForeignKey("CallId");
            }
        );
    }
}
