using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.DeclareConflict;

/// <summary>
/// Declares a conflict of interest between an evaluator and an application. A sheet that it holds is recused, and another evaluator of the panel
/// reads the application where there is one.
/// </summary>
[Roles(Role.Evaluator, Role.ProgrammeManager)]
public sealed record DeclareConflict(DeclareConflictBody Body) : ICommand<Receipt>;

/// <summary>A conflict of interest.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Kind">The kind of link.</param>
/// <param name="Text">What the link is, at most 20 000 characters.</param>
/// <param name="EvaluatorId">Who is in conflict; the caller when not given. Only a manager of the call names another.</param>
public sealed record DeclareConflictBody(GrantApplicationId ApplicationId, ConflictKind Kind, string Text, UserId? EvaluatorId = null);

internal sealed class DeclareConflictValidator : AbstractValidator<DeclareConflict>
{
    public DeclareConflictValidator() => RuleFor(x => x.Body.Text).NotEmpty().MaximumLength(Limits.Description);
}

internal sealed class DeclareConflictHandler(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    Recusal recusal,
    IApplicationLookup applications,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DeclareConflict, Receipt>
{
    public async Task<Result<Receipt>> Handle(DeclareConflict command, CancellationToken cancellationToken)
    {
        var body = command.Body;
        var evaluator = body.EvaluatorId ?? user.Id!.Value;
        if (await FindKnownAsync(body.ApplicationId, evaluator != user.Id, cancellationToken) is not { } application)
        {
            return ScoreSheetErrors.UnknownApplication;
        }

        if (evaluator != user.Id && await calls.WhyNotManagedAsync(application.CallId, cancellationToken) is { } notManaged)
        {
            return notManaged;
        }

        var sheet = await db.ScoreSheets.SingleOrDefaultAsync(
            x => x.ApplicationId == body.ApplicationId && x.EvaluatorId == evaluator,
            cancellationToken
        );
        if (sheet is not null && await db.Rankings.IsAnyFrozenAsync(sheet.CallId, cancellationToken))
        {
            return ScoreSheetErrors.RankingFrozen;
        }

        var (by, now) = (user.Id!.Value, clock.GetUtcNow());
        await recusal.RecuseAsync(sheet is null ? [] : [sheet], by, now, cancellationToken);
        var declaration = ConflictDeclaration.Declare(
            EntityId.New<ConflictDeclarationId>(),
            application.CallId,
            body.ApplicationId,
            evaluator,
            body.Kind,
            body.Text,
            by,
            now
        );
        db.ConflictDeclarations.Add(declaration);
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(declaration);
    }

    // A conflict of one's own is with an application of a call on whose panel one is; a manager names others where an application was handed
    // in. The panel of what there is none of is asked for too, so that the hidden takes no longer than the missing.
    private async Task<ApplicationFacts?> FindKnownAsync(GrantApplicationId id, bool isOfAnother, CancellationToken cancellationToken)
    {
        var application = await applications.FindAsync(id, cancellationToken);
        var callId = application?.CallId ?? default;
        var panel = await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == callId, cancellationToken);
        var isKnown = panel?.Includes(user.Id!.Value) == true || (isOfAnother && user.Has(Role.ProgrammeManager));
        return isKnown && application?.SubmittedAt is not null ? application : null;
    }
}
