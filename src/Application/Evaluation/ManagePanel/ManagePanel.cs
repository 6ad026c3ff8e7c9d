using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation.ManagePanel;

/// <summary>Replaces the members of a call's panel.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ReplacePanel(CallId CallId, ExpectedVersion? Version, ReplacePanelBody Body) : ICommand<Receipt>, IVersionedCommand;

/// <summary>The members of a panel, and how they share the applications.</summary>
/// <param name="Members">The evaluators, 1 to 500.</param>
/// <param name="ReadersPerApplication">How many of them read each application, 1 to 50; the call's minimum number of sheets when not given.</param>
/// <param name="CollegesPerApplication">From how many colleges at least they come, 1 to 50.</param>
/// <param name="DueAt">Until when the sheets are due; after that a silent evaluator can be replaced.</param>
public sealed record ReplacePanelBody(
    IReadOnlyList<PanelMemberBody> Members,
    int? ReadersPerApplication = null,
    int CollegesPerApplication = 1,
    DateTimeOffset? DueAt = null
);

/// <summary>An evaluator on a panel.</summary>
/// <param name="UserId">A user with the role evaluator.</param>
/// <param name="College">Code of the college it comes from.</param>
/// <param name="MaximumLoad">How many applications it reads at most, 0 to 10 000; any number when not given.</param>
public sealed record PanelMemberBody(UserId UserId, string College, int? MaximumLoad = null);

/// <summary>Declares that the caller is independent of the call's applicants; before that it sees no application.</summary>
[Roles(Role.Evaluator)]
[Relation(Relation.PanelMember, Role.Evaluator)]
public sealed record DeclareIndependence(CallId CallId) : ICommand<Receipt>;

/// <summary>Lets one application be ranked with fewer sheets than the call asks for.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record WaiveMinimumSheets(CallId CallId, WaiveMinimumSheetsBody Body) : ICommand<Receipt>;

/// <summary>A waiver.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="MinimumSheets">Number of sheets that suffice, at least 1.</param>
/// <param name="Reason">Why; kept in the audit trail, at most 20 000 characters.</param>
public sealed record WaiveMinimumSheetsBody(GrantApplicationId ApplicationId, int MinimumSheets, string Reason);

/// <summary>Reads a call's panel.</summary>
[Roles(Role.ProgrammeManager, Role.Auditor, Role.WorkingGroupSecretary)]
public sealed record GetPanel(CallId CallId) : IQuery<PanelModel>;

/// <summary>Who marks the applications of a call.</summary>
/// <param name="CallId">The call.</param>
/// <param name="Members">The evaluators; nobody before the panel was formed.</param>
/// <param name="ReadersPerApplication">How many of them read each application; null: as many as the call asks sheets of.</param>
/// <param name="CollegesPerApplication">From how many colleges at least they come.</param>
/// <param name="DueAt">Until when the sheets are due.</param>
/// <param name="Version">Version, which is the ETag; 0 before the panel was formed.</param>
public sealed record PanelModel(
    CallId CallId,
    IReadOnlyList<PanelMemberModel> Members,
    int? ReadersPerApplication,
    int CollegesPerApplication,
    DateTimeOffset? DueAt,
    int Version
);

/// <summary>An evaluator on a panel.</summary>
/// <param name="UserId">The user.</param>
/// <param name="College">Code of its college.</param>
/// <param name="MaximumLoad">How many applications it reads at most; null: any number.</param>
/// <param name="IndependenceDeclaredAt">When it declared its independence; null when it has not.</param>
public sealed record PanelMemberModel(
    [property: NamesPerson(Of = nameof(PanelMemberModel.UserId))] UserId UserId,
    string College,
    int? MaximumLoad,
    DateTimeOffset? IndependenceDeclaredAt
);

internal sealed class ReplacePanelValidator : AbstractValidator<ReplacePanel>
{
    private const int Most = 500;
    private const int MostRead = 10_000;

    public ReplacePanelValidator()
    {
        RuleFor(x => x.Body.Members).NotEmpty().HasAtMost(Most);
        RuleForEach(x => x.Body.Members)
            .NotNull()
            .ChildRules(member =>
            {
                member.RuleFor(x => x.College).IsCode();
                member.RuleFor(x => x.MaximumLoad).InclusiveBetween(0, MostRead);
            });
        RuleFor(x => x.Body.ReadersPerApplication).InclusiveBetween(1, 50);
        RuleFor(x => x.Body.CollegesPerApplication).InclusiveBetween(1, 50);
    }
}

internal sealed class DeclareIndependenceValidator : AbstractValidator<DeclareIndependence>
{
    public DeclareIndependenceValidator() => RuleFor(x => x.CallId).NotEmpty();
}

internal sealed class WaiveMinimumSheetsValidator : AbstractValidator<WaiveMinimumSheets>
{
    public WaiveMinimumSheetsValidator()
    {
        RuleFor(x => x.Body.MinimumSheets).InclusiveBetween(1, 50);
        RuleFor(x => x.Body.Reason).NotEmpty().MaximumLength(Limits.Description);
    }
}

