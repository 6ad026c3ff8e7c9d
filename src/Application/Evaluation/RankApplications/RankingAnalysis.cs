using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.RankApplications;

internal sealed class RankingAnalysis(RankingBasis basis, IEvaluationDbContext db) : IRankingAnalysis
{
    public async Task<Result<ChangedRankings>> ChangedAsync(RankingId id, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (ranking, call, input) = found.Value;
        var references = ranking.Entries.ToDictionary(x => x.ApplicationId, x => x.Reference);
        return new ChangedRankings(
            RankingVariants
                .Of(input.Applications, EvaluatedCall.Criteria(call), call.TieBreaks)
                .Select(x => new ChangedRanking(
                    x.Change,
                    x.Key,
                    [
                        .. x
                            .Entries.Index()
                            .Select(y => new RankedApplication(
                                y.Item.ApplicationId,
                                references[y.Item.ApplicationId],
                                y.Index + 1,
                                y.Item.Score,
                                y.Item.IsEliminated
                            )),
                    ]
                ))
        );
    }

    public async Task<IReadOnlyDictionary<GrantApplicationId, ScoreSpread>> SpreadsAsync(RankingId id, CancellationToken cancellationToken)
    {
        var found = await basis.FindAsync(id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return new Dictionary<GrantApplicationId, ScoreSpread>();
        }

        var criteria = EvaluatedCall.Criteria(found.Value.Call);
        return found.Value.Input.Applications.ToDictionary(x => x.Id, x => SpreadOf(x, criteria));
    }

    public async Task<Result<RankingBallots>> BallotsAsync(RankingId id, CancellationToken cancellationToken)
    {
        var found = await basis.FindUnchangedAsync(id, withComments: false, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (ranking, call, input) = found.Value;
        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == ranking.CallId, cancellationToken);
        var colleges = (panel?.Members ?? []).ToDictionary(x => x.UserId, x => x.College);
        var criteria = EvaluatedCall.Criteria(call);
        var utilities =
            Ballots.Of(input.Applications, criteria, x => x.Value.ToString())
            ?? Ballots.Of(input.Applications, criteria, x => colleges.GetValueOrDefault(x, x.Value.ToString()));
        return new RankingBallots(utilities is null ? null : new CompleteBallots([.. input.Applications.Select(x => x.Id)], utilities));
    }

    public async Task<IReadOnlyDictionary<GrantApplicationId, int>> ConflictsAsync(CallId id, CancellationToken cancellationToken) =>
        await db
            .ConflictDeclarations.AsNoTracking()
            .Where(x => x.CallId == id)
            .GroupBy(x => x.ApplicationId)
            .Select(x => new { Id = x.Key, Count = x.Count() })
            .ToDictionaryAsync(x => x.Id, x => x.Count, cancellationToken);

    private static ScoreSpread SpreadOf(MarkedApplication application, IReadOnlyList<MarkedCriterion> criteria)
    {
        var alone = application
            .Sheets.Select(x =>
                Scoring.Score(new MarkedApplication(application.Id, application.Reference, application.SubmittedAt, [x]), criteria)
            )
            .ToList();
        return new ScoreSpread(alone.Count, alone.Count == 0 ? 0 : alone.Min(), alone.Count == 0 ? 0 : alone.Max());
    }
}
