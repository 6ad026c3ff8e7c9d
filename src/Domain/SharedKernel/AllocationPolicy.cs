namespace SocialInnovation.Domain.SharedKernel;

/// <summary>How the envelope is distributed over the ranking.</summary>
/// <param name="Name">One of the names below.</param>
/// <param name="WhenExceeded">What follows an application that the envelope can't hold; without meaning for <c>optimal</c>.</param>
public sealed record AllocationPolicy(string Name, WhenExceeded WhenExceeded)
{
    /// <summary>In order, what was asked for, while the envelope holds it.</summary>
    public const string Ranked = "ranked";

    /// <summary>The same cut for all that the envelope can give their floor.</summary>
    public const string Proportional = "proportional";

    /// <summary>A share of what was asked for, by score.</summary>
    public const string ByBands = "bands";

    /// <summary>The choice of the greatest value.</summary>
    public const string Optimal = "optimal";

    /// <summary>The method of equal shares: to compare with, never adopted.</summary>
    public const string EqualShares = "equal-shares";

    /// <summary>Those by which a call can be decided.</summary>
    public static readonly IReadOnlyList<string> Adoptable = [Ranked, Proportional, ByBands, Optimal];

    /// <summary>Of <c>ranked</c>: the first application that the envelope can't hold whole is given what is left, and all others wait.</summary>
    public bool PartialLast { get; init; }

    /// <summary>Of <c>proportional</c>: the share of what was asked for below which no grant is cut.</summary>
    public Percentage Floor { get; init; }

    /// <summary>Of <c>bands</c>: from the highest score down.</summary>
    public IReadOnlyList<ScoreBand> Bands { get; init; } = [];

    /// <summary>Of <c>optimal</c>: what is maximal.</summary>
    public AllocationObjective Objective { get; init; }

    /// <summary>The smallest grant that is of use; zero for any.</summary>
    public Money MinimumGrant { get; init; }

    /// <summary>Whether both share out alike, bands included.</summary>
    public bool IsSameAs(AllocationPolicy other) =>
        Bands.SequenceEqual(other.Bands) && this with { Bands = [] } == other with { Bands = [] };
}

/// <summary>From this score on, this share of what was asked for.</summary>
public sealed record ScoreBand(Percentage FromScore, Percentage Share);

/// <summary>The value of a choice of applications.</summary>
public enum AllocationObjective
{
    /// <summary>The sum of their scores.</summary>
    Score,

    /// <summary>The sum of score times amount.</summary>
    ScoreTimesAmount,
}

/// <summary>What follows an application that the envelope can't hold.</summary>
public enum WhenExceeded
{
    /// <summary>The next ones are tried.</summary>
    Skip,

    /// <summary>All of them wait.</summary>
    Stop,
}
