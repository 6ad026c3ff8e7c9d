using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.AssignReaders;

/// <summary>
/// Assigns all admissible applications of a call to its panel, by a job. Each gets as many evaluators as the panel says, from as many
/// colleges; nobody reads what it is in conflict with, nor more than its maximum load; loads are as even as that allows. Assignments that
/// exist stay. All or nothing: when a constraint can't be met, the run names it with the applications, and nothing is assigned. The same
/// input gives the same assignment (minimum-cost flow, loads weighed by their squares).
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record RequestAssignment(CallId CallId) : ICommand<JobReceipt>;

/// <summary>Reads what became of an automatic assignment.</summary>
[Roles(Role.ProgrammeManager, Role.Auditor)]
public sealed record GetAssignmentRun(AssignmentRunId Id) : IQuery<AssignmentRunModel>;

/// <summary>An automatic assignment.</summary>
/// <param name="Id">Identifier.</param>
/// <param name="CallId">The call.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Sheets">Number of score sheets that it made.</param>
/// <param name="Unmet">The constraints that can't be met, with the applications; empty when there are none.</param>
/// <param name="RequestedAt">When it was asked for.</param>
public sealed record AssignmentRunModel(
    AssignmentRunId Id,
    CallId CallId,
    AssignmentOutcome Outcome,
    int Sheets,
    IReadOnlyList<UnmetConstraintModel> Unmet,
    DateTimeOffset RequestedAt
);

/// <summary>A constraint that can't be met.</summary>
/// <param name="Constraint">Which.</param>
/// <param name="References">References of the applications, at most 1 000.</param>
public sealed record UnmetConstraintModel(AssignmentConstraint Constraint, IReadOnlyList<string> References);

internal sealed class RequestAssignmentValidator : AbstractValidator<RequestAssignment>
{
    public RequestAssignmentValidator() => RuleFor(x => x.CallId).NotEmpty();
}

/// <summary>What stands against an automatic assignment, when it is asked for and when it is carried out.</summary>
internal sealed class AssignableCall(EvaluatedCall calls, IEvaluationDbContext db, IApplicationLookup applications) : ISharedRule
{
    public async Task<Result<AssignableApplications>> FindAsync(CallId id, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(id, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        if (call.Value.Phase != CallPhase.Closed)
        {
            return ScoreSheetErrors.CallNotClosed;
        }

        if (await db.Rankings.IsAnyFrozenAsync(id, cancellationToken))
        {
            return ScoreSheetErrors.RankingFrozen;
        }

        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == id, cancellationToken);
        var open = (await applications.OfCallAsync(id, cancellationToken))
            .Where(x => x.State is ApplicationState.Admissible or ApplicationState.UnderEvaluation)
            .ToList();
        return panel is null || open.Count == 0
            ? AssignmentErrors.NothingToAssign
            : new AssignableApplications(panel, call.Value.MinimumSheets, open);
    }
}

/// <summary>The applications of a call that can be assigned, and its panel.</summary>
internal sealed record AssignableApplications(EvaluationPanel Panel, int MinimumSheets, IReadOnlyList<ApplicationFacts> Applications);

internal sealed class RequestAssignmentHandler(
    IEvaluationDbContext db,
    AssignableCall assignable,
    IBackgroundJobs jobs,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<RequestAssignment, JobReceipt>
{
    public async Task<Result<JobReceipt>> Handle(RequestAssignment command, CancellationToken cancellationToken)
    {
        var found = await assignable.FindAsync(command.CallId, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var run = AssignmentRun.Request(EntityId.New<AssignmentRunId>(), command.CallId, user.Id!.Value, clock.GetUtcNow());
        db.AssignmentRuns.Add(run);
        var job = jobs.Queue(AssignmentRunner.JobKind, run.Id.Value, user.Id!.Value);
        await db.SaveChangesAsync(cancellationToken);
        return new JobReceipt(run.Id.Value, run.Version, job.Value);
    }
}

/// <summary>Whether an automatic assignment exists for the caller.</summary>
[Admits(Role.Auditor)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed class AssignmentRunGate(IEvaluationDbContext db, ICallLookup calls, ICurrentUser user) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var runId = new AssignmentRunId(id);
        var run = await db.AssignmentRuns.AsNoTracking().SingleOrDefaultAsync(x => x.Id == runId, cancellationToken);
        // The call of what there is none of is asked for too, so that the hidden takes no longer than the missing.
        var call = await calls.FindAsync(run?.CallId ?? default, cancellationToken);
        var isKnown = run is not null && (user.Has(Role.Auditor) || call!.Managers.Contains(user.Id!.Value));
        return isKnown ? null : AssignmentErrors.RunNotFound;
    }
}

internal sealed class GetAssignmentRunHandler(IEvaluationDbContext db) : IQueryHandler<GetAssignmentRun, AssignmentRunModel>
{
    public async Task<Result<AssignmentRunModel>> Handle(GetAssignmentRun query, CancellationToken cancellationToken) =>
        await db.AssignmentRuns.AsNoTracking().SingleOrDefaultAsync(x => x.Id == query.Id, cancellationToken) is { } run
            ? new AssignmentRunModel(
                run.Id,
                run.CallId,
                run.Outcome,
                run.Sheets,
                [.. run.Unmet.Select(x => new UnmetConstraintModel(x.Constraint, x.References))],
                run.RequestedAt
            )
            : AssignmentErrors.RunNotFound;
}
