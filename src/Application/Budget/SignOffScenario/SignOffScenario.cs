using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Budget.Contracts;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;

namespace SocialInnovation.Application.Budget.SignOffScenario;

/// <summary>Puts a simulated scenario up for sign-off.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ProposeScenario(AllocationScenarioId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>
/// Approves a scenario in sign-off at the step that is due, or returns it for revision with a reason, which takes every approval back. The
/// secretary records the working group's opinion, once it was voted at a meeting; finance gives its budget visa; who records decisions can
/// return it too. Each step is taken by another person.
/// </summary>
[Roles(Role.BudgetOfficer, Role.WorkingGroupSecretary, Role.DecisionRecorder)]
public sealed record SignOffScenario(AllocationScenarioId Id, ExpectedVersion? Version, SignOffScenarioBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A sign-off.</summary>
/// <param name="Outcome">Whether it is approved.</param>
/// <param name="Reason">Why the scenario is returned, at most 20 000 characters.</param>
public sealed record SignOffScenarioBody(SignOffOutcome Outcome, string? Reason = null);

/// <summary>What a sign-off says.</summary>
public enum SignOffOutcome
{
    /// <summary>The step is approved.</summary>
    Granted,

    /// <summary>The scenario goes back.</summary>
    Returned,
}

/// <summary>Takes a returned scenario up again.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ResumeScenario(AllocationScenarioId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Discards a scenario that is not in sign-off.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record DiscardScenario(AllocationScenarioId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

internal sealed class SignOffScenarioValidator : AbstractValidator<SignOffScenario>
{
    public SignOffScenarioValidator()
    {
        RuleFor(x => x.Body.Reason).MaximumLength(Limits.Description);
        RuleFor(x => x.Body.Reason).NotEmpty().When(x => x.Body.Outcome == SignOffOutcome.Returned);
    }
}

/// <summary>Loads a scenario, asks its guard, changes it, saves it: the course of every transition.</summary>
internal sealed class ScenarioTransition(IBudgetDbContext db) : ISharedRule
{
    public async Task<Result<Receipt>> RunAsync<TCommand>(
        AllocationScenarioId id,
        ExpectedVersion? version,
        ActionGuard<AllocationScenario, TCommand> guard,
        Func<AllocationScenario, Task<Result>> change,
        CancellationToken cancellationToken
    ) =>
        await Transition.RunAsync(
            await db.AllocationScenarios.SingleOrDefaultAsync(x => x.Id == id, cancellationToken),
            ScenarioErrors.NotFound,
            x => guard.WhyNotAsync(x, version, cancellationToken),
            change,
            db.SaveChangesAsync,
            cancellationToken
        );
}

/// <summary>Managers act only on the scenarios of calls on which they are named.</summary>
internal sealed class ScenarioManager(ICallLookup calls, ICurrentUser user) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(AllocationScenario scenario, CancellationToken cancellationToken) =>
        (await calls.FindAsync(scenario.CallId, cancellationToken))!.Managers.Contains(user.Id!.Value) ? null : ScenarioErrors.NotNamed;
}

internal sealed class ProposalGuard(ICallLookup calls, ICurrentUser user, ScenarioManager manager)
    : ActionGuard<AllocationScenario, ProposeScenario>(user)
{
    public override string Action => "proposal";

    protected override Task<Error?> RelationAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        manager.WhyNotAsync(aggregate, cancellationToken);

    protected override async Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        aggregate.WhyNotPropose((await calls.FindAsync(aggregate.CallId, cancellationToken))!.AllocationPolicy);
}

/// <summary>Which step a person signs off.</summary>
internal sealed class SignOffSteps(ICallLookup calls, ICurrentUser user) : ISharedRule
{
    public async Task<IReadOnlyList<SignOffStep>> OfAsync(AllocationScenario scenario, CancellationToken cancellationToken) =>
        (await calls.FindAsync(scenario.CallId, cancellationToken))!.SignOffSteps;

