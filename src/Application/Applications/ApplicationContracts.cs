using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Calls.Events;

namespace SocialInnovation.Application.Applications;

internal sealed class ApplicationLookup(IApplicationsDbContext db, [FromKeyedServices(Clocks.Business)] TimeProvider clock)
    : IApplicationLookup,
        IOutcomeLookup
{
    private static readonly ApplicationState[] Admitted =
    [
        ApplicationState.Admissible,
        ApplicationState.UnderEvaluation,
        ApplicationState.Evaluated,
        ApplicationState.Awarded,
        ApplicationState.WaitingListed,
        ApplicationState.Refused,
    ];

    public async Task<ApplicationFacts?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken) =>
        await db.GrantApplications.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } application
            ? ToFacts(application)
            : null;

    public async Task<AnonymousApplicationFacts?> FindAnonymousAsync(
        GrantApplicationId id,
        IReadOnlySet<string> identifying,
        CancellationToken cancellationToken
    )
    {
        var found = await db
            .GrantApplications.AsNoTracking()
            .SingleOrDefaultAsync(x => x.Id == id && x.SubmittedAt != null, cancellationToken);
        return found is null
            ? null
            : new AnonymousApplicationFacts(
                found.Reference,
                found.Content.ProjectTitle,
                found.Content.Summary,
                found.Content.Theme,
                found.Content.Initiator,
                found.Content.Plan.Requested,
                found.Content.Plan.OwnFunds,
                found.Content.Plan.BankLoan,
                [.. found.Content.Plan.Costs.Select(x => new CategoryAmount(x.Category, x.Amount))],
                found.Content.Answers.Where(x => !identifying.Contains(x.Key)).ToDictionary(),
                [.. found.Documents.Select(x => x.Kind).Distinct()]
            );
    }

    public async Task<IReadOnlyList<ApplicationFacts>> FindAllAsync(
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    )
    {
        var applications = await db
            .GrantApplications.AsNoTracking()
            .Where(x => ids.Contains(x.Id) && x.SubmittedAt != null)
            .OrderBy(x => x.Reference)
            .ToListAsync(cancellationToken);
        return applications.ConvertAll(ToFacts);
    }

    public async Task<IReadOnlyList<ApplicationFacts>> OfCallAsync(CallId id, CancellationToken cancellationToken)
    {
        var applications = await db
            .GrantApplications.AsNoTracking()
            .Where(x => x.CallId == id && x.SubmittedAt != null)
            .OrderBy(x => x.Reference)
            .ToListAsync(cancellationToken);
        return applications.ConvertAll(ToFacts);
    }

    public Task<Result<Page<AdmittedApplication>>> ListAdmittedAsync(CallId id, PageRequest page, CancellationToken cancellationToken) =>
        AdmittedOf(id)
            .ToPageAsync(
                x => x.Id,
                descending: false,
                page,
                x => x.Select(y => new AdmittedApplication(y.Id, y.Reference)),
                x => x.Id,
                cancellationToken
            );

    public Task<int> CountAdmittedAsync(CallId id, CancellationToken cancellationToken) => AdmittedOf(id).CountAsync(cancellationToken);

    private IQueryable<GrantApplication> AdmittedOf(CallId id) =>
        db.GrantApplications.AsNoTracking().Where(x => x.CallId == id && Admitted.Contains(x.State));

    public async Task<IReadOnlyList<ApplicationStanding>> StandingsOfCallAsync(CallId id, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var rows = await db
            .GrantApplications.AsNoTracking()
            .Where(x => x.CallId == id && x.SubmittedAt != null)
            .Select(x => new
            {
                x.Id,
                x.Reference,
                x.State,
                x.CompletionDeadline,
                SubmittedAt = x.SubmittedAt!.Value,
            })
            .ToListAsync(cancellationToken);
        rows.Sort((x, y) => string.CompareOrdinal(x.Reference, y.Reference));
        return rows.ConvertAll(x => new ApplicationStanding(
            x.Id,
            x.Reference,
            GrantApplication.StateAt(x.State, x.CompletionDeadline, now),
            x.SubmittedAt
        ));
    }

    public Task<int> CountUnnotifiedAsync(CallId id, CancellationToken cancellationToken) =>
        db.GrantApplications.Unnotified(id).CountAsync(cancellationToken);

    private ApplicationFacts ToFacts(GrantApplication application) =>
        new(
            application.Id,
            application.CallId,
            application.OrganisationId,
            application.Content.Siret[..Siren.Length],
            application.Reference,
            application.Content.ProjectTitle,
            application.Content.Theme,
            application.Content.Department,
            application.Content.Initiator,
            application.LegalForm,
            application.StateAt(clock.GetUtcNow()),
            application.SubmittedAt,
            application.Content.Plan.Requested,
            [.. application.Content.Plan.Costs.Select(x => new CategoryAmount(x.Category, x.Amount))],
            application.Admissibility is { Outcome: AdmissibilityOutcome.Admissible } decision
                ? [.. decision.EligibleCosts.Select(x => new CategoryAmount(x.Category, x.Amount))]
                : null,
            application.Content.DeclaredAid,
            application.WaitingListEndsOn,
            application.NotifiedAt
        );
}

internal sealed class ProjectLookup(IApplicationsDbContext db) : IProjectLookup
{
    public async Task<ProjectFacts?> FindAsync(GrantApplicationId id, CancellationToken cancellationToken) =>
        await db.GrantApplications.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { Content: var content }
            ? ToFacts(content)
            : null;

