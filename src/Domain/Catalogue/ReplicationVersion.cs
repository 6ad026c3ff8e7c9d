using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>A version of a replication's fork of the DNA, as it was. Nothing changes it.</summary>
public sealed class ReplicationVersion : AggregateRoot<ReplicationVersionId>
{
    private ReplicationVersion() { }

    public ReplicationId ReplicationId { get; private set; }

    /// <summary>Counts a replication's versions from 1 on; the first is the copy with which it began.</summary>
    public int Number { get; private set; }

    public InnovationDna Dna { get; private set; } = null!;

    /// <summary>How many elements it changed of its origin.</summary>
    public int ChangeCount { get; private set; }

    public DateTimeOffset PublishedAt { get; private set; }

    internal static ReplicationVersion Of(ReplicationVersionId id, Replication replication, InnovationDna dna, DateTimeOffset at) =>
        new()
        {
            Id = id,
            ReplicationId = replication.Id,
            Number = replication.DnaVersion!.Value,
            Dna = dna,
            ChangeCount = replication.Changes.Count,
            PublishedAt = at,
        };
}
