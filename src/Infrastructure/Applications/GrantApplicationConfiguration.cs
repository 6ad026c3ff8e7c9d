using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Application.Applications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Applications;

internal sealed class ApplicationsConstraints()
    : ConstraintErrors(
        new Dictionary<string, Error>
        {
            ["ux_grant_applications_reference"] = GrantApplicationErrors.ReferenceTaken,
            ["fk_grant_applications_calls"] = GrantApplicationErrors.UnknownCall,
        }
    );

internal sealed class GrantApplicationConfiguration : IEntityTypeConfiguration<GrantApplication>
{
    public const string Schema = "applications";

    public void Configure(EntityTypeBuilder<GrantApplication> builder)
    {
        builder.ToTable(
            "grant_applications",
            Schema,
            table =>
            {
                table.HasCheckConstraint("ck_grant_applications_submitted", "(submitted_at is null) = (receipt_number is null)");
                table.HasCheckConstraint("ck_grant_applications_awarded", "(state = 'awarded') = (awarded_amount is not null)");
                table.HasCheckConstraint(
                    "ck_grant_applications_completion",
                    "(state = 'completion-requested') = (completion_deadline is not null)"
                );
            }
        );
        builder.Property(x => x.LegalForm).HasMaxLength(4);
        builder.Property(x => x.Reference).HasMaxLength(ApplicationLimits.Reference);
        builder.Property(x => x.OutcomeReason).HasMaxLength(60);
        builder.Property(x => x.AppealReason).HasMaxLength(ApplicationLimits.Text);
        builder.Property(x => x.Content).IsJson();
        builder.Property(x => x.Documents).IsJson();
        builder.Property(x => x.Versions).IsJson();
        builder.Property(x => x.CompletionRequests).IsJson();
        builder.Property(x => x.Admissibility).IsJson();
        builder.HasIndex(x => new { x.CallId, x.Reference }).IsUnique().HasDatabaseName("ux_grant_applications_reference");
        builder.HasIndex(x => x.Reference);
        builder.HasIndex(x => x.ReceiptNumber).IsUnique().HasDatabaseName("ux_grant_applications_receipt");
        builder.HasIndex(x => new { x.CallId, x.Id });
        builder.HasIndex(x => new { x.OrganisationId, x.Id });
        builder
            .HasIndex(x => x.CompletionDeadline)
            .HasFilter("completion_deadline is not null")
            .HasDatabaseName("ix_grant_applications_completion_deadline");
        builder.HasIndex(x => x.WaitingListEndsOn).HasFilter("waiting_list_ends_on is not null");
        builder
            .HasIndex(x => x.CallId)
            .HasFilter("decided_at is not null and notified_at is null")
            .HasDatabaseName("ix_grant_applications_unnotified");
        builder
            .HasOne<CallForProjects>()
            .WithMany()
            .HasForeignKey(x => x.CallId)
            .HasConstraintName("fk_grant_applications_calls")
            .OnDelete(DeleteBehavior.Restrict);
        builder.HasOne<Organisation>().WithMany().HasForeignKey(x => x.OrganisationId).OnDelete(DeleteBehavior.Restrict);
    }
}

/// <summary>The last number given to an application of a call.</summary>
internal sealed record ReferenceCounter(CallId CallId, int Last);

internal sealed class ReferenceCounterConfiguration : IEntityTypeConfiguration<ReferenceCounter>
{
    public void Configure(EntityTypeBuilder<ReferenceCounter> builder)
    {
        builder.ToTable("reference_counters", GrantApplicationConfiguration.Schema);
        builder.HasKey(x => x.CallId);
    }
}

/// <summary>The last receipt number; one row.</summary>
internal sealed record ReceiptCounter(int Id, long Last);

internal sealed class ReceiptCounterConfiguration : IEntityTypeConfiguration<ReceiptCounter>
{
    public void Configure(EntityTypeBuilder<ReceiptCounter> builder)
    {
        builder.ToTable(
            "receipt_counter",
            GrantApplicationConfiguration.Schema,
            table => table.HasCheckConstraint("ck_receipt_counter_single", "id = 1")
        );
        builder.Property(x => x.Id).ValueGeneratedNever();
    }
}
