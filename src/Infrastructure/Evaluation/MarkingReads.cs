using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Evaluation;

internal sealed class MarkingReads(AppDbContext db) : IMarkingReads
{
    private static readonly Func<AppDbContext, ScoreSheetId, CancellationToken, Task<Found?>> Find = EF.CompileAsyncQuery(
        (AppDbContext context, ScoreSheetId id, CancellationToken _) =>
            (
                from sheet in context.ScoreSheets
                join panel in context.Panels on sheet.CallId equals panel.CallId
                join call in context.Calls on sheet.CallId equals call.Id
                where sheet.Id == id
                select new Found(
                    sheet,
                    panel,
                    call.Criteria,
                    context.Rankings.Any(x => x.CallId == sheet.CallId && x.Status == RankingStatus.Frozen)
                )
            ).SingleOrDefault()
    );

    private static readonly Func<AppDbContext, CallId, CancellationToken, Task<Found>> FindTerms = EF.CompileAsyncQuery(
        (AppDbContext context, CallId id, CancellationToken _) =>
            (
                from panel in context.Panels.AsNoTracking()
                join call in context.Calls on panel.CallId equals call.Id
                where panel.CallId == id
                select new Found(null, panel, call.Criteria, context.Rankings.Any(x => x.CallId == id && x.Status == RankingStatus.Frozen))
            ).Single()
    );

    private Found? last;

    public async Task<ScoreSheet?> FindAsync(ScoreSheetId id, CancellationToken cancellationToken)
    {
        last = await Find(db, id, cancellationToken);
        return last?.Sheet;
    }

    public IQueryable<ScoreSheet> VisibleTo(ICurrentUser user)
    {
        var caller = user.Id?.Value ?? Guid.Empty;
        var (seesAll, manages, marks) = (user.Has(Role.Auditor), user.Has(Role.ProgrammeManager), user.Has(Role.Evaluator));
        return db
            .ScoreSheets.FromSql(
                $"""
                select sheet.* from evaluation.score_sheets sheet
                join calls.calls call on call.id = sheet.call_id
                left join evaluation.score_sheets own on own.application_id = sheet.application_id and own.evaluator_id = {caller}
                where sheet.evaluator_id = {caller}
                   or coalesce(own.status, '') not in ('assigned', 'draft')
                      and ({seesAll}
                           or {manages} and call.managers @> to_jsonb({caller}::text)
                           or {marks} and own.status = 'submitted' and call.evaluators_see = 'sheets')
                """
            )
            .AsNoTracking();
    }

    public Task NoteOthersSeenAsync(
        GrantApplicationId application,
        UserId evaluator,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) =>
        db.Database.ExecuteSqlAsync(
            $"""
            update evaluation.score_sheets set others_seen_at = {at.ToUniversalTime()}
            where application_id = {application.Value} and evaluator_id = {evaluator.Value} and others_seen_at is null
            """,
            cancellationToken
        );

    public async Task<MarkingTerms> TermsAsync(CallId call, CancellationToken cancellationToken) =>
        (last?.Panel.CallId == call ? last : await FindTerms(db, call, cancellationToken)).Terms;

    private sealed record Found(ScoreSheet? Sheet, EvaluationPanel Panel, IReadOnlyList<Criterion> Criteria, bool IsRankingFrozen)
    {
        public MarkingTerms Terms { get; } = new(Panel, [.. Criteria.Select(CallCriterion.Of).Select(MarkedCriteria.Of)], IsRankingFrozen);
    }
}
