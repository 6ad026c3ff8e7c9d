using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Budget;

namespace SocialInnovation.Application.Budget.SignOffScenario;

/// <summary>Puts a simulated scenario up for sign-off.</summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record ProposeScenario(AllocationScenarioId Id, ExpectedVersion? Version) : ICommand<Receipt>, IVersionedCommand;

/// <summary>Gives the budget visa to a scenario, or returns it with a reason.</summary>
[Roles(Role.BudgetOfficer)]
public sealed record SignOffScenario(AllocationScenarioId Id, ExpectedVersion? Version, SignOffScenarioBody Body)
    : ICommand<Receipt>,
        IVersionedCommand;

/// <summary>A sign-off.</summary>
/// <param name="Outcome">Whether the visa is given.</param>
/// <param name="Reason">Why the scenario is returned, at most 20 000 characters.</param>
public sealed record SignOffScenarioBody(SignOffOutcome Outcome, string? Reason = null);

/// <summary>What a sign-off says.</summary>
public enum SignOffOutcome
{
    /// <summary>The budget visa is given.</summary>
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
        Func<AllocationScenario, Result> change,
        CancellationToken cancellationToken
    )
    {
        if (await db.AllocationScenarios.SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } scenario)
        {
            return ScenarioErrors.NotFound;
        }

        if (await guard.WhyNotAsync(scenario, version, cancellationToken) is { } error)
        {
            return error;
        }

        var changed = change(scenario);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        await db.SaveChangesAsync(cancellationToken);
        return Receipt.Of(scenario);
    }
}

/// <summary>Managers act only on the scenarios of calls on which they are named.</summary>
internal sealed class ScenarioManager(ICallLookup calls, ICurrentUser user) : ISharedRule
{
    public async Task<Error?> WhyNotAsync(AllocationScenario scenario, CancellationToken cancellationToken) =>
        (await calls.FindAsync(scenario.CallId, cancellationToken))!.Managers.Contains(user.Id!.Value) ? null : ScenarioErrors.NotNamed;
}

internal sealed class ProposalGuard(ICurrentUser user, ScenarioManager manager) : ActionGuard<AllocationScenario, ProposeScenario>(user)
{
    public override string Action => "proposal";

    protected override Task<Error?> RelationAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        manager.WhyNotAsync(aggregate, cancellationToken);

    protected override Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotPropose());
}

internal sealed class SignOffGuard(ICurrentUser user) : ActionGuard<AllocationScenario, SignOffScenario>(user)
{
    public override string Action => "sign-offs";

    protected override Task<Error?> StateAsync(AllocationScenario aggregate, CancellationToken cancellationToken) =>
        Of(aggregate.WhyNotSignOff(User.Id!.Value));
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
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
)
    : ICommandHandler<ProposeScenario, Receipt>,
        ICommandHandler<SignOffScenario, Receipt>,
        ICommandHandler<ResumeScenario, Receipt>,
        ICommandHandler<DiscardScenario, Receipt>
{
    public Task<Result<Receipt>> Handle(ProposeScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, proposal, x => x.Propose(user.Id!.Value), cancellationToken);

    public Task<Result<Receipt>> Handle(SignOffScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(
            request.Id,
            request.Version,
            signOff,
            x => x.SignOff(request.Body.Outcome == SignOffOutcome.Granted, request.Body.Reason, user.Id!.Value, clock.GetUtcNow()),
            cancellationToken
        );

    public Task<Result<Receipt>> Handle(ResumeScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, resumption, x => x.Resume(), cancellationToken);

    public Task<Result<Receipt>> Handle(DiscardScenario request, CancellationToken cancellationToken) =>
        transition.RunAsync(request.Id, request.Version, discarding, x => x.Discard(), cancellationToken);
}
