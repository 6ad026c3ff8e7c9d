using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Domain.WorkingGroup;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.WorkingGroup;

internal sealed class WorkingGroupConstraints()
    : ConstraintErrors(new Dictionary<string, Error> { ["ux_standing_groups_name"] = GroupErrors.NameTaken });

internal sealed class StandingGroupConfiguration : IEntityTypeConfiguration<StandingGroup>
{
    public const string Schema = "working_group";

    public void Configure(EntityTypeBuilder<StandingGroup> builder)
    {
        builder.ToTable(
            "standing_groups",
            Schema,
            table => table.HasCheckConstraint("ck_standing_groups_quorum", "quorum_percent between 1 and 100")
        );
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder.Property(x => x.Members).IsJson();
        builder.HasIndex(x => x.Name).IsUnique().HasDatabaseName("ux_standing_groups_name");
    }
}

internal sealed class MeetingConfiguration : IEntityTypeConfiguration<Meeting>
{
    public void Configure(EntityTypeBuilder<Meeting> builder)
    {
        builder.ToTable("meetings", StandingGroupConfiguration.Schema);
        builder.Property(x => x.Title).HasMaxLength(Limits.Title);
        builder.Property(x => x.Place).HasMaxLength(Limits.Title);
        builder.Property(x => x.CancellationReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.Minutes).HasMaxLength(Limits.Description);
        builder.Property(x => x.Agenda).IsJson();
        builder.Property(x => x.Present).IsJson();
        builder.Property(x => x.Quorum).IsJson();
        builder.Property(x => x.Opinions).IsJson();
        builder.HasIndex(x => x.Opinions).HasMethod("gin").HasDatabaseName("ix_meetings_opinions");
        builder.HasIndex(x => new { x.GroupId, x.Id });
        builder.HasOne<StandingGroup>().WithMany().HasForeignKey(x => x.GroupId).OnDelete(DeleteBehavior.Restrict);
        builder.HasMany<ConsensusMark>().WithOne().HasForeignKey(x => x.MeetingId).OnDelete(DeleteBehavior.Restrict);
    }
}
