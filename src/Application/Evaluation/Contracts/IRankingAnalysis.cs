using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.Contracts;

/// <summary>A frozen ranking as it would be after one small change.</summary>
/// <param name="Change">What changes.</param>
/// <param name="Key">Which evaluator, by id, or which criterion, by code.</param>
/// <param name="Entries">The applications in their order then, with rank and score.</param>
public sealed record ChangedRanking(RankingChange Change, string Key, IReadOnlyList<RankedApplication> Entries);

/// <summary>The changed rankings, computed one after the other as they are asked for.</summary>
public sealed record ChangedRankings(IEnumerable<ChangedRanking> Each);

/// <summary>How far the evaluators of an application lie apart.</summary>
/// <param name="Sheets">Number of score sheets.</param>
/// <param name="Lowest">The lowest score that one evaluator alone gives.</param>
/// <param name="Highest">The highest.</param>
public sealed record ScoreSpread(int Sheets, decimal Lowest, decimal Highest);

/// <summary>What each voter thinks of each application.</summary>
/// <param name="Applications">The applications.</param>
/// <param name="Utilities">For each voter, exactly, in the order of the applications.</param>
public sealed record CompleteBallots(IReadOnlyList<GrantApplicationId> Applications, IReadOnlyList<IReadOnlyList<Fraction>> Utilities);

/// <summary>The voters' ballots; null when somebody has not marked every application.</summary>
public sealed record RankingBallots(CompleteBallots? Complete);

/// <summary>What later modules may ask about a ranking; refused when the marks are no longer those of the ranking.</summary>
public interface IRankingAnalysis
{
    /// <summary>The ranking after each small change, computed one after the other as they are asked for.</summary>
    Task<Result<ChangedRankings>> ChangedAsync(RankingId id, CancellationToken cancellationToken);

    /// <summary>How far the evaluators of each application lie apart.</summary>
    Task<IReadOnlyDictionary<GrantApplicationId, ScoreSpread>> SpreadsAsync(RankingId id, CancellationToken cancellationToken);

    /// <summary>What every evaluator thinks of every application, or every college when not each evaluator has marked all.</summary>
    Task<Result<RankingBallots>> BallotsAsync(RankingId id, CancellationToken cancellationToken);

    /// <summary>Number of evaluators with a conflict, by application.</summary>
    Task<IReadOnlyDictionary<GrantApplicationId, int>> ConflictsAsync(CallId id, CancellationToken cancellationToken);
}
