using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Application.Budget.SignOffScenario;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget.AdoptScenario;

/// <summary>
/// Records that the deliberative body adopted a scenario: in one transaction an outcome for each application, a grant and a commitment for
/// each award, and the call is decided.
/// </summary>
[Roles(Role.DecisionRecorder)]
public sealed record AdoptScenario(AllocationScenarioId Id, ExpectedVersion? Version, AdoptScenarioBody Body)
    : ICommand<AdoptionReceipt>,
        IVersionedCommand;

/// <summary>The deliberative body's decision.</summary>
/// <param name="DecisionReference">Number of the act, at most 200 characters.</param>
/// <param name="DecisionDate">Day of the act; the awards and commitments count on it.</param>
/// <param name="DecisionBody">Who decided, at most 200 characters.</param>
/// <param name="WaitingListEndsOn">Last day of the waiting list.</param>
/// <param name="DecisionDocument">Where the document of the act is, an address or a file number, at most 200 characters.</param>
/// <param name="Reason">Why the scenario is adopted though it leaves demands unmet, at most 20 000 characters; needed exactly then.</param>
public sealed record AdoptScenarioBody(
    string DecisionReference,
    DateOnly DecisionDate,
    string DecisionBody,
    DateOnly WaitingListEndsOn,
    string? DecisionDocument = null,
    string? Reason = null
);

/// <summary>What an adoption did.</summary>
/// <param name="Id">Identifier of the scenario.</param>
/// <param name="Version">Its version.</param>
/// <param name="Awards">Number of grants.</param>
/// <param name="Granted">Their sum.</param>
public sealed record AdoptionReceipt(Guid Id, int Version, int Awards, Money Granted) : Receipt(Id, Version);

internal sealed class AdoptScenarioValidator : AbstractValidator<AdoptScenario>
{
    public AdoptScenarioValidator()
    {
        RuleFor(x => x.Body.DecisionReference).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionBody).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Body.DecisionDate).NotEmpty();
        RuleFor(x => x.Body.WaitingListEndsOn).NotEmpty();
        RuleFor(x => x.Body.DecisionDocument).MaximumLength(Limits.Title);
        RuleFor(x => x.Body.Reason).MaximumLength(Limits.Description);
    }
}

/// <summary>Gathers what an adoption is checked against.</summary>
internal sealed class AdoptionChecks(IBudgetDbContext db, SignOffSteps steps, IRankingLookup rankings) : ISharedRule
{
    public async Task<AdoptionFacts> GatherAsync(AllocationScenario scenario, CancellationToken cancellationToken)
    {
        var ranking = await rankings.FindFrozenAsync(scenario.RankingId, cancellationToken);
        return new AdoptionFacts(
            await steps.OfAsync(scenario, cancellationToken),
            ranking is not null,
            ranking?.FrozenBy,
            await db.AllocationScenarios.AnyAsync(
                x => x.CallId == scenario.CallId && x.Id != scenario.Id && x.State == ScenarioState.Adopted,
                cancellationToken
            )
        );
    }
}

internal sealed class AdoptionGuard(ICurrentUser user, AdoptionChecks checks) : ActionGuard<AllocationScenario, AdoptScenario>(user)
{
    public override string Action => "adoption";

    protected override async Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotAdopt(User.Id!.Value, await checks.GatherAsync(aggregate, cancellationToken));
}

