using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Budget;

internal sealed class BudgetConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_funds_name"] = FundErrors.NameTaken,
            ["ux_envelopes_call"] = EnvelopeErrors.CallHasEnvelope,
            ["ux_allocation_scenarios_adopted"] = ScenarioErrors.AnotherAdopted,
            ["ux_grants_application"] = GrantErrors.AlreadyGranted,
            ["ex_undertaking_members_period"] = UndertakingErrors.MemberElsewhere,
            ["ck_accounts_fund"] = FundErrors.Exceeded(Money.Zero),
            ["ck_accounts_envelope"] = EnvelopeErrors.Exceeded(Money.Zero),
        }
    );

internal static class BudgetSchema
{
    public const string Name = "budget";
}

internal sealed class FundConfiguration : IEntityTypeConfiguration<Fund>
{
    public void Configure(EntityTypeBuilder<Fund> builder)
    {
        builder.ToTable("funds", BudgetSchema.Name);
        builder.Property(x => x.Name).HasMaxLength(Limits.Title);
        builder.Property(x => x.Contributions).IsJson();
        builder.HasIndex(x => x.Name).IsUnique().HasDatabaseName("ux_funds_name");
    }
}

internal sealed class EnvelopeConfiguration : IEntityTypeConfiguration<Envelope>
{
    public void Configure(EntityTypeBuilder<Envelope> builder)
    {
        builder.ToTable("envelopes", BudgetSchema.Name);
        builder.Property(x => x.Lines).IsJson();
        builder.HasIndex(x => x.CallId).IsUnique().HasDatabaseName("ux_envelopes_call");
        builder.HasOne<Fund>().WithMany().HasForeignKey(x => x.FundId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<CallForProjects>().WithMany().HasForeignKey(x => x.CallId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class EnvelopeTransferConfiguration : IEntityTypeConfiguration<EnvelopeTransfer>
{
    public void Configure(EntityTypeBuilder<EnvelopeTransfer> builder)
    {
        builder.ToTable(
            "envelope_transfers",
            BudgetSchema.Name,
            table => table.HasCheckConstraint("ck_envelope_transfers_amount", "amount > 0 and from_envelope_id <> to_envelope_id")
        );
        builder.Property(x => x.Reason).HasMaxLength(Limits.Description);
        builder.Property(x => x.DecisionReference).HasMaxLength(Limits.Title);
        builder.HasIndex(x => new { x.FromEnvelopeId, x.Id });
        builder.HasIndex(x => new { x.ToEnvelopeId, x.Id });
        builder.HasOne<Envelope>().WithMany().HasForeignKey(x => x.FromEnvelopeId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Envelope>().WithMany().HasForeignKey(x => x.ToEnvelopeId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AllocationScenarioConfiguration : IEntityTypeConfiguration<AllocationScenario>
{
    public void Configure(EntityTypeBuilder<AllocationScenario> builder)
    {
        builder.ToTable("allocation_scenarios", BudgetSchema.Name);
        builder.Property(x => x.Title).HasMaxLength(Limits.Title);
        builder.Property(x => x.Policy).IsJson();
        builder.Property(x => x.Inputs).IsJson();
        builder.Property(x => x.Holdings).IsJson();
        builder.Property(x => x.Unmet).IsJson();
        builder.Property(x => x.Proof).IsJson();
        builder.Property(x => x.Decision).IsJson();
        builder.Property(x => x.SignOffs).IsJson();
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => x.CallId).IsUnique().HasFilter("state = 'adopted'").HasDatabaseName("ux_allocation_scenarios_adopted");
        builder.HasOne<Ranking>().WithMany().HasForeignKey(x => x.RankingId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class MemberPositionConfiguration : IEntityTypeConfiguration<MemberPosition>
{
    public void Configure(EntityTypeBuilder<MemberPosition> builder)
    {
        builder.ToTable("member_positions", BudgetSchema.Name);
        builder.Property(x => x.Note).HasMaxLength(Limits.Description);
        builder.HasIndex(x => new { x.ScenarioId, x.Id });
        builder.HasOne<AllocationScenario>().WithMany().HasForeignKey(x => x.ScenarioId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class GrantConfiguration : IEntityTypeConfiguration<Grant>
{
    public void Configure(EntityTypeBuilder<Grant> builder)
    {
        builder.ToTable("grants", BudgetSchema.Name, table => table.HasCheckConstraint("ck_grants_amount", "amount > 0"));
        builder.Property(x => x.DecisionReference).HasMaxLength(Limits.Title);
        builder.Property(x => x.Theme).HasMaxLength(Limits.Code);
        builder.Property(x => x.CancellationDecision).HasMaxLength(Limits.Title);
        builder.Property(x => x.CancellationReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.Instrument).HasDefaultValue(GrantInstrument.Grant);
        builder.Property(x => x.Regulation).HasMaxLength(Limits.Code);
        builder.Property(x => x.StateAidReference).HasMaxLength(Limits.Title);
        builder.HasOne<AidRegulation>().WithMany().HasForeignKey(x => x.Regulation).OnDelete(DeleteBehavior.Restrict);
        builder.Property(x => x.OutOfRankReason).HasMaxLength(Limits.Description);
        builder.Property(x => x.Shares).IsJson();
        builder.HasIndex(x => x.ApplicationId).IsUnique().HasDatabaseName("ux_grants_application");
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => new { x.OrganisationId, x.Id });
        builder.HasIndex(x => new { x.Siren, x.AwardedOn });
        builder.HasIndex(x => x.EnvelopeId);
        builder.HasOne<GrantApplication>().WithMany().HasForeignKey(x => x.ApplicationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Envelope>().WithMany().HasForeignKey(x => x.EnvelopeId).OnDelete(DeleteBehavior.Restrict);
    }
}
