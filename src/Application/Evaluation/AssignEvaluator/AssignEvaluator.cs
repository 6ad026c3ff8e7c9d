using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.AssignEvaluator;

/// <summary>Assigns an application to an evaluator of the panel; the first assignment starts its evaluation.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record AssignEvaluator(CallId CallId, AssignEvaluatorBody Body) : ICommand<Receipt>;

/// <summary>An assignment.</summary>
/// <param name="ApplicationId">An admissible application of the call.</param>
/// <param name="EvaluatorId">A member of the call's panel without a conflict.</param>
public sealed record AssignEvaluatorBody(GrantApplicationId ApplicationId, UserId EvaluatorId);

internal sealed class AssignEvaluatorValidator : AbstractValidator<AssignEvaluator>
{
    public AssignEvaluatorValidator()
    {
        RuleFor(x => x.Body.ApplicationId).NotEmpty();
        RuleFor(x => x.Body.EvaluatorId).NotEmpty();
    }
}

internal sealed class AssignEvaluatorHandler(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    FoundConflicts conflicts,
    IApplicationLookup applications,
    IApplicationDecisions decisions,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AssignEvaluator, Receipt>
{
    public async Task<Result<Receipt>> Handle(AssignEvaluator command, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(command.CallId, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        if (await WhyNotAsync(call.Value, command.Body, cancellationToken) is { } error)
        {
            return error;
        }

        var started = await decisions.StartEvaluationAsync(command.Body.ApplicationId, cancellationToken);
        if (started.IsFailure)
        {
            return started.Error;
        }

        var sheet = ScoreSheet.Assign(
            EntityId.New<ScoreSheetId>(),
            command.CallId,
            command.Body.ApplicationId,
            command.Body.EvaluatorId,
            clock.GetUtcNow()
        );
        db.ScoreSheets.Add(sheet);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(sheet);
    }

    private async Task<Error?> WhyNotAsync(CallRules call, AssignEvaluatorBody body, CancellationToken cancellationToken)
    {
        if (call.Phase != CallPhase.Closed)
        {
            return ScoreSheetErrors.CallNotClosed;
        }

        if (await applications.FindAsync(body.ApplicationId, cancellationToken) is not { } application || application.CallId != call.Id)
        {
            return ScoreSheetErrors.UnknownApplication;
        }

        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == call.Id, cancellationToken);
        if (panel?.MemberOf(body.EvaluatorId) is not { } member)
        {
            return ScoreSheetErrors.NotOnPanel;
        }

        if (
            await db.ConflictDeclarations.AnyAsync(
                x => x.ApplicationId == body.ApplicationId && x.EvaluatorId == body.EvaluatorId,
                cancellationToken
            )
        )
        {
            return ScoreSheetErrors.ConflictDeclared;
        }

        if ((await conflicts.TiesAsync([body.EvaluatorId], cancellationToken))[body.EvaluatorId].Contains(application.Siren))
        {
            return ConflictErrors.Found;
        }

        return member.MaximumLoad is { } most && await LoadAsync(call.Id, body.EvaluatorId, cancellationToken) >= most
            ? AssignmentErrors.MaximumLoadReached
            : null;
    }

    private Task<int> LoadAsync(CallId call, UserId evaluator, CancellationToken cancellationToken) =>
        db.ScoreSheets.Active().CountAsync(x => x.CallId == call && x.EvaluatorId == evaluator, cancellationToken);
}
