using FluentValidation;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>
/// Simulates a distribution of the call's envelope over its frozen ranking, without touching money, as often as wanted. The call's own policy
/// can be adopted; any other is there to compare with.
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record SimulateScenario(CallId CallId, SimulateScenarioBody Body) : ICommand<Receipt>;

/// <summary>What is simulated.</summary>
/// <param name="RankingId">The frozen ranking of the call.</param>
/// <param name="Title">What to call it, at most 200 characters.</param>
/// <param name="Policy">The policy; the call's when not given.</param>
/// <param name="Constraints">What binds the distribution beside the envelope.</param>
/// <param name="Recommendations">Smaller grants than were asked for, at most 1 000.</param>
public sealed record SimulateScenarioBody(
    RankingId RankingId,
    string? Title = null,
    AllocationPolicyBody? Policy = null,
    ScenarioConstraintsBody? Constraints = null,
    IReadOnlyList<RecommendedAmountBody>? Recommendations = null
);

internal sealed class SimulateScenarioValidator : AbstractValidator<SimulateScenario>
{
    public SimulateScenarioValidator() => RuleFor(x => x.Body).SetValidator(new SimulateScenarioBodyValidator());
}

/// <summary>The shape of what is simulated.</summary>
internal sealed class SimulateScenarioBodyValidator : AbstractValidator<SimulateScenarioBody>
{
    public SimulateScenarioBodyValidator()
    {
        RuleFor(x => x.RankingId).NotEmpty();
        RuleFor(x => x.Title).MaximumLength(Limits.Title);
        RuleFor(x => x.Policy!).SetValidator(new AllocationPolicyBodyValidator()).When(x => x.Policy is not null);
        RuleFor(x => x.Constraints!).SetValidator(new ScenarioConstraintsValidator()).When(x => x.Constraints is not null);
        RuleFor(x => x.Recommendations).HasAtMost(ScenarioConstraintsBody.MostApplications);
        RuleForEach(x => x.Recommendations)
            .NotNull()
            .ChildRules(amount =>
            {
                amount.RuleFor(x => x.ApplicationId).NotEmpty();
                amount.RuleFor(x => x.Amount.Amount).IsMovable().OverridePropertyName("amount.amount");
                amount.RuleFor(x => x.Reason).NotEmpty().MaximumLength(Limits.Description);
            });
    }
}

internal sealed class SimulateScenarioHandler(
    IBudgetDbContext db,
    SimulatedCall simulated,
    AllocationProblems problems,
    ScenarioPolicies policies,
    IScenarioLines lines,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SimulateScenario, Receipt>
{
    public async Task<Result<Receipt>> Handle(SimulateScenario command, CancellationToken cancellationToken)
    {
        var found = await simulated.FindAsync(command.CallId, command.Body, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (call, ranking, policy, inputs) = found.Value;
        if (policy.Name is AllocationPolicy.Optimal)
        {
            return AllocationErrors.NeedsRun;
        }

        var problem = await problems.BuildAsync(call, ranking, policy, inputs, user.Id!.Value, cancellationToken);
        if (problem.IsFailure)
        {
            return problem.Error;
        }

        var allocated = await policies.AllocateAsync(problem.Value.Problem, ranking.Id, cancellationToken);
        if (allocated.IsFailure)
        {
            return allocated.Error;
        }

        var result = allocated.Value;
        var scenario = AllocationScenario.Simulate(
            EntityId.New<AllocationScenarioId>(),
            new ScenarioBasis(call.Id, ranking.Id, policy, inputs, problem.Value.Holdings) { Title = command.Body.Title },
            result,
            user.Id!.Value,
            clock.GetUtcNow()
        );
        db.AllocationScenarios.Add(scenario);
        await db.SaveChangesAsync(cancellationToken);
        await lines.RecordAsync(scenario.Id, result.Lines, cancellationToken);
        return Receipt.Of(scenario);
    }
}

/// <summary>What a scenario is to be simulated of.</summary>
internal sealed record SimulationRequest(CallRules Call, RankingFacts Ranking, AllocationPolicy Policy, ScenarioInputs Inputs);

/// <summary>Finds what a scenario is to be simulated of, for a manager who is named on the call.</summary>
internal sealed class SimulatedCall(ICallLookup calls, IRankingLookup rankings, ICurrentUser user) : ISharedRule
{
    public async Task<Result<SimulationRequest>> FindAsync(CallId id, SimulateScenarioBody body, CancellationToken cancellationToken)
    {
        var call = (await calls.FindAsync(id, cancellationToken))!;
        if (!call.Managers.Contains(user.Id!.Value))
        {
            return ScenarioErrors.NotNamed;
        }

        if (await rankings.FindFrozenAsync(body.RankingId, cancellationToken) is not { } ranking || ranking.CallId != id)
        {
            return ScenarioErrors.UnknownRanking;
        }

        var policy = body.Policy?.ToPolicy() ?? call.AllocationPolicy;
        if (policy.Name != AllocationPolicy.EqualShares && !AllocationPolicy.Adoptable.Contains(policy.Name))
        {
            return AllocationErrors.UnknownPolicy(policy.Name);
        }

        if (
            policy.Bands.Count > 0 != (policy.Name == AllocationPolicy.ByBands)
            || policy.Bands.DistinctBy(x => x.FromScore).Count() < policy.Bands.Count
        )
        {
            return AllocationErrors.BandsMisplaced;
        }

        var inputs = ScenarioConstraintsBody.ToInputs(body.Constraints, body.Recommendations);
        return inputs.WhyNotConsistent() is { } error ? error : new SimulationRequest(call, ranking, policy, inputs);
    }
}
