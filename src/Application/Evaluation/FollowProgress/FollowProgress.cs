using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.FollowProgress;

/// <summary>Shows how far the evaluation of a call has come.</summary>
[Roles(Role.ProgrammeManager, Role.Auditor)]
[Admits(Role.Auditor)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record GetEvaluationProgress(CallId CallId) : IQuery<EvaluationProgressModel>;

/// <summary>Lists how far each evaluator of a call's panel has come, in the panel's order.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Limit">Number of evaluators, 1 to 100.</param>
/// <param name="After">Only evaluators after so many.</param>
/// <param name="Overdue">Only those with overdue sheets.</param>
[Roles(Role.ProgrammeManager, Role.Auditor)]
[Admits(Role.Auditor)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ListEvaluatorProgress(CallId CallId, int? Limit, int? After, bool Overdue = false)
    : IQuery<Page<EvaluatorProgressModel>>;

/// <summary>Lists how far the evaluation of each application of a call has come that was found admissible and not withdrawn.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Page">Which page.</param>
[Roles(Role.ProgrammeManager, Role.Auditor)]
[Admits(Role.Auditor)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ListApplicationProgress(CallId CallId, PageRequest Page) : IQuery<Page<ApplicationProgressModel>>, IPagedQuery;

/// <summary>How far the evaluation of a call has come.</summary>
public sealed record EvaluationProgressModel
{
    /// <summary>The call.</summary>
    public required CallId CallId { get; init; }

    /// <summary>Number of applications that were found admissible and not withdrawn.</summary>
    public required int Applications { get; init; }

    /// <summary>Number of applications that have as many submitted sheets as the call asks for.</summary>
    public required int Complete { get; init; }

    /// <summary>Number of sheets that nobody has begun.</summary>
    public required int Assigned { get; init; }

    /// <summary>Number of sheets in work.</summary>
    public required int Drafted { get; init; }

    /// <summary>Number of submitted sheets.</summary>
    public required int Submitted { get; init; }

    /// <summary>Number of sheets that ended by a conflict.</summary>
    public required int Recused { get; init; }

    /// <summary>Number of sheets whose evaluator was replaced.</summary>
    public required int Replaced { get; init; }

    /// <summary>Number of sheets that are not submitted though they are due.</summary>
    public required int Overdue { get; init; }

    /// <summary>Until when the sheets are due.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>How far an evaluator has come.</summary>
/// <param name="EvaluatorId">The evaluator.</param>
/// <param name="College">Code of its college.</param>
/// <param name="Assigned">Number of sheets that it has not begun.</param>
/// <param name="Drafted">Number of sheets in work.</param>
/// <param name="Submitted">Number of submitted sheets.</param>
/// <param name="Overdue">Number of sheets that are not submitted though they are due.</param>
/// <param name="IndependenceDeclared">Whether it has declared its independence.</param>
/// <param name="RemindedAt">When it was last reminded.</param>
public sealed record EvaluatorProgressModel(
    [property: NamesPerson(Of = nameof(EvaluatorProgressModel.EvaluatorId))] UserId EvaluatorId,
    string College,
    int Assigned,
    int Drafted,
    int Submitted,
    int Overdue,
    bool IndependenceDeclared,
    DateTimeOffset? RemindedAt
);

/// <summary>How far an application has come.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Assigned">Number of sheets that nobody has begun.</param>
/// <param name="Drafted">Number of sheets in work.</param>
/// <param name="Submitted">Number of submitted sheets.</param>
/// <param name="Overdue">Number of sheets that are not submitted though they are due.</param>
/// <param name="MissingReaders">How many evaluators it lacks.</param>
/// <param name="MissingColleges">From how many more colleges they have to come.</param>
public sealed record ApplicationProgressModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Assigned,
    int Drafted,
    int Submitted,
    int Overdue,
    int MissingReaders,
    int MissingColleges
);

internal sealed class ListEvaluatorProgressValidator : AbstractValidator<ListEvaluatorProgress>
{
    public ListEvaluatorProgressValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class ListApplicationProgressValidator : AbstractValidator<ListApplicationProgress>
{
    public ListApplicationProgressValidator() => this.IsPaged();
}

internal sealed class EvaluationProgress(
    IEvaluationDbContext db,
    EvaluatedCall calls,
    IApplicationLookup applications,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : IQueryHandler<GetEvaluationProgress, EvaluationProgressModel>,
        IQueryHandler<ListEvaluatorProgress, Page<EvaluatorProgressModel>>,
        IQueryHandler<ListApplicationProgress, Page<ApplicationProgressModel>>
{
    public async Task<Result<EvaluationProgressModel>> Handle(GetEvaluationProgress request, CancellationToken cancellationToken)
    {
        if (await calls.WhyNotReadAsync(request.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var call = await calls.GetAsync(request.CallId, cancellationToken);
        var panel = await FindPanelAsync(request.CallId, cancellationToken);
        var sheets = SheetCounts.Of(
            await db
                .ScoreSheets.Where(x => x.CallId == request.CallId)
                .GroupBy(x => x.Status)
                .Select(x => new { x.Key, Count = x.Count() })
                .ToDictionaryAsync(x => x.Key, x => x.Count, cancellationToken)
        );
        return new EvaluationProgressModel
        {
            CallId = request.CallId,
            Applications = await applications.CountAdmittedAsync(request.CallId, cancellationToken),
            Complete = await db
                .ScoreSheets.Where(x => x.CallId == request.CallId && x.Status == ScoreSheetStatus.Submitted)
                .GroupBy(x => x.ApplicationId)
                .CountAsync(x => x.Count() >= call.MinimumSheets, cancellationToken),
            Assigned = sheets.Assigned,
            Drafted = sheets.Drafted,
            Submitted = sheets.Submitted,
            Recused = sheets.Recused,
            Replaced = sheets.Replaced,
            Overdue = sheets.Overdue(IsOverdue(panel)),
            DueAt = panel?.DueAt,
        };
    }

    public async Task<Result<Page<EvaluatorProgressModel>>> Handle(ListEvaluatorProgress request, CancellationToken cancellationToken)
    {
        if (await calls.WhyNotReadAsync(request.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var panel = await FindPanelAsync(request.CallId, cancellationToken);
        var counted = await db
            .ScoreSheets.Where(x => x.CallId == request.CallId)
            .GroupBy(x => new { x.EvaluatorId, x.Status })
            .Select(x => new
            {
                x.Key.EvaluatorId,
                x.Key.Status,
                Count = x.Count(),
            })
            .ToListAsync(cancellationToken);
        var sheets = counted
            .GroupBy(x => x.EvaluatorId)
            .ToDictionary(x => x.Key, x => SheetCounts.Of(x.ToDictionary(y => y.Status, y => y.Count)));
        return ComputedPages.Of(
            [
                .. (panel?.Members ?? [])
                    .Select(x => ToModel(panel!, x, sheets.GetValueOrDefault(x.UserId, SheetCounts.None)))
                    .Where(x => !request.Overdue || x.Overdue > 0),
            ],
            request.Limit,
            request.After,
            x => x
        );
    }

    public async Task<Result<Page<ApplicationProgressModel>>> Handle(ListApplicationProgress request, CancellationToken cancellationToken)
    {
        if (await calls.WhyNotReadAsync(request.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var page = await applications.ListAdmittedAsync(request.CallId, request.Page, cancellationToken);
        if (page.IsFailure)
        {
            return page.Error;
        }

        var call = await calls.GetAsync(request.CallId, cancellationToken);
        var panel = await FindPanelAsync(request.CallId, cancellationToken);
        var ids = page.Value.Items.Select(x => x.Id).ToList();
        var sheets = (
            await db
                .ScoreSheets.Where(x => ids.Contains(x.ApplicationId))
                .Select(x => new
                {
                    x.ApplicationId,
                    x.EvaluatorId,
                    x.Status,
                })
                .ToListAsync(cancellationToken)
        ).ToLookup(x => x.ApplicationId, x => (x.EvaluatorId, x.Status));
        return new Page<ApplicationProgressModel>(
            [.. page.Value.Items.Select(x => ToModel(x, [.. sheets[x.Id]], panel, call.MinimumSheets))],
            page.Value.NextCursor
        );
    }

    private Task<EvaluationPanel?> FindPanelAsync(CallId call, CancellationToken cancellationToken) =>
        db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == call, cancellationToken);

    private bool IsOverdue(EvaluationPanel? panel) => panel?.IsOverdueAt(clock.GetUtcNow()) == true;

    private EvaluatorProgressModel ToModel(EvaluationPanel panel, PanelMember member, SheetCounts sheets) =>
        new(
            member.UserId,
            member.College,
            sheets.Assigned,
            sheets.Drafted,
            sheets.Submitted,
            sheets.Overdue(IsOverdue(panel)),
            panel.IsIndependent(member.UserId),
            panel.RemindedAt(member.UserId)
        );

    private ApplicationProgressModel ToModel(
        AdmittedApplication application,
        IReadOnlyList<(UserId Evaluator, ScoreSheetStatus Status)> held,
        EvaluationPanel? panel,
        int minimumSheets
    )
    {
        var sheets = SheetCounts.Of(held.CountBy(x => x.Status).ToDictionary());
        var rule = panel?.RuleOf(minimumSheets) ?? new AssignmentRule(minimumSheets, 1);
        var colleges = held.Where(x => x.Status.IsActive())
            .Select(x => panel?.MemberOf(x.Evaluator)?.College)
            .OfType<string>()
            .Distinct()
            .Count();
        return new ApplicationProgressModel(
            application.Id,
            application.Reference,
            sheets.Assigned,
            sheets.Drafted,
            sheets.Submitted,
            sheets.Overdue(IsOverdue(panel)),
            Math.Max(0, rule.ReadersPerApplication - sheets.Assigned - sheets.Drafted - sheets.Submitted),
            Math.Max(0, rule.CollegesPerApplication - colleges)
        );
    }

    private sealed record SheetCounts(int Assigned, int Drafted, int Submitted, int Recused, int Replaced)
    {
        public static readonly SheetCounts None = new(0, 0, 0, 0, 0);

        public static SheetCounts Of(Dictionary<ScoreSheetStatus, int> counts) =>
            new(
                counts.GetValueOrDefault(ScoreSheetStatus.Assigned),
                counts.GetValueOrDefault(ScoreSheetStatus.Draft),
                counts.GetValueOrDefault(ScoreSheetStatus.Submitted),
                counts.GetValueOrDefault(ScoreSheetStatus.Recused),
                counts.GetValueOrDefault(ScoreSheetStatus.Replaced)
            );

        public int Overdue(bool isDue) => isDue ? Assigned + Drafted : 0;
    }
}
