using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a replication.</summary>
public readonly record struct ReplicationId(Guid Value) : IEntityId<ReplicationId>
{
    public static ReplicationId From(Guid value) => new(value);

    public static bool operator <(ReplicationId left, ReplicationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ReplicationId left, ReplicationId right) => left.Value.CompareTo(right.Value) > 0;
}
