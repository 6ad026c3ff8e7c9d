using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>What became of a proposed adaptation.</summary>
public enum AdaptationStatus
{
    /// <summary>Waits for the innovation's holder or an editor.</summary>
    Proposed,

    /// <summary>Went into the origin's next version.</summary>
    Accepted,

    /// <summary>Stays with the replication.</summary>
    Refused,
}

/// <summary>An element of a DNA that somebody names.</summary>
/// <param name="Part">The part, as the member is named.</param>
/// <param name="Key">The element's key; null for the need.</param>
public sealed record DnaElementName(string Part, string? Key);

/// <summary>Elements of a replication's fork, proposed back to the origin.</summary>
public sealed class Adaptation : AggregateRoot<AdaptationId>
{
    private Adaptation() { }

    public InnovationId InnovationId { get; private set; }

    /// <summary>The replication to which it is credited.</summary>
    public ReplicationId ReplicationId { get; private set; }

    /// <summary>Number of the innovation's version against which it was made.</summary>
    public int OriginVersion { get; private set; }

    /// <summary>Number of the fork's version out of which it is taken.</summary>
    public int DnaVersion { get; private set; }

    public IReadOnlyList<DnaChange> Elements { get; private set; } = [];

    /// <summary>Why the origin should take them.</summary>
    public string Reason { get; private set; } = null!;

    public DateOnly ProposedOn { get; private set; }

    public AdaptationStatus Status { get; private set; }

    /// <summary>Why it was refused.</summary>
    public string? RefusalReason { get; private set; }

    public DateOnly? DecidedOn { get; private set; }

    /// <summary>Number of the innovation's version that has it, or will have it once it is published.</summary>
    public int? IntoVersion { get; private set; }

    /// <summary>Proposes elements that the replication's newest fork changed.</summary>
    public static Result<Adaptation> Propose(
        AdaptationId id,
        Replication replication,
        IReadOnlyList<DnaElementName> elements,
        string reason,
        DateOnly on
    )
    {
        if (replication.WhyNotFork() is { } error)
        {
            return error;
        }

        var changes = new List<DnaChange>();
        foreach (var (index, element) in elements.Index())
        {
            var prefix = $"{element.Part}/{element.Key}/";
            if (replication.Changes.FirstOrDefault(x => x.StartsWith(prefix, StringComparison.Ordinal)) is not { } code)
            {
                return AdaptationErrors.ElementUnchanged(index);
            }

            var change = DnaChange.Parse(code);
            if (changes.Contains(change))
            {
                return AdaptationErrors.ElementRepeated(index);
            }

            changes.Add(change);
        }

        return new Adaptation
        {
            Id = id,
            InnovationId = replication.InnovationId,
            ReplicationId = replication.Id,
            OriginVersion = replication.OriginVersion,
            DnaVersion = replication.DnaVersion!.Value,
            Elements = changes,
            Reason = reason,
            ProposedOn = on,
        };
    }

    public Error? WhyNotDecide() => Status == AdaptationStatus.Proposed ? null : AdaptationErrors.Decided;

    /// <summary>Takes its elements into the innovation's draft DNA; a published innovation is opened for revision by it.</summary>
    /// <param name="innovation">The origin.</param>
    /// <param name="origin">The DNA of the version against which it was made.</param>
    /// <param name="fork">The version of the fork out of which it is taken.</param>
    /// <param name="by">Who accepts; that makes it an author of the next version.</param>
    /// <param name="on">When.</param>
    public Result Accept(Innovation innovation, InnovationDna origin, InnovationDna fork, UserId by, DateOnly on)
    {
        if (WhyNotDecide() is { } error)
        {
            return error;
        }

        var taken = innovation.Take(Elements, origin, fork, by);
        if (taken.IsFailure)
        {
            return taken.Error;
        }

        (Status, DecidedOn, IntoVersion) = (AdaptationStatus.Accepted, on, (innovation.PublishedVersion ?? 0) + 1);
        return Result.Success;
    }

    /// <summary>Leaves the origin as it is.</summary>
    public Result Refuse(string reason, DateOnly on)
    {
        if (WhyNotDecide() is { } error)
        {
            return error;
        }

        (Status, DecidedOn, RefusalReason) = (AdaptationStatus.Refused, on, reason);
        return Result.Success;
    }
}
