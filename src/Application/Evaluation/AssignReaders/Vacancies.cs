using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.AssignReaders;

/// <summary>Finds evaluators for applications of a call that lack them.</summary>
internal sealed class Vacancies(IEvaluationDbContext db, FoundConflicts conflicts, IAssignmentPlanner planner) : ISharedRule
{
    /// <summary>Plans who is to read these applications beside those who read them already.</summary>
    /// <param name="panel">The call's panel.</param>
    /// <param name="minimumSheets">How many sheets the call asks for.</param>
    /// <param name="applications">The applications; those that lack nobody are passed over.</param>
    /// <param name="leaving">Sheets that are about to end: their evaluators read no longer, and are not asked again.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<AssignmentPlan> PlanAsync(
        EvaluationPanel panel,
        int minimumSheets,
        IReadOnlyCollection<ApplicationFacts> applications,
        IReadOnlySet<ScoreSheetId> leaving,
        CancellationToken cancellationToken
    )
    {
        var rule = panel.RuleOf(minimumSheets);
        var held = await db
            .ScoreSheets.AsNoTracking()
            .Where(x => x.CallId == panel.CallId)
            .Select(x => new HeldSheet(x.Id, x.ApplicationId, x.EvaluatorId, x.Status))
            .ToListAsync(cancellationToken);
        var active = held.Where(x => x.IsActive && !leaving.Contains(x.Id)).ToList();
        var readers = active.ToLookup(x => x.ApplicationId, x => x.EvaluatorId);
        var loads = active.CountBy(x => x.EvaluatorId).ToDictionary();
        var barred = await conflicts.AmongAsync([.. panel.Members.Select(x => x.UserId)], applications, cancellationToken);
        barred.UnionWith(held.Where(x => !x.IsActive || leaving.Contains(x.Id)).Select(x => new Reading(x.ApplicationId, x.EvaluatorId)));
        return planner.Plan(
            new AssignmentProblem(
                [
                    .. applications
                        .Where(x => readers[x.Id].Count() < rule.ReadersPerApplication)
                        .Select(x => new ApplicationToRead(x.Id, x.Reference, [.. readers[x.Id]])),
                ],
                [.. panel.Members.Select(x => new Reader(x.UserId, x.College, x.MaximumLoad, loads.GetValueOrDefault(x.UserId)))],
                rule,
                barred
            ),
            cancellationToken
        );
    }

    /// <summary>Makes the sheets of a plan; by application.</summary>
    public ILookup<GrantApplicationId, ScoreSheet> Fill(EvaluationPanel panel, AssignmentPlan plan, DateTimeOffset at)
    {
        var sheets = plan
            .Readings.Select(x => ScoreSheet.Assign(EntityId.New<ScoreSheetId>(), panel.CallId, x.ApplicationId, x.UserId, at))
            .ToList();
        db.ScoreSheets.AddRange(sheets);
        return sheets.ToLookup(x => x.ApplicationId);
    }

    private sealed record HeldSheet(ScoreSheetId Id, GrantApplicationId ApplicationId, UserId EvaluatorId, ScoreSheetStatus Status)
    {
        public bool IsActive => Status.IsActive();
    }
}
