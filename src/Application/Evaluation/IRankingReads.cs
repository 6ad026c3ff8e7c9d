using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>Parts of a ranking: it may have thousands of entries, and a page shows a hundred.</summary>
public interface IRankingReads
{
    /// <summary>Entries in rank order; null where there is no such ranking.</summary>
    /// <param name="id">The ranking.</param>
    /// <param name="afterRank">Only entries after this rank; ranks go up by one from 1.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyList<RankingEntry>?> FindEntriesAsync(RankingId id, int afterRank, int take, CancellationToken cancellationToken);
}