internal sealed class AdoptScenarioHandler(
    IBudgetDbContext db,
    AdoptionGuard guard,
    AdoptionChecks checks,
    Commitments commitments,
    IScenarioLines scenarioLines,
    StateAid stateAid,
    ILedger ledger,
    ICallLookup calls,
    ICallDecisions callDecisions,
    IApplicationLookup applications,
    IApplicationDecisions applicationDecisions,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<AdoptScenario, AdoptionReceipt>
{
    public async Task<Result<AdoptionReceipt>> Handle(AdoptScenario command, CancellationToken cancellationToken)
    {
        if (await db.AllocationScenarios.SingleOrDefaultAsync(x => x.Id == command.Id, cancellationToken) is not { } scenario)
        {
            return ScenarioErrors.NotFound;
        }

        if (await guard.WhyNotAsync(scenario, command.Version, cancellationToken) is { } error)
        {
            return error;
        }

        var (body, now) = (command.Body, clock.GetUtcNow());
        if (body.WaitingListEndsOn < body.DecisionDate)
        {
            return ScenarioErrors.WaitingListEnded;
        }

        var decision = new Decision(body.DecisionReference, body.DecisionDate, body.DecisionBody, user.Id!.Value, now)
        {
            Document = body.DecisionDocument,
            Reason = body.Reason,
        };
        var adopted = scenario.Adopt(
            decision,
            await checks.GatherAsync(scenario, cancellationToken),
            RegionalDate.DateOf(scenario.SimulatedAt),
            clock.Today()
        );
        if (adopted.IsFailure)
        {
            return adopted.Error;
        }

        var lines = await scenarioLines.ReadAsync(scenario.Id, 0, int.MaxValue, cancellationToken);
        if (await CommitAsync(scenario, lines, body, cancellationToken) is { } refused)
        {
            return refused;
        }

        if (await DecideAsync(scenario, lines, body, now, cancellationToken) is { } undecided)
        {
            return undecided;
        }

        await db.SaveChangesAsync(cancellationToken);
        return new AdoptionReceipt(scenario.Id.Value, scenario.Version, scenario.Awards, scenario.Granted);
    }

    private async Task<Error?> CommitAsync(
        AllocationScenario scenario,
        IReadOnlyList<ScenarioLine> lines,
        AdoptScenarioBody body,
        CancellationToken cancellationToken
    )
    {
        var call = (await calls.FindAsync(scenario.CallId, cancellationToken))!;
        var envelope = await db.Envelopes.SingleAsync(x => x.CallId == scenario.CallId, cancellationToken);
        var facts = (await applications.OfCallAsync(scenario.CallId, cancellationToken)).ToDictionary(x => x.Id);
        var awards = lines.Where(x => x.Outcome == ApplicationOutcome.Awarded).ToList();
        await ledger.LockUndertakingsAsync(awards.Select(x => facts[x.ApplicationId].Siren), cancellationToken);
        var balances = await ledger.LockEnvelopeAsync(envelope.Id, cancellationToken);
        var rules = await stateAid.RulesAsync(call, awards.Select(x => facts[x.ApplicationId].Siren), body.DecisionDate, cancellationToken);
        var given = new Dictionary<string, Money>();
        var planned = new List<PlannedGrant>();
        foreach (var line in awards)
        {
            var grant = new PlannedGrant(facts[line.ApplicationId], line.Amount);
            var undertaking = rules.UndertakingOf(grant.Application.Siren);
            var also = given.GetValueOrDefault(undertaking);
            if (rules.WhyNot(grant, also) is { } obstacle)
            {
                return ScenarioErrors.OutOfRules($"{line.Reference} ({obstacle.Code})");
            }

            planned.Add(grant);
            given[undertaking] = also + line.Amount;
        }

        var plan = await commitments.PlanAsync(envelope, planned, body.DecisionDate, balances, cancellationToken);
        if (plan.IsFailure)
        {
            return plan.Error;
        }

        var committed = commitments.Commit(call, rules, envelope, plan.Value, body.DecisionReference, body.DecisionDate);
        await ledger.PostAsync([.. committed.Select(x => x.Movement)], cancellationToken);
        return null;
    }

    private async Task<Error?> DecideAsync(
        AllocationScenario scenario,
        IReadOnlyList<ScenarioLine> lines,
        AdoptScenarioBody body,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var recorded = await applicationDecisions.RecordOutcomesAsync(
            scenario.CallId,
            [
                .. lines.Select(x => new RecordedOutcome(
                    x.ApplicationId,
                    x.Outcome,
                    x.Amount,
                    x.Outcome == ApplicationOutcome.Awarded ? null : Naming.Word(x.Why.Rule),
                    x.Outcome == ApplicationOutcome.WaitingListed ? body.WaitingListEndsOn : null
                )),
            ],
            now,
            cancellationToken
        );
        return recorded.Error ?? (await callDecisions.RecordAdoptionAsync(scenario.CallId, now, cancellationToken)).Error;
    }
}
