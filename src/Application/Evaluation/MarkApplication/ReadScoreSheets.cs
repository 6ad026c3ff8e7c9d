using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.MarkApplication;

/// <summary>Reads a score sheet.</summary>
[Roles(Role.Evaluator, Role.ProgrammeManager, Role.Auditor)]
public sealed record GetScoreSheet(ScoreSheetId Id) : IQuery<ScoreSheetModel>;

/// <summary>Lists the score sheets that the caller may see: an evaluator its own, a manager those of its calls.</summary>
/// <param name="Page">Which page.</param>
/// <param name="CallId">Only score sheets of this call.</param>
/// <param name="ApplicationId">Only score sheets of this application.</param>
[Roles(Role.Evaluator, Role.ProgrammeManager, Role.Auditor)]
[Relation(Relation.AssignedEvaluator, Role.Evaluator)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
[OwnData(Role.Evaluator)]
public sealed record ListScoreSheets(PageRequest Page, Guid? CallId, Guid? ApplicationId) : IQuery<Page<ScoreSheetSummary>>, IPagedQuery;

/// <summary>A score sheet as a list shows it.</summary>
public record ScoreSheetSummary
{
    /// <summary>Identifier.</summary>
    public required ScoreSheetId Id { get; init; }

    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>The application that is marked.</summary>
    public required GrantApplicationId ApplicationId { get; init; }

    /// <summary>Who marks it.</summary>
    [NamesPerson]
    public required UserId EvaluatorId { get; init; }

    /// <summary>Where the sheet stands.</summary>
    public required ScoreSheetStatus Status { get; init; }

    /// <summary>When it was submitted.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }
}

/// <summary>One evaluator's marks for one application.</summary>
public sealed record ScoreSheetModel : ScoreSheetSummary
{
    /// <summary>The marks.</summary>
    public required IReadOnlyList<MarkBody> Marks { get; init; }

    /// <summary>Whether its evaluator had seen what others gave before it marked anew.</summary>
    public required bool IsFlagged { get; init; }

    /// <summary>The marks before each reopening.</summary>
    public required IReadOnlyList<FormerMarksModel> Former { get; init; }

    /// <summary>Why it no longer counts; absent while it does.</summary>
    public SheetEndModel? End { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not.</summary>
    public required IReadOnlyList<AllowedAction> AllowedActions { get; init; }
}

/// <summary>The marks of a sheet before it was reopened.</summary>
/// <param name="Marks">The marks.</param>
/// <param name="SubmittedAt">When they were submitted.</param>
/// <param name="ReopeningReason">Why the sheet was reopened.</param>
/// <param name="ReopenedAt">When.</param>
/// <param name="HadSeenOthers">Whether the evaluator had seen what others gave by then.</param>
public sealed record FormerMarksModel(
    IReadOnlyList<MarkBody> Marks,
    DateTimeOffset SubmittedAt,
    string ReopeningReason,
    DateTimeOffset ReopenedAt,
    bool HadSeenOthers
);

/// <summary>Why a sheet no longer counts.</summary>
/// <param name="Reason">Why its evaluator was replaced; absent when it was recused for a conflict.</param>
/// <param name="At">When.</param>
/// <param name="SuccessorId">The sheet that takes its place; absent when there is none.</param>
public sealed record SheetEndModel(string? Reason, DateTimeOffset At, ScoreSheetId? SuccessorId);

internal sealed class ListScoreSheetsValidator : AbstractValidator<ListScoreSheets>
{
    public ListScoreSheetsValidator() => this.IsPaged();
}

internal sealed class GetScoreSheetHandler(
    IMarkingReads reads,
    ICurrentUser user,
    AllowedActions<ScoreSheet> actions,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IQueryHandler<GetScoreSheet, ScoreSheetModel>
{
    public async Task<Result<ScoreSheetModel>> Handle(GetScoreSheet query, CancellationToken cancellationToken)
    {
        if (await reads.VisibleTo(user).SingleOrDefaultAsync(x => x.Id == query.Id, cancellationToken) is not { } sheet)
        {
            return ScoreSheetErrors.NotFound;
        }

        if (sheet.EvaluatorId != user.Id && user.Has(Role.Evaluator))
        {
            await reads.NoteOthersSeenAsync(sheet.ApplicationId, user.Id!.Value, clock.GetUtcNow(), cancellationToken);
        }

        return new ScoreSheetModel
        {
            Id = sheet.Id,
            CallId = sheet.CallId,
            ApplicationId = sheet.ApplicationId,
            EvaluatorId = sheet.EvaluatorId,
            Status = sheet.Status,
            SubmittedAt = sheet.SubmittedAt,
            Version = sheet.Version,
            Marks = ToBodies(sheet.Marks),
            IsFlagged = sheet.IsFlagged,
            Former =
            [
                .. sheet.Former.Select(x => new FormerMarksModel(
                    ToBodies(x.Marks),
                    x.SubmittedAt,
                    x.ReopeningReason,
                    x.ReopenedAt,
                    x.HadSeenOthers
                )),
            ],
            End = sheet.End is { } end ? new SheetEndModel(end.Reason, end.At, end.Successor) : null,
            AllowedActions = await actions.ForAsync(sheet, sheet.Id.Value, cancellationToken),
        };
    }

    private static List<MarkBody> ToBodies(IEnumerable<Mark> marks) =>
        [.. marks.Select(x => new MarkBody(x.Criterion, x.Value, x.Comment))];
}

internal sealed class ListScoreSheetsHandler(IMarkingReads reads, ICurrentUser user)
    : IQueryHandler<ListScoreSheets, Page<ScoreSheetSummary>>
{
    public async Task<Result<Page<ScoreSheetSummary>>> Handle(ListScoreSheets query, CancellationToken cancellationToken)
    {
        var sheets = reads.VisibleTo(user);
        if (!user.HasAny(Role.ProgrammeManager, Role.Auditor))
        {
            // What an evaluator has to do, not what the colleagues did.
            var own = user.Id!.Value;
            sheets = sheets.Where(x => x.EvaluatorId == own);
        }

        if (query.CallId is { } call)
        {
            var callId = new CallId(call);
            sheets = sheets.Where(x => x.CallId == callId);
        }

        if (query.ApplicationId is { } application)
        {
            var applicationId = new GrantApplicationId(application);
            sheets = sheets.Where(x => x.ApplicationId == applicationId);
        }

        return await sheets.ToPageAsync(
            x => x.Id,
            descending: false,
            query.Page,
            x =>
                x.Select(y => new ScoreSheetSummary
                {
                    Id = y.Id,
                    CallId = y.CallId,
                    ApplicationId = y.ApplicationId,
                    EvaluatorId = y.EvaluatorId,
                    Status = y.Status,
                    SubmittedAt = y.SubmittedAt,
                    Version = y.Version,
                }),
            x => x.Id,
            cancellationToken
        );
    }
}