/// <summary>Finds the panel of a call, or forms it when it is first needed.</summary>
internal sealed class PanelOfCall(IEvaluationDbContext db) : ISharedRule
{
    public async Task<EvaluationPanel> FindOrFormAsync(CallId callId, CancellationToken cancellationToken)
    {
        var panel = await db.Panels.SingleOrDefaultAsync(x => x.CallId == callId, cancellationToken);
        if (panel is null)
        {
            panel = EvaluationPanel.Form(EntityId.New<EvaluationPanelId>(), callId);
            db.Panels.Add(panel);
        }

        return panel;
    }
}

internal sealed class ReplacePanelHandler(IEvaluationDbContext db, PanelOfCall panels, EvaluatedCall calls, IUserLookup users)
    : ICommandHandler<ReplacePanel, Receipt>
{
    public async Task<Result<Receipt>> Handle(ReplacePanel command, CancellationToken cancellationToken)
    {
        var call = await calls.ManagedAsync(command.CallId, cancellationToken);
        if (call.IsFailure)
        {
            return call.Error;
        }

        var panel = await panels.FindOrFormAsync(command.CallId, cancellationToken);
        if (ExpectedVersion.WhyStale(command.Version, panel) is { } stale)
        {
            return stale;
        }

        var known = await users.FindAllAsync([.. command.Body.Members.Select(x => x.UserId)], cancellationToken);
        foreach (var (index, member) in command.Body.Members.Index())
        {
            if (!known.TryGetValue(member.UserId, out var facts) || !facts.Roles.Contains(Role.Evaluator))
            {
                return PanelErrors.UnknownEvaluator(index);
            }
        }

        var holders = await db
            .ScoreSheets.Where(x => x.CallId == command.CallId && x.Status != ScoreSheetStatus.Replaced)
            .Select(x => x.EvaluatorId)
            .Distinct()
            .ToListAsync(cancellationToken);
        var replaced = panel.Replace(
            new PanelTerms(
                [.. command.Body.Members.Select(x => new PanelMember(x.UserId, x.College, x.MaximumLoad))],
                command.Body.ReadersPerApplication,
                command.Body.CollegesPerApplication,
                command.Body.DueAt
            ),
            call.Value.MinimumSheets,
            holders.ToHashSet()
        );
        if (replaced.IsFailure)
        {
            return replaced.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(panel);
    }
}

internal sealed class DeclareIndependenceHandler(
    IEvaluationDbContext db,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<DeclareIndependence, Receipt>
{
    public async Task<Result<Receipt>> Handle(DeclareIndependence command, CancellationToken cancellationToken)
    {
        if (await db.Panels.SingleOrDefaultAsync(x => x.CallId == command.CallId, cancellationToken) is not { } panel)
        {
            return PanelErrors.NotOnPanel;
        }

        var declared = panel.DeclareIndependence(user.Id!.Value, clock.GetUtcNow());
        if (declared.IsFailure)
        {
            return declared.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(panel);
    }
}

internal sealed class WaiveMinimumSheetsHandler(
    IEvaluationDbContext db,
    PanelOfCall panels,
    EvaluatedCall calls,
    IApplicationLookup applications,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<WaiveMinimumSheets, Receipt>
{
    public async Task<Result<Receipt>> Handle(WaiveMinimumSheets command, CancellationToken cancellationToken)
    {
        if (await calls.WhyNotManagedAsync(command.CallId, cancellationToken) is { } error)
        {
            return error;
        }

        var application = await applications.FindAsync(command.Body.ApplicationId, cancellationToken);
        if (application?.SubmittedAt is null || application.CallId != command.CallId)
        {
            return ScoreSheetErrors.UnknownApplication;
        }

        var panel = await panels.FindOrFormAsync(command.CallId, cancellationToken);
        panel.Waive(
            new MinimumSheetsWaiver(
                command.Body.ApplicationId,
                command.Body.MinimumSheets,
                command.Body.Reason,
                user.Id!.Value,
                clock.GetUtcNow()
            )
        );
        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(panel);
    }
}

internal sealed class GetPanelHandler(IEvaluationDbContext db) : IQueryHandler<GetPanel, PanelModel>
{
    public async Task<Result<PanelModel>> Handle(GetPanel query, CancellationToken cancellationToken) =>
        await db.Panels.AsNoTracking().SingleOrDefaultAsync(x => x.CallId == query.CallId, cancellationToken) is { } panel
            ? new PanelModel(
                panel.CallId,
                [
                    .. panel.Members.Select(x => new PanelMemberModel(
                        x.UserId,
                        x.College,
                        x.MaximumLoad,
                        panel.Declarations.FirstOrDefault(y => y.UserId == x.UserId)?.At
                    )),
                ],
                panel.ReadersPerApplication,
                panel.CollegesPerApplication,
                panel.DueAt,
                panel.Version
            )
            : new PanelModel(query.CallId, [], null, 1, null, 0);
}
