using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>What hundreds of evaluators wait for on the last evening: a score sheet and what an act on it is judged by, in one query.</summary>
public interface IMarkingReads
{
    /// <summary>A score sheet that is to be changed; null where there is none.</summary>
    Task<ScoreSheet?> FindAsync(ScoreSheetId id, CancellationToken cancellationToken);

    /// <summary>
    /// The score sheets that exist for the caller: an evaluator's own and, once its own is submitted and where the call says so, the others of the same application; a
    /// manager's those of its calls; the auditor's all. Whoever still has to mark an application sees no other sheet of it.
    /// </summary>
    IQueryable<ScoreSheet> VisibleTo(ICurrentUser user);

    /// <summary>Keeps when an evaluator first saw what others gave an application; no other change of its sheet.</summary>
    Task NoteOthersSeenAsync(GrantApplicationId application, UserId evaluator, DateTimeOffset at, CancellationToken cancellationToken);

    /// <summary>What acts on the sheets of a call are judged by; of the sheet just found it is known already.</summary>
    Task<MarkingTerms> TermsAsync(CallId call, CancellationToken cancellationToken);
}

/// <summary>What an evaluator's act on a score sheet is judged by.</summary>
/// <param name="Panel">The call's panel, to be read only.</param>
/// <param name="Criteria">The call's criteria.</param>
/// <param name="IsRankingFrozen">Whether a ranking of the call is frozen.</param>
public sealed record MarkingTerms(EvaluationPanel Panel, IReadOnlyList<MarkedCriterion> Criteria, bool IsRankingFrozen);
