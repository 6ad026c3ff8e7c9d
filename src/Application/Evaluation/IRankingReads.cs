using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
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

    /// <summary>The submitted sheets of a call by application, those of each in the order of their evaluators' ids.</summary>
    /// <param name="call">The call.</param>
    /// <param name="withComments">Whether what the evaluators wrote is wanted; else no mark has a comment.</param>
    /// <param name="cancellationToken">Gives up.</param>
    Task<IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>>> SubmittedSheetsAsync(
        CallId call,
        bool withComments,
        CancellationToken cancellationToken
    );

    /// <summary>A ranking that is to be changed, without its entries, which may be many: none of them stands in it. Null where there is none.</summary>
    Task<Ranking?> FindWithoutEntriesAsync(RankingId id, CancellationToken cancellationToken);
}
