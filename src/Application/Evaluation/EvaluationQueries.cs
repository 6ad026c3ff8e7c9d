using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>What several use cases ask of the module's tables.</summary>
internal static class EvaluationQueries
{
    /// <summary>The sheets whose evaluators read the application, or have read it.</summary>
    public static IQueryable<ScoreSheet> Active(this IQueryable<ScoreSheet> sheets) =>
        sheets.Where(x => x.Status != ScoreSheetStatus.Recused && x.Status != ScoreSheetStatus.Replaced);

    /// <summary>The sheets that their evaluators have still to submit.</summary>
    public static IQueryable<ScoreSheet> ToSubmit(this IQueryable<ScoreSheet> sheets) =>
        sheets.Where(x => x.Status == ScoreSheetStatus.Assigned || x.Status == ScoreSheetStatus.Draft);

    /// <summary>Whoever has still to mark applications of a call learns nothing of what others gave there, whatever else it is.</summary>
    public static async Task<Error?> WhyNotLookAsync(
        this IEvaluationDbContext db,
        ICurrentUser user,
        IQueryable<CallId> call,
        CancellationToken cancellationToken
    )
    {
        var reader = user.Id!.Value;
        return
            user.Has(Role.Evaluator)
            && await db.ScoreSheets.ToSubmit().AnyAsync(x => x.EvaluatorId == reader && call.Contains(x.CallId), cancellationToken)
            ? ScoreSheetErrors.OwnToSubmit
            : null;
    }

    /// <summary>Whether a ranking of the call is frozen.</summary>
    public static Task<bool> IsAnyFrozenAsync(this IQueryable<Ranking> rankings, CallId call, CancellationToken cancellationToken) =>
        rankings.AnyAsync(x => x.CallId == call && x.Status == RankingStatus.Frozen, cancellationToken);
}
