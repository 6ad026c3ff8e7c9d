using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>How far a place has come with reproducing an innovation.</summary>
public enum ReplicationStatus
{
    /// <summary>It would like to (intéressé).</summary>
    Interested,

    /// <summary>It has decided to (projet).</summary>
    Planned,

    /// <summary>It has begun (en cours).</summary>
    Running,

    /// <summary>It goes on for good (pérennisée).</summary>
    Established,

    /// <summary>It was given up; why is known.</summary>
    Abandoned,
}

/// <summary>A status that a replication reached.</summary>
/// <param name="Status">The status.</param>
/// <param name="On">Day on which it was declared.</param>
public sealed record ReplicationStep(ReplicationStatus Status, DateOnly On);

/// <summary>What an organisation declares of its replication.</summary>
/// <param name="Place">Where it takes place.</param>
/// <param name="Summary">What it is, in plain text.</param>
/// <param name="Status">How far it has come.</param>
public sealed record ReplicationDeclaration(InnovationPlace Place, string Summary, ReplicationStatus Status);

/// <summary>An innovation reproduced elsewhere (essaimage), by following it or another replication of it, with its own fork of the DNA.</summary>
public sealed class Replication : AggregateRoot<ReplicationId>
{
    private Replication() { }

    public InnovationId InnovationId { get; private set; }

    /// <summary>The replication that it follows; null when it follows the innovation itself. Never changes, so that lineage is a tree.</summary>
    public ReplicationId? ParentId { get; private set; }

    public OrganisationId OrganisationId { get; private set; }

    public InnovationPlace Place { get; private set; } = null!;

    public string Department { get; private set; } = null!;

    public string Summary { get; private set; } = null!;

    public ReplicationStatus Status { get; private set; }

    /// <summary>The statuses that it reached, in order.</summary>
    public IReadOnlyList<ReplicationStep> Steps { get; private set; } = [];

    /// <summary>Number of the innovation's published version from which its lineage began.</summary>
    public int OriginVersion { get; private set; }

    /// <summary>Number of the newest version of its fork of the DNA, from 1 on; null while there is none.</summary>
    public int? DnaVersion { get; private set; }

    /// <summary>Codes of what that fork changed of its origin; see <see cref="DnaChange.ToCode"/>.</summary>
    public IReadOnlyList<string> Changes { get; private set; } = [];

    /// <summary>Why it was given up.</summary>
    public string? AbandonmentReason { get; private set; }

    /// <summary>Why an editor took it out of the public eye.</summary>
    public string? WithdrawalReason { get; private set; }

    /// <summary>Declares a replication of what is published, or of another replication of it.</summary>
    public static Result<Replication> Declare(
        ReplicationId id,
        InnovationVersion origin,
        Replication? parent,
        OrganisationId organisation,
        ReplicationDeclaration declared,
        DateOnly on
    )
    {
        if (declared.Place.Latitude is null != declared.Place.Longitude is null)
        {
            return InnovationErrors.CoordinatesIncomplete("#/place");
        }

        if (declared.Status == ReplicationStatus.Abandoned)
        {
            return ReplicationErrors.AbandonedAtStart;
        }

        return new Replication
        {
            Id = id,
            InnovationId = origin.InnovationId,
            ParentId = parent?.Id,
            OrganisationId = organisation,
            Place = declared.Place,
            Department = declared.Place.Department(),
            Summary = declared.Summary,
            Status = declared.Status,
            Steps = [new ReplicationStep(declared.Status, on)],
            OriginVersion = parent?.OriginVersion ?? origin.Number,
        };
    }

    public Error? WhyNotFork() => WithdrawalReason is null ? null : ReplicationErrors.Withdrawn;

    /// <summary>Publishes its DNA as the next version of its fork, and finds out what that changed.</summary>
    /// <param name="id">Identifier of the version.</param>
    /// <param name="dna">The whole fork.</param>
    /// <param name="origin">The DNA of the origin's version from which the lineage began; null when that had none.</param>
    /// <param name="at">When.</param>
    public Result<ReplicationVersion> ReplaceDna(ReplicationVersionId id, InnovationDna dna, InnovationDna? origin, DateTimeOffset at)
    {
        if ((WhyNotFork() ?? dna.WhyNotKeep()) is { } error)
        {
            return error;
        }

        DnaVersion = (DnaVersion ?? 0) + 1;
        Changes = origin is null ? [] : [.. DnaChanges.Of(origin, dna).Select(x => x.ToCode())];
        return ReplicationVersion.Of(id, this, dna, at);
    }

    public Error? WhyNotAdvance() =>
        WithdrawalReason is not null ? ReplicationErrors.Withdrawn
        : Status is ReplicationStatus.Established or ReplicationStatus.Abandoned ? ReplicationErrors.Ended
        : null;

    /// <summary>Reaches the next status: planned, running, established, one after the other.</summary>
    public Result Advance(ReplicationStatus to, DateOnly on)
    {
        if (WhyNotAdvance() is { } error)
        {
            return error;
        }

        if (to == ReplicationStatus.Abandoned || to != Status + 1)
        {
            return ReplicationErrors.OutOfOrder;
        }

        Reach(to, on);
        return Result.Success;
    }

    /// <summary>Gives it up before it is established, and says why it failed.</summary>
    public Result Abandon(string reason, DateOnly on)
    {
        if (WhyNotAdvance() is { } error)
        {
            return error;
        }

        AbandonmentReason = reason;
        Reach(ReplicationStatus.Abandoned, on);
        return Result.Success;
    }

    public Error? WhyNotWithdraw() => WhyNotFork();

    /// <summary>Takes it out of the public eye, for good; what follows it stays.</summary>
    public Result Withdraw(string reason)
    {
        if (WhyNotWithdraw() is { } error)
        {
            return error;
        }

        WithdrawalReason = reason;
        return Result.Success;
    }

    private void Reach(ReplicationStatus status, DateOnly on) => (Status, Steps) = (status, [.. Steps, new ReplicationStep(status, on)]);
}
