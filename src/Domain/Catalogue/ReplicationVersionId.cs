using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a version of a replication's DNA.</summary>
public readonly record struct ReplicationVersionId(Guid Value) : IEntityId<ReplicationVersionId>
{
    public static ReplicationVersionId From(Guid value) => new(value);

    public static bool operator <(ReplicationVersionId left, ReplicationVersionId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ReplicationVersionId left, ReplicationVersionId right) => left.Value.CompareTo(right.Value) > 0;
}
