using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Where one application stands in a ranking.</summary>
/// <param name="Rank">1 for the first.</param>
/// <param name="Score">0 to 100, four decimals.</param>
public sealed record RankedPlace(int Rank, decimal Score);

/// <summary>An application whose place is not what its marks give.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Kept">Its place in the ranking.</param>
/// <param name="Recomputed">Its place by the marks as they are; null when they give none.</param>
public sealed record RankingDifference(GrantApplicationId ApplicationId, string Reference, RankedPlace Kept, RankedPlace? Recomputed);

/// <summary>Compares a ranking as it was kept with the one that its marks give.</summary>
public static class RankingCheck
{
    /// <summary>The entries of which anything differs, in the order of the kept ranking.</summary>
    public static IEnumerable<RankingDifference> Differences(IReadOnlyList<RankingEntry> kept, IReadOnlyList<RankingEntry> recomputed)
    {
        var found = recomputed.ToDictionary(x => x.ApplicationId);
        foreach (var entry in kept)
        {
            var other = found.GetValueOrDefault(entry.ApplicationId);
            if (other is null || !IsSame(entry, other))
            {
                yield return new RankingDifference(
                    entry.ApplicationId,
                    entry.Reference,
                    new RankedPlace(entry.Rank, entry.Score),
                    other is null ? null : new RankedPlace(other.Rank, other.Score)
                );
            }
        }
    }

    private static bool IsSame(RankingEntry a, RankingEntry b) =>
        a with { Means = b.Means, EliminatedBy = b.EliminatedBy } == b
        && a.EliminatedBy.SequenceEqual(b.EliminatedBy)
        && a.Means.Count == b.Means.Count
        && a.Means.All(x => b.Means.TryGetValue(x.Key, out var mean) && mean == x.Value);
}
