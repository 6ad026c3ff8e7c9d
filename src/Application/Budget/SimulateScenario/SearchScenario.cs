using FluentValidation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Budget.SimulateScenario;

/// <summary>
/// Simulates a scenario by a job: for the policy <c>optimal</c>, whose search takes longer than an answer, and for rankings of any length. The
/// scenario stands at once, in the state <c>computing</c>. Where no distribution keeps every constraint it ends <c>infeasible</c> and names those
/// in conflict; a search that came to its limit is kept with its bound and never made again.
/// </summary>
[Roles(Role.ProgrammeManager)]
[Relation(Relation.NamedManager, Role.ProgrammeManager)]
public sealed record SearchScenario(CallId CallId, SimulateScenarioBody Body) : ICommand<JobReceipt>;

internal sealed class SearchScenarioValidator : AbstractValidator<SearchScenario>
{
    public SearchScenarioValidator() => RuleFor(x => x.Body).SetValidator(new SimulateScenarioBodyValidator());
}

internal sealed class SearchScenarioHandler(
    IBudgetDbContext db,
    SimulatedCall simulated,
    AllocationProblems problems,
    IBackgroundJobs jobs,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : ICommandHandler<SearchScenario, JobReceipt>
{
    public async Task<Result<JobReceipt>> Handle(SearchScenario command, CancellationToken cancellationToken)
    {
        var found = await simulated.FindAsync(command.CallId, command.Body, cancellationToken);
        if (found.IsFailure)
        {
            return found.Error;
        }

        var (call, ranking, policy, inputs) = found.Value;
        var stated = await problems.BuildAsync(call, ranking, policy, inputs, user.Id!.Value, cancellationToken);
        if (stated.IsFailure)
        {
            return stated.Error;
        }

        var scenario = AllocationScenario.Request(
            EntityId.New<AllocationScenarioId>(),
            new ScenarioBasis(call.Id, ranking.Id, policy, inputs, stated.Value.Holdings) { Title = command.Body.Title },
            user.Id!.Value,
            clock.GetUtcNow()
        );
        db.AllocationScenarios.Add(scenario);
        var job = jobs.Queue(AllocationRunner.JobKind, scenario.Id.Value, user.Id!.Value);
        await db.SaveChangesAsync(cancellationToken);
        return new JobReceipt(scenario.Id.Value, scenario.Version, job.Value);
    }
}

/// <summary>
/// Searches for a scenario, in one transaction with the end of its job: what was killed begins anew, and what has ended stays.
/// </summary>
internal sealed class AllocationRunner(IJobScopes scopes) : IJobRunner
{
    public const string JobKind = "allocation";

    public string Kind => JobKind;

    public async Task RunAsync(JobId id, CancellationToken cancellationToken)
    {
        var searched = await RunAsync(id, (x, scenario) => x.SearchAsync(id, scenario, cancellationToken), cancellationToken);
        if (searched.IsFailure)
        {
            var refusal = searched.Error.Code;
            await RunAsync(id, (x, scenario) => x.RefuseAsync(id, scenario, refusal, cancellationToken), cancellationToken);
        }
    }

    private Task<Result> RunAsync(
        JobId id,
        Func<AllocationExecution, AllocationScenarioId, Task<Result>> work,
        CancellationToken cancellationToken
    ) =>
        scopes.RunAsync<AllocationExecution>(
            id,
            "search-scenario",
            (x, subject) => work(x, new AllocationScenarioId(subject)),
            cancellationToken
        );
}

internal sealed class AllocationExecution(
    IBudgetDbContext db,
    ICallLookup calls,
    IRankingLookup rankings,
    AllocationProblems problems,
    ScenarioPolicies policies,
    IScenarioLines lines,
    IBackgroundJobs jobs
) : ISharedRule
{
    public async Task<Result> SearchAsync(JobId job, AllocationScenarioId id, CancellationToken cancellationToken)
    {
        var scenario = await db.AllocationScenarios.SingleAsync(x => x.Id == id, cancellationToken);
        if (scenario.State != ScenarioState.Computing)
        {
            return Result.Success;
        }

        if (await rankings.FindFrozenAsync(scenario.RankingId, cancellationToken) is not { } ranking)
        {
            return ScenarioErrors.RankingNotFrozen;
        }

        var call = (await calls.FindAsync(scenario.CallId, cancellationToken))!;
        var stated = await problems.BuildAsync(call, ranking, scenario.Policy, scenario.Inputs, scenario.SimulatedBy, cancellationToken);
        if (stated.IsFailure)
        {
            return stated.Error;
        }

        var result = await policies.AllocateAsync(stated.Value.Problem, scenario.RankingId, cancellationToken);
        if (result.IsFailure)
        {
            return result.Error;
        }

        scenario.Record(result.Value, stated.Value.Holdings);
        await jobs.EndAsync(
            job,
            result.Value.Lines.Count,
            scenario.State == ScenarioState.Infeasible ? ScenarioErrors.Infeasible.Code : null,
            cancellationToken
        );
        await db.SaveChangesAsync(cancellationToken);
        await lines.RecordAsync(id, result.Value.Lines, cancellationToken);
        return Result.Success;
    }

    public async Task<Result> RefuseAsync(JobId job, AllocationScenarioId id, string problem, CancellationToken cancellationToken)
    {
        var scenario = await db.AllocationScenarios.SingleAsync(x => x.Id == id, cancellationToken);
        if (scenario.State == ScenarioState.Computing)
        {
            scenario.GiveUp();
            await jobs.EndAsync(job, 0, problem, cancellationToken);
            await db.SaveChangesAsync(cancellationToken);
        }

        return Result.Success;
    }
}
