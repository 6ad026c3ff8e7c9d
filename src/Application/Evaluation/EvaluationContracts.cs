using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

internal sealed class AssignmentLookup(IEvaluationDbContext db, ICallLookup lookup) : IAssignmentLookup
{
    public async Task<IReadOnlyList<GrantApplicationId>> OfEvaluatorAsync(UserId evaluator, CancellationToken cancellationToken)
    {
        var assigned = await Assigned(evaluator).Select(x => new { x.CallId, x.ApplicationId }).ToListAsync(cancellationToken);
        var calls = assigned.Select(x => x.CallId).Distinct().ToList();
        var panels = await db.Panels.AsNoTracking().Where(x => calls.Contains(x.CallId)).ToListAsync(cancellationToken);
        var blind = await lookup.BlindAsync(calls, cancellationToken);
        var independent = panels.Where(x => x.IsIndependent(evaluator) && !blind.Contains(x.CallId)).Select(x => x.CallId).ToHashSet();
        return [.. assigned.Where(x => independent.Contains(x.CallId)).Select(x => x.ApplicationId)];
    }

    public async Task<Error?> WhyNotReadAsync(UserId evaluator, GrantApplicationId id, CancellationToken cancellationToken)
    {
        if (await Assigned(evaluator).SingleOrDefaultAsync(x => x.ApplicationId == id, cancellationToken) is not { } sheet)
        {
            return null;
        }

        var panel = await db.Panels.AsNoTracking().SingleAsync(x => x.CallId == sheet.CallId, cancellationToken);
        return !panel.IsIndependent(evaluator) ? PanelErrors.IndependenceNotDeclared
            : (await lookup.BlindAsync([sheet.CallId], cancellationToken)).Count > 0 ? ScoreSheetErrors.Blind
            : null;
    }

    private IQueryable<ScoreSheet> Assigned(UserId evaluator) =>
        db.ScoreSheets.AsNoTracking().Active().Where(x => x.EvaluatorId == evaluator);
}

internal sealed class RankingLookup(IEvaluationDbContext db) : IRankingLookup
{
    public async Task<RankingFacts?> FindFrozenAsync(RankingId id, CancellationToken cancellationToken) =>
        ToFacts(
            await db.Rankings.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id && x.Status == RankingStatus.Frozen, cancellationToken)
        );

    public async Task<RankingFacts?> FrozenOfCallAsync(CallId id, CancellationToken cancellationToken) =>
        ToFacts(
            await db
                .Rankings.AsNoTracking()
                .SingleOrDefaultAsync(x => x.CallId == id && x.Status == RankingStatus.Frozen, cancellationToken)
        );

    private static RankingFacts? ToFacts(Ranking? ranking) =>
        ranking is null
            ? null
            : new RankingFacts(
                ranking.Id,
                ranking.CallId,
                ranking.FrozenBy!.Value,
                [
                    .. ranking.Entries.Select(x => new RankedApplication(
                        x.ApplicationId,
                        x.Reference,
                        x.Rank,
                        x.Score,
                        x.EliminatedBy.Count > 0
                    )),
                ]
            );
}

/// <summary>What the module's handlers ask of the call that an evaluation belongs to.</summary>
internal sealed class EvaluatedCall(ICallLookup calls, ICurrentUser user) : ISharedRule
{
    public async Task<CallRules> GetAsync(CallId id, CancellationToken cancellationToken) =>
        (await calls.FindAsync(id, cancellationToken))!;

    /// <summary>The call, when the caller is a manager named on it.</summary>
    public async Task<Result<CallRules>> ManagedAsync(CallId id, CancellationToken cancellationToken)
    {
        var call = await GetAsync(id, cancellationToken);
        return call.Managers.Contains(user.Id!.Value) ? call : PanelErrors.NotNamed;
    }

    public async Task<Error?> WhyNotManagedAsync(CallId id, CancellationToken cancellationToken) =>
        (await ManagedAsync(id, cancellationToken)).Error;

    /// <summary>The same for what the auditor may read too.</summary>
    public async Task<Error?> WhyNotReadAsync(CallId id, CancellationToken cancellationToken) =>
        user.Has(Role.Auditor) ? null : await WhyNotManagedAsync(id, cancellationToken);

    public static IReadOnlyList<MarkedCriterion> Criteria(CallRules call) => [.. call.Criteria.Select(MarkedCriteria.Of)];
}

/// <summary>Whether a score sheet exists for the caller: its evaluator, the managers of its call, the auditor.</summary>
[Admits(Role.Auditor)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed class ScoreSheetGate(IMarkingReads reads, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken) =>
        await reads.VisibleTo(user).AnyAsync(x => x.Id == new ScoreSheetId(id), cancellationToken) ? null : ScoreSheetErrors.NotFound;
}

/// <summary>Whether a ranking exists for the caller.</summary>
public sealed class RankingGate(IEvaluationDbContext db, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var rankingId = new RankingId(id);
        return RankingAccess.MaySee(user) && await db.Rankings.AnyAsync(x => x.Id == rankingId, cancellationToken)
            ? await db.WhyNotLookAsync(user, db.Rankings.Where(x => x.Id == rankingId).Select(x => x.CallId), cancellationToken)
            : RankingErrors.NotFound;
    }
}

internal static class RankingAccess
{
    public static bool MaySee(ICurrentUser user) =>
        user.HasAny(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor);
}
