using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>Who asks for the money of an envelope, and what binds its distribution.</summary>
public sealed record AllocationProblem
{
    private readonly Candidate[] candidates = [];

    /// <summary>In rank order, whatever the order in which they are given.</summary>
    public required IReadOnlyList<Candidate> Candidates
    {
        get => candidates;
        init => candidates = InRankOrder(value);
    }

    public required IReadOnlyList<Limit> Limits { get; init; }

    public IReadOnlyList<ExclusiveSet> ExclusiveSets { get; init; } = [];

    /// <summary>The gate before every policy; a score that equals it passes.</summary>
    public required Percentage MinimumScore { get; init; }

    public required AllocationPolicy Policy { get; init; }

    private static Candidate[] InRankOrder(IReadOnlyList<Candidate> given)
    {
        var ordered = given.ToArray();
        Array.Sort(Array.ConvertAll(ordered, x => x.Rank), ordered);
        return ordered;
    }
}
