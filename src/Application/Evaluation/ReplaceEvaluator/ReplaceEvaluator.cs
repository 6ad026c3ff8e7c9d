using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.AssignReaders;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.ReplaceEvaluator;

/// <summary>
/// Replaces an evaluator who has not submitted its sheets by the panel's due date: each of them ends, and another evaluator without a conflict
/// reads the application. Refused as a whole when one can't be replaced.
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ReplaceEvaluator(CallId CallId, ReplaceEvaluatorBody Body) : ICommand<Receipt>;

/// <summary>Who is replaced.</summary>
/// <param name="EvaluatorId">The silent evaluator.</param>
/// <param name="Reason">Why; kept with each sheet, at most 20 000 characters.</param>
public sealed record ReplaceEvaluatorBody(UserId EvaluatorId, string Reason);

internal sealed class ReplaceEvaluatorValidator : AbstractValidator<ReplaceEvaluator>
{
    public ReplaceEvaluatorValidator()
    {
        RuleFor(x => x.Body.EvaluatorId).NotEmpty();
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
    }
}

internal sealed class ReplaceEvaluatorHandler(
    IEvaluationDbContext db,
    AssignableCall assignable,
    Vacancies vacancies,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ReplaceEvaluator, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReplaceEvaluator command, CancellationToken cancellationToken)
    {
        var found = await assignable.FindAsync(command.CallId, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (panel, minimumSheets, applications) = found.Value;
        var now = clock.GetUtcNow();
        if (!panel.IsOverdueAt(now))
        {
            return AssignmentErrors.NotOverdue;
        }

        var silent = await db
            .ScoreSheets.ToSubmit()
            .Where(x => x.CallId == command.CallId && x.EvaluatorId == command.Body.EvaluatorId)
            .ToListAsync(cancellationToken);
        if (silent.Count == 0)
        {
            return AssignmentErrors.NotSilent;
        }

        var vacated = silent.Select(x => x.ApplicationId).ToHashSet();
        var affected = applications.Where(x => vacated.Contains(x.Id)).ToList();
        var plan = await vacancies.PlanAsync(panel, minimumSheets, affected, silent.Select(x => x.Id).ToHashSet(), cancellationToken);
        if (plan.Shortages.Count > 0)
        {
            return AssignmentErrors.NoReplacement(References(affected, plan));
        }

        var successors = vacancies.Fill(panel, plan, now);
        foreach (var sheet in silent)
        {
            sheet.Replace(command.Body.Reason, user.Id!.Value, now, successors[sheet.ApplicationId].FirstOrDefault()?.Id);
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(panel);
    }

    private static string References(IEnumerable<ApplicationFacts> applications, AssignmentPlan plan)
    {
        var named = plan.Shortages.SelectMany(x => x.Applications).ToHashSet();
        return string.Join(", ", applications.Where(x => named.Contains(x.Id)).Select(x => x.Reference));
    }
}