    /// <summary>The step that is due when the caller may take it, else the one of the caller's role that comes last.</summary>
    public SignOffStep OfCaller(AllocationScenario scenario, IReadOnlyList<SignOffStep> steps)
    {
        var own = steps.Where(x => RoleOf(x) is { } role && user.Has(role)).ToList();
        return scenario.SignOffs.Next(steps) is { } next && own.Contains(next) ? next
            : own.Count > 0 ? own[^1]
            : user.Has(Role.BudgetOfficer) ? SignOffStep.BudgetVisa
            : user.Has(Role.WorkingGroupSecretary) ? SignOffStep.WorkingGroupOpinion
            : SignOffStep.Decision;
    }

    private static Role? RoleOf(SignOffStep step) =>
        step switch
        {
            SignOffStep.WorkingGroupOpinion => Role.WorkingGroupSecretary,
            SignOffStep.BudgetVisa => Role.BudgetOfficer,
            _ => null,
        };
}

internal sealed class SignOffGuard(ICurrentUser user) : ActionGuard<AllocationScenario, SignOffScenario>(user)
{
    public override string Action => "sign-offs";

    protected override Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotTouch(User.Id!.Value));
}

internal sealed class ResumptionGuard(ICurrentUser user, ScenarioManager manager) : ActionGuard<AllocationScenario, ResumeScenario>(user)
{
    public override string Action => "resumption";

    protected override Task<Error?> RelationAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        manager.WhyNotAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotResume());
}

internal sealed class DiscardingGuard(ICurrentUser user, ScenarioManager manager) : ActionGuard<AllocationScenario, DiscardScenario>(user)
{
    public override string Action => "discarding";

    protected override Task<Error?> RelationAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        manager.WhyNotAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotDiscard());
}

internal sealed class ScenarioTransitionsHandler(
    ScenarioTransition transition,
    ProposalGuard proposal,
    SignOffGuard signOff,
    ResumptionGuard resumption,
    DiscardingGuard discarding,
    SignOffSteps steps,
    ICallLookup calls,
    IOpinionLookup opinions,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : ICommandHandler<ProposeScenario, Receipt>,
        ICommandHandler<SignOffScenario, Receipt>,
        ICommandHandler<ResumeScenario, Receipt>,
        ICommandHandler<DiscardScenario, Receipt>
{
    public Task<Result<Receipt>> Handle(ProposeScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            proposal,
            async x =>
            {
                var call = await calls.FindAsync(x.CallId, cancellationToken);
                return x.Propose(call!.AllocationPolicy, user.Id!.Value, clock.GetUtcNow());
            },
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(SignOffScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, signOff, x => SignAsync(x, request.Body, cancellationToken), cancellationToken);

    public Task<Result<Receipt>> Handle(ResumeScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, resumption, x => Task.FromResult(x.Resume()), cancellationToken);

    public Task<Result<Receipt>> Handle(DiscardScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, discarding, x => Task.FromResult(x.Discard()), cancellationToken);

    private async Task<Result> SignAsync(AllocationScenario scenario, SignOffScenarioBody body, CancellationToken cancellationToken)
    {
        var ofCall = await steps.OfAsync(scenario, cancellationToken);
        var step = steps.OfCaller(scenario, ofCall);
        var isApproved = body.Outcome == SignOffOutcome.Granted;
        var signed = new SignOff(step, isApproved, user.Id!.Value, clock.GetUtcNow(), isApproved ? null : body.Reason);
        if (!isApproved)
        {
            return scenario.Return(signed);
        }

        // The decision is signed off by its adoption.
        if (step == SignOffStep.Decision)
        {
            return ScenarioErrors.DecisionIsAdoption;
        }

        if (scenario.WhyNotSignOff(signed.By, step, ofCall) is { } error)
        {
            return error;
        }

        if (step != SignOffStep.WorkingGroupOpinion)
        {
            return scenario.Approve(signed, ofCall);
        }

        return await opinions.FindAsync(scenario.Id, cancellationToken) is { } opinion
            ? scenario.Approve(signed with { MeetingId = opinion.MeetingId }, ofCall)
            : ScenarioErrors.OpinionMissing;
    }
}
