using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.MarkApplication;

/// <summary>Replaces the marks of a score sheet that is not submitted.</summary>
[Roles(Role.Evaluator)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record MarkApplication(ScoreSheetId Id, ExpectedVersion? Version, MarkApplicationBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Marks.</summary>
/// <param name="Marks">One for each criterion, in whole points of its scale.</param>
public sealed record MarkApplicationBody(IReadOnlyList<MarkBody> Marks);

/// <summary>A mark on one criterion.</summary>
/// <param name="Criterion">Code of the criterion.</param>
/// <param name="Value">Whole points, within the criterion's scale.</param>
/// <param name="Comment">Why, at most 20 000 characters.</param>
public sealed record MarkBody(string Criterion, int Value, string? Comment = null);

/// <summary>Submits a score sheet; from then on its marks count.</summary>
[Roles(Role.Evaluator)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
public sealed record SubmitScoreSheet(ScoreSheetId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Gives a submitted score sheet back to its evaluator; the former marks are kept.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ReopenScoreSheet(ScoreSheetId Id, ExpectedVersion? Version, ReopenScoreSheetBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>Why a score sheet is reopened.</summary>
/// <param name="Reason">Kept with the former marks, at most 20 000 characters.</param>
public sealed record ReopenScoreSheetBody(string Reason);

internal sealed class MarkApplicationValidator : AbstractValidator<MarkApplication>
{
    public MarkApplicationValidator()
    {
        RuleFor(x => x.Body.Marks).NotNull().HasAtMost(Limits.Items);
        RuleForEach(x => x.Body.Marks)
            .NotNull()
            .ChildRules(mark =>
            {
                mark.RuleFor(x => x.Criterion).IsCode();
                mark.RuleFor(x => x.Value).InclusiveBetween(0, Limits.Mark);
                mark.RuleFor(x => x.Comment).MaximumLength(Limits.Description);
            });
    }
}

internal sealed class ReopenScoreSheetValidator : AbstractValidator<ReopenScoreSheet>
{
    public ReopenScoreSheetValidator() => RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
}

/// <summary>What holds for every act of an evaluator on a sheet: it is its own, it is independent, no ranking is frozen.</summary>
internal sealed class EvaluatorRelation(IMarkingReads reads, ICurrentUser user) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(ScoreSheet sheet, CancellationToken cancellationToken) =>
        sheet.EvaluatorId != user.Id ? ScoreSheetErrors.NotOwn
        : (await reads.TermsAsync(sheet.CallId, cancellationToken)).Panel.IsIndependent(sheet.EvaluatorId) ? null
        : PanelErrors.IndependenceNotDeclared;

    public async Task<Error?> WhyFrozenAsync(ScoreSheet sheet, CancellationToken cancellationToken) =>
        (await reads.TermsAsync(sheet.CallId, cancellationToken)).IsRankingFrozen ? ScoreSheetErrors.RankingFrozen : null;
}

internal sealed class MarkApplicationHandler(IEvaluationDbContext db, IMarkingReads reads, EvaluatorRelation relation)
    : ICommandHandler<MarkApplication, Receipt>
{
    public async Task<Result<Receipt>> Handle(MarkApplication command, CancellationToken cancellationToken)
    {
        if (await reads.FindAsync(command.Id, cancellationToken) is not { } sheet)
        {
            return ScoreSheetErrors.NotFound;
        }

        if (
            (
                await relation.WhyNotAsync(sheet, cancellationToken)
                ?? ExpectedVersion.WhyStale(command.Version, sheet)
                ?? sheet.WhyNotMark()
                ?? await relation.WhyFrozenAsync(sheet, cancellationToken)
            ) is
            { } error
        )
        {
            return error;
        }

        var marked = sheet.Mark(
            [.. command.Body.Marks.Select(x => new Mark(x.Criterion, x.Value, x.Comment))],
            (await reads.TermsAsync(sheet.CallId, cancellationToken)).Criteria
        );
        if (marked.IsFailure)
        {
            return marked.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(sheet);
    }
}

internal sealed class ScoreSheetSubmissionGuard(ICurrentUser user, EvaluatorRelation relation, IMarkingReads reads)
    : ActionGuard<ScoreSheet, SubmitScoreSheet>(user)
{
    public override string Action => "submission";

    protected override Task<Error?> RelationAsync(ScoreSheet aggregate, CancellationToken cancellationToken) =>
        relation.WhyNotAsync(aggregate, cancellationToken);

    protected override async Task<Error?> StateAsync(ScoreSheet aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotSubmit((await reads.TermsAsync(aggregate.CallId, cancellationToken)).Criteria)
        ?? await relation.WhyFrozenAsync(aggregate, cancellationToken);
}

internal sealed class SubmitScoreSheetHandler(
    IEvaluationDbContext db,
    IMarkingReads reads,
    ScoreSheetSubmissionGuard guard,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SubmitScoreSheet, Receipt>
{
    public async Task<Result<Receipt>> Handle(SubmitScoreSheet command, CancellationToken cancellationToken)
    {
        if (await reads.FindAsync(command.Id, cancellationToken) is not { } sheet)
        {
            return ScoreSheetErrors.NotFound;
        }

        if (await guard.WhyNotAsync(sheet, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var submitted = sheet.Submit((await reads.TermsAsync(sheet.CallId, cancellationToken)).Criteria, clock.GetUtcNow());
        if (submitted.IsFailure)
        {
            return submitted.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(sheet);
    }
}

internal sealed class ReopeningGuard(ICurrentUser user, EvaluatorRelation relation, EvaluatedCall calls)
    : ActionGuard<ScoreSheet, ReopenScoreSheet>(user)
{
    public override string Action => "reopening";

    protected override Task<Error?> RelationAsync(ScoreSheet aggregate, CancellationToken cancellationToken) =>
        calls.WhyNotManagedAsync(aggregate.CallId, cancellationToken);

    protected override async Task<Error?> StateAsync(ScoreSheet aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotReopen() ?? await relation.WhyFrozenAsync(aggregate, cancellationToken);
}

internal sealed class ReopenScoreSheetHandler(
    IEvaluationDbContext db,
    ReopeningGuard guard,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<ReopenScoreSheet, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReopenScoreSheet command, CancellationToken cancellationToken)
    {
        if (await db.ScoreSheets.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } sheet)
        {
            return ScoreSheetErrors.NotFound;
        }

        if (await guard.WhyNotAsync(sheet, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var reopened = sheet.Reopen(command.Body.Reason, user.Id!.Value, clock.GetUtcNow());
        if (reopened.IsFailure)
        {
            return reopened.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(sheet);
    }
}
