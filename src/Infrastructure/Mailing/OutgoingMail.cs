using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence.Conversions;
using SocialInnovation.Infrastructure.Platform;

namespace SocialInnovation.Infrastructure.Mailing;

/// <summary>A mail on its way. What it says is forgotten when the way has ended, and to whom some time later.</summary>
/// <param name="Id">It is also the mail's Message-ID: the same at every try.</param>
/// <param name="Template">Which text.</param>
/// <param name="Language"><c>fr</c> or <c>en</c>.</param>
/// <param name="Recipient">The address; null once it is forgotten.</param>
/// <param name="Payload">The values of the text as JSON, secret links among them; null once the way has ended.</param>
/// <param name="Status">Where it is.</param>
/// <param name="Tries">How often it was handed over.</param>
/// <param name="Refusal">Why the last try was refused, without anything personal.</param>
/// <param name="RecordedAt">When it was written.</param>
/// <param name="DueAt">When it is to be tried next.</param>
/// <param name="SendingSince">When the last try began.</param>
/// <param name="EndedAt">When its way ended.</param>
internal sealed record OutgoingMail(
    Guid Id,
    string Template,
    string Language,
    [property: PersonalData(ProcessingPurpose.Correspondence, Retention.ThirtyDays, LegalBasis.PublicTask)] string? Recipient,
    [property: PersonalData(ProcessingPurpose.Correspondence, Retention.UntilSent, LegalBasis.PublicTask)] string? Payload,
    MailStatus Status,
    int Tries,
    string? Refusal,
    DateTimeOffset RecordedAt,
    DateTimeOffset DueAt,
    DateTimeOffset? SendingSince,
    DateTimeOffset? EndedAt
);

internal enum MailStatus
{
    /// <summary>To be sent when it is due.</summary>
    Waiting,

    /// <summary>An instance hands it over, or has died over it.</summary>
    Sending,

    /// <summary>The mail server has it.</summary>
    Sent,

    /// <summary>Refused too often.</summary>
    Failed,

    /// <summary>Nobody knows whether the mail server has it, so it is not sent again.</summary>
    Uncertain,
}

internal sealed class OutgoingMailConfiguration : IEntityTypeConfiguration<OutgoingMail>
{
    public void Configure(EntityTypeBuilder<OutgoingMail> builder)
    {
        builder.ToTable("mails", PlatformSchema.Name);
        builder.Property(x => x.Template).HasMaxLength(60);
        builder.Property(x => x.Language).HasMaxLength(2);
        builder.Property(x => x.Recipient).HasMaxLength(254);
        builder.Property(x => x.Payload).HasColumnType("jsonb");
        builder.Property(x => x.Status).HasConversion<EnumConverter<MailStatus>>().HasMaxLength(20);
        builder.Property(x => x.Refusal).HasMaxLength(200);
        builder.HasIndex(x => new { x.DueAt, x.Id }).HasFilter("status = 'waiting'").HasDatabaseName("ix_mails_due");
        builder.HasIndex(x => x.SendingSince).HasFilter("status = 'sending'").HasDatabaseName("ix_mails_sending");
        builder.HasIndex(x => x.EndedAt).HasFilter("recipient is not null").HasDatabaseName("ix_mails_remembered");
    }
}
