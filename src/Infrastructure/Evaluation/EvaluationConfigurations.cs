using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Evaluation;

internal sealed class EvaluationConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_score_sheets_assignment"] = ScoreSheetErrors.AlreadyAssigned,
            ["ux_rankings_frozen"] = RankingErrors.AnotherFrozen,
        }
    );

internal static class EvaluationSchema
{
    public const string Name = "evaluation";
}

internal sealed class PanelConfiguration : IEntityTypeConfiguration<EvaluationPanel>
{
    public void Configure(EntityTypeBuilder<EvaluationPanel> builder)
    {
        builder.ToTable("panels", EvaluationSchema.Name);
        builder.Property(x => x.Members).IsJson();
        builder.Property(x => x.Declarations).IsJson();
        builder.Property(x => x.Waivers).IsJson();
        builder.Property(x => x.Reminders).IsJson();
        builder.HasIndex(x => x.CallId).IsUnique().HasDatabaseName("ux_panels_call");
        builder.HasOne<CallForProjects>().WithMany().HasForeignKey(x => x.CallId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ScoreSheetConfiguration : IEntityTypeConfiguration<ScoreSheet>
{
    public void Configure(EntityTypeBuilder<ScoreSheet> builder)
    {
        builder.ToTable(
            "score_sheets",
            EvaluationSchema.Name,
            table =>
            {
                table.HasCheckConstraint("ck_score_sheets_submitted", "status <> 'submitted' or submitted_at is not null");
                table.HasCheckConstraint("ck_score_sheets_ended", "status not in ('recused', 'replaced') or \"end\" is not null");
            }
        );
        builder.Property(x => x.Marks).IsJson();
        builder.Property(x => x.Former).IsJson();
        builder.Property(x => x.End).IsJson();
        builder.HasIndex(x => new { x.ApplicationId, x.EvaluatorId }).IsUnique().HasDatabaseName("ux_score_sheets_assignment");
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => new { x.EvaluatorId, x.Id });
        builder.HasOne<GrantApplication>().WithMany().HasForeignKey(x => x.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.EvaluatorId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConflictDeclarationConfiguration : IEntityTypeConfiguration<ConflictDeclaration>
{
    public void Configure(EntityTypeBuilder<ConflictDeclaration> builder)
    {
        builder.ToTable("conflict_declarations", EvaluationSchema.Name);
        builder.Property(x => x.Text).HasMaxLength(Limits.Description);
        builder.HasIndex(x => new { x.ApplicationId, x.EvaluatorId });
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasOne<CallForProjects>().WithMany().HasForeignKey(x => x.CallId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<GrantApplication>().WithMany().HasForeignKey(x => x.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class InterestDeclarationConfiguration : IEntityTypeConfiguration<InterestDeclaration>
{
    public void Configure(EntityTypeBuilder<InterestDeclaration> builder)
    {
        builder.ToTable("interest_declarations", EvaluationSchema.Name);
        builder.Property(x => x.Interests).IsJson();
        builder.HasIndex(x => x.UserId).IsUnique().HasDatabaseName("ux_interest_declarations_user");
        builder.HasOne<User>().WithMany().HasForeignKey(x => x.UserId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AssignmentRunConfiguration : IEntityTypeConfiguration<AssignmentRun>
{
    public void Configure(EntityTypeBuilder<AssignmentRun> builder)
    {
        builder.ToTable("assignment_runs", EvaluationSchema.Name);
        builder.Property(x => x.Unmet).IsJson();
        builder.HasIndex(x => x.CallId);
        builder.HasOne<CallForProjects>().WithMany().HasForeignKey(x => x.CallId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConsensusMarkConfiguration : IEntityTypeConfiguration<ConsensusMark>
{
    public void Configure(EntityTypeBuilder<ConsensusMark> builder)
    {
        builder.ToTable("consensus_marks", EvaluationSchema.Name);
        builder.Property(x => x.Criterion).HasMaxLength(Limits.Code);
        builder.Property(x => x.Reason).HasMaxLength(Limits.Description);
        builder.Property(x => x.Agreements).IsJson();
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => x.ApplicationId);
        builder.HasOne<GrantApplication>().WithMany().HasForeignKey(x => x.ApplicationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class RankingConfiguration : IEntityTypeConfiguration<Ranking>
{
    public void Configure(EntityTypeBuilder<Ranking> builder)
    {
        builder.ToTable("rankings", EvaluationSchema.Name);
        builder.Property(x => x.Entries).IsJson();
        builder.Property(x => x.Parameters).IsJson();
        builder.Property(x => x.InputHash).HasMaxLength(64);
        builder.Property(x => x.SupersedingReason).HasMaxLength(Limits.Description);
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => x.CallId).IsUnique().HasFilter("status = 'frozen'").HasDatabaseName("ux_rankings_frozen");
        builder.HasOne<CallForProjects>().WithMany().HasForeignKey(x => x.CallId).OnDelete(DeleteBehavior.Restrict);
    }
}
