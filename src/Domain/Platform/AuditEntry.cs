using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>One change of one aggregate: who, on whose behalf, when, and what. Written by the persistence layer with the change itself; never changed.</summary>
public sealed class AuditEntry
{
    private AuditEntry() { }

    public AuditEntryId Id { get; private init; }

    /// <summary>The real instant of the recording; the table is partitioned by its month.</summary>
    public DateTimeOffset RecordedAt { get; private init; }

    /// <summary>The business instant at which the change counts.</summary>
    public DateTimeOffset EffectiveAt { get; private init; }

    /// <summary>Who did it; null for the service itself, as when a deadline passes.</summary>
    public UserId? ActorId { get; private init; }

    /// <summary>The person whose rights the actor used, as an administrator does in an import.</summary>
    public UserId? OnBehalfOfId { get; private init; }

    /// <summary>The command, such as <c>publish-call</c>.</summary>
    public string Action { get; private init; } = null!;

    public string EntityType { get; private init; } = null!;

    public Guid EntityId { get; private init; }

    /// <summary>The changed members before, as JSON; null for a creation.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string? Before { get; private init; }

    /// <summary>The changed members after, as JSON.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string? After { get; private init; }

    public string? TraceId { get; private init; }
}