    public async Task<IReadOnlyDictionary<GrantApplicationId, ProjectFacts>> FindAllAsync(
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    )
    {
        var applications = await db.GrantApplications.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
        return applications.ToDictionary(x => x.Id, x => ToFacts(x.Content));
    }

    private static ProjectFacts ToFacts(ApplicationContent content) =>
        new(content.ProjectTitle, content.Summary, content.Theme, content.Initiator, content.CommuneCode, content.Commune);
}

internal static class Outcomes
{
    /// <summary>The call's applications whose outcome waits for its notification.</summary>
    public static IQueryable<GrantApplication> Unnotified(this IQueryable<GrantApplication> applications, CallId id) =>
        applications.Where(x =>
            x.CallId == id
            && x.DecidedAt != null
            && x.NotifiedAt == null
            && (x.State == ApplicationState.Awarded || x.State == ApplicationState.WaitingListed || x.State == ApplicationState.Refused)
        );
}

internal sealed class ApplicationDecisions(IApplicationsDbContext db, IMassTransitions transitions) : IApplicationDecisions
{
    public Task<Result> StartEvaluationAsync(GrantApplicationId id, CancellationToken cancellationToken) =>
        ChangeAsync(id, x => x.StartEvaluation(), cancellationToken);

    public Task<Result> StartEvaluationsAsync(
        CallId callId,
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    ) => ChangeAllAsync(callId, ids, x => x.StartEvaluation(), cancellationToken);

    public async Task<Result> CloseEvaluationAsync(
        CallId callId,
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.ToHashSet();
        var closing = GrantApplication.ClosingOfEvaluation;
        if (await transitions.MoveAsync(callId, wanted, closing, cancellationToken) == wanted.Count)
        {
            return Result.Success;
        }

        // A refusal undoes those that did move.
        var known = await db.GrantApplications.CountAsync(x => x.CallId == callId && wanted.Contains(x.Id), cancellationToken);
        return known == wanted.Count ? closing.Refusal : GrantApplicationErrors.NotFound;
    }

    public Task<Result> ReopenEvaluationAsync(
        CallId callId,
        IReadOnlyCollection<GrantApplicationId> ids,
        CancellationToken cancellationToken
    ) => ChangeAllAsync(callId, ids, x => x.ReopenEvaluation(), cancellationToken);

    public Task<Result> RecordOutcomesAsync(
        CallId callId,
        IReadOnlyList<RecordedOutcome> outcomes,
        DateTimeOffset at,
        CancellationToken cancellationToken
    )
    {
        var byId = outcomes.ToDictionary(x => x.Id);
        return ChangeAllAsync(
            callId,
            byId.Keys,
            x =>
            {
                var outcome = byId[x.Id];
                return x.RecordOutcome(outcome.Outcome, outcome.Amount, outcome.Reason, outcome.WaitingListEndsOn, at);
            },
            cancellationToken
        );
    }

    public Task<Result> AwardFromWaitingListAsync(
        GrantApplicationId id,
        Money amount,
        DateTimeOffset at,
        CancellationToken cancellationToken
    ) => ChangeAsync(id, x => x.AwardFromWaitingList(amount, at), cancellationToken);

    private async Task<Result> ChangeAsync(
        GrantApplicationId id,
        Func<GrantApplication, Result> change,
        CancellationToken cancellationToken
    ) =>
        await db.GrantApplications.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is { } application
            ? change(application)
            : GrantApplicationErrors.NotFound;

    private async Task<Result> ChangeAllAsync(
        CallId callId,
        IReadOnlyCollection<GrantApplicationId> ids,
        Func<GrantApplication, Result> change,
        CancellationToken cancellationToken
    )
    {
        var wanted = ids.ToHashSet();
        var applications = await db
            .GrantApplications.Where(x => x.CallId == callId && wanted.Contains(x.Id))
            .OrderBy(x => x.Id)
            .ToListAsync(cancellationToken);
        if (applications.Count != wanted.Count)
        {
            return GrantApplicationErrors.NotFound;
        }

        foreach (var application in applications)
        {
            var changed = change(application);
            if (changed.IsFailure)
            {
                return changed;
            }
        }

        return Result.Success;
    }
}

/// <summary>Ends the applications of a cancelled call.</summary>
internal sealed class EndApplicationsWithCall(IApplicationsDbContext db, IOutbox outbox) : IDomainEventHandler<CallCancelled>
{
    public async Task HandleAsync(CallCancelled domainEvent, CancellationToken cancellationToken)
    {
        var applications = await db.GrantApplications.Where(x => x.CallId == domainEvent.CallId).ToListAsync(cancellationToken);
        foreach (var application in applications.Where(x => x.EndWithCall(domainEvent.At)))
        {
            outbox.Add("application.call-cancelled", new { applicationId = application.Id.Value, at = domainEvent.At });
        }
    }
}

/// <summary>Shows the outcomes of a call, and leaves word of each for the applicant.</summary>
internal sealed class NotifyApplications(IApplicationsDbContext db, IOutbox outbox) : IDomainEventHandler<OutcomesNotified>
{
    public async Task HandleAsync(OutcomesNotified domainEvent, CancellationToken cancellationToken)
    {
        var applications = await db.GrantApplications.Unnotified(domainEvent.CallId).ToListAsync(cancellationToken);
        foreach (var application in applications.Where(x => x.Notify(domainEvent.At)))
        {
            outbox.Add("application.outcome-notified", new { applicationId = application.Id.Value, notifiedAt = domainEvent.At });
        }
    }
}
