using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>
/// One change of one aggregate, or one reading of personal data: who, on whose behalf, when, from where, and what. A change is written with
/// its entry or not at all; no entry is ever changed.
/// </summary>
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

    /// <summary>The command or query, such as <c>publish-call</c>.</summary>
    public string Action { get; private init; } = null!;

    public string EntityType { get; private init; } = null!;

    /// <summary>What was changed; of a reading, the first of what was read.</summary>
    public Guid EntityId { get; private init; }

    /// <summary>What was read; null for a change.</summary>
    public Guid[]? ReadIds { get; private init; }

    /// <summary>The changed members before, as JSON; null for a creation.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string? Before { get; private init; }

    /// <summary>The changed members after, as JSON.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string? After { get; private init; }

    public string? TraceId { get; private init; }

    /// <summary>The caller's address, as the named proxies say it; null for the service itself.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string? Origin { get; private init; }
}

/// <summary>A personal value of an entry, which holds but a commitment to it: it is erased with its salt, and the entry stays what it was.</summary>
public sealed class AuditPersonalValue
{
    private AuditPersonalValue() { }

    /// <summary>HMAC-SHA256 of the value under its salt, Base64url; stands in the entry.</summary>
    public string Commitment { get; private init; } = null!;

    public AuditEntryId EntryId { get; private init; }

    /// <summary>Whose it is, where that is known.</summary>
    public UserId? PersonId { get; private init; }

    /// <summary>The value, as JSON.</summary>
    [PersonalData(ProcessingPurpose.Accountability, Retention.AidFile, LegalBasis.LegalObligation)]
    public string Value { get; private init; } = null!;

    public byte[] Salt { get; private init; } = [];
}
