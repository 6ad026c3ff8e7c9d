using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies a row of the audit trail.</summary>
public readonly record struct AuditEntryId(Guid Value) : IEntityId<AuditEntryId>
{
    public static AuditEntryId From(Guid value) => new(value);

    public static bool operator <(AuditEntryId left, AuditEntryId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(AuditEntryId left, AuditEntryId right) => left.Value.CompareTo(right.Value) > 0;
}
