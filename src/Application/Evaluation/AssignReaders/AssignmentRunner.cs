using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Evaluation.AssignReaders;

/// <summary>
/// Carries an automatic assignment out, in one transaction with the end of its job: what was killed begins anew, and what has ended stays,
/// so there are no doubles.
/// </summary>
internal sealed class AssignmentRunner(IJobScopes scopes) : IJobRunner
{
    public const string JobKind = "assignment";

    public string Kind => JobKind;

    public async Task RunAsync(JobId id, CancellationToken cancellationToken)
    {
        var assigned = await InScopeAsync(id, (x, subject) => x.AssignAsync(id, subject, cancellationToken), cancellationToken);
        if (assigned.IsFailure)
        {
            var refusal = assigned.Error.Code;
            await InScopeAsync(id, (x, subject) => x.RefuseAsync(id, subject, refusal, cancellationToken), cancellationToken);
        }
    }

    private Task<Result> InScopeAsync(
        JobId id,
        Func<AssignmentExecution, AssignmentRunId, Task<Result>> work,
        CancellationToken cancellationToken
    ) =>
        scopes.RunAsync<AssignmentExecution>(
            id,
            "assign-readers",
            (x, subject) => work(x, new AssignmentRunId(subject)),
            cancellationToken
        );
}

internal sealed class AssignmentExecution(
    IEvaluationDbContext db,
    AssignableCall assignable,
    Vacancies vacancies,
    IApplicationDecisions decisions,
    IBackgroundJobs jobs,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ISharedRule
{
    private const int MostNamed = 1_000;

    public async Task<Result> AssignAsync(JobId job, AssignmentRunId id, CancellationToken cancellationToken)
    {
        var run = await db.AssignmentRuns.SingleAsync(x => x.Id == id, cancellationToken);
        if (run.Outcome != AssignmentOutcome.Pending)
        {
            return Result.Success;
        }

        var found = await assignable.FindAsync(run.CallId, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (panel, minimumSheets, applications) = found.Value;
        var plan = await vacancies.PlanAsync(panel, minimumSheets, applications, new HashSet<ScoreSheetId>(), cancellationToken);
        if (plan.Shortages.Count > 0)
        {
            run.FindInfeasible(Name(plan.Shortages, applications));
            await jobs.EndAsync(job, 0, AssignmentErrors.Infeasible.Code, cancellationToken);
        }
        else
        {
            var sheets = vacancies.Fill(panel, plan, clock.GetUtcNow());
            var begun = applications.Where(x => x.State == ApplicationState.Admissible && sheets.Contains(x.Id)).Select(x => x.Id).ToList();
            var started = await decisions.StartEvaluationsAsync(run.CallId, begun, cancellationToken);
            if (started.IsFailure)
            {
                return started.Error;
            }

            run.Assign(plan.Readings.Count);
            await jobs.EndAsync(job, plan.Readings.Count, null, cancellationToken);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Result.Success;
    }

    public async Task<Result> RefuseAsync(JobId job, AssignmentRunId id, string problem, CancellationToken cancellationToken)
    {
        var run = await db.AssignmentRuns.SingleAsync(x => x.Id == id, cancellationToken);
        if (run.Outcome != AssignmentOutcome.Pending)
        {
            return Result.Success;
        }

        run.Refuse();
        await jobs.EndAsync(job, 0, problem, cancellationToken);
        await db.SaveChangesAsync(cancellationToken);
        return Result.Success;
    }

    private static List<UnmetConstraint> Name(IReadOnlyList<AssignmentShortage> shortages, IReadOnlyList<ApplicationFacts> applications)
    {
        var references = applications.ToDictionary(x => x.Id, x => x.Reference);
        return
        [
            .. shortages.Select(x => new UnmetConstraint(
                x.Constraint,
                [.. x.Applications.Select(y => references[y]).Order(StringComparer.Ordinal).Take(MostNamed)]
            )),
        ];
    }
}
