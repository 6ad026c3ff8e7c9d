using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Calls.Contracts;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Paging;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget.CompareScenarios;

/// <summary>
/// Lists the applications whose outcome would be another after one small change, in rank order: when one evaluator is left out, when the
/// weight of one criterion moves by five points, or when the envelope is ten percent less or more. The scenario's policy and constraints are
/// applied anew each time.
/// </summary>
/// <param name="Id">The scenario.</param>
/// <param name="Limit">Number of applications, 1 to 100.</param>
/// <param name="After">How many come before; the former page's <c>nextCursor</c>.</param>
[Roles(Role.ProgrammeManager, Role.BudgetOfficer, Role.DecisionRecorder, Role.WorkingGroupSecretary, Role.Auditor)]
public sealed record ListScenarioSensitivity(AllocationScenarioId Id, int? Limit, int? After) : IQuery<Page<LineSensitivityModel>>;

/// <summary>An application whose outcome hangs on little.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Outcome">What the scenario says.</param>
/// <param name="Flips">The changes after which it would say something else.</param>
public sealed record LineSensitivityModel(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    ApplicationOutcome Outcome,
    IReadOnlyList<OutcomeFlipModel> Flips
);

/// <summary>A change after which an outcome would be another.</summary>
/// <param name="Change">What changes.</param>
/// <param name="Subject">Which evaluator, by id, or which criterion, by code; absent for the envelope.</param>
/// <param name="Outcome">The outcome then.</param>
/// <param name="Amount">The grant then.</param>
public sealed record OutcomeFlipModel(ScenarioChange Change, string? Subject, ApplicationOutcome Outcome, Money Amount);

/// <summary>A small change to what a scenario follows from.</summary>
public enum ScenarioChange
{
    /// <summary>One evaluator is left out.</summary>
    WithoutEvaluator,

    /// <summary>A criterion's weight is five points less.</summary>
    WeightLowered,

    /// <summary>A criterion's weight is five points more.</summary>
    WeightRaised,

    /// <summary>The envelope is ten percent less.</summary>
    EnvelopeLowered,

    /// <summary>The envelope is ten percent more.</summary>
    EnvelopeRaised,
}

internal sealed class ListScenarioSensitivityValidator : AbstractValidator<ListScenarioSensitivity>
{
    public ListScenarioSensitivityValidator() => this.IsPagedBy(x => x.Limit, x => x.After);
}

internal sealed class ScenarioSensitivityHandler(
    IBudgetDbContext db,
    ICallLookup calls,
    IRankingLookup rankings,
    IRankingAnalysis analysis,
    IScenarioLines lines,
    AllocationProblems problems,
    ScenarioPolicies policies
) : IQueryHandler<ListScenarioSensitivity, Page<LineSensitivityModel>>
{
    /// <summary>The search for an optimum is made so often only over so many applications.</summary>
    private const int MostSearched = 1_000;

    public async Task<Result<Page<LineSensitivityModel>>> Handle(ListScenarioSensitivity request, CancellationToken cancellationToken)
    {
        if (
            await db.AllocationScenarios.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is not { } scenario
        )
        {
            return ScenarioErrors.NotFound;
        }

        if (await rankings.FindFrozenAsync(scenario.RankingId, cancellationToken) is not { } ranking)
        {
            return ScenarioErrors.RankingNotFrozen;
        }

        var own = await lines.ReadAsync(scenario.Id, 0, int.MaxValue, cancellationToken);
        if (
            scenario.Policy.Name == AllocationPolicy.EqualShares
            || (scenario.Policy.Name == AllocationPolicy.Optimal && own.Count > MostSearched)
        )
        {
            return ScenarioErrors.SensitivityNotOffered;
        }

        var call = (await calls.FindAsync(scenario.CallId, cancellationToken))!;
        var stated = await problems.RestateAsync(call, ranking, scenario, own, cancellationToken);
        var changed = await analysis.ChangedAsync(scenario.RankingId, cancellationToken);
        if (changed.IsFailure)
        {
            return changed.Error;
        }

        var flips = own.ToDictionary(x => x.ApplicationId, _ => new List<OutcomeFlipModel>());
        foreach (var ranked in changed.Value.Each)
        {
            Note(own, flips, policies.Allocate(Reordered(stated, ranked), cancellationToken), Word(ranked.Change), ranked.Key);
        }

        foreach (var (change, percent) in new[] { (ScenarioChange.EnvelopeLowered, 90), (ScenarioChange.EnvelopeRaised, 110) })
        {
            Note(own, flips, policies.Allocate(WithEnvelope(stated, percent), cancellationToken), change, null);
        }

        return ComputedPages.Of(
            own.Where(x => flips[x.ApplicationId].Count > 0).ToList(),
            request.Limit,
            request.After,
            x => new LineSensitivityModel(x.ApplicationId, x.Reference, x.Rank, x.Outcome, flips[x.ApplicationId])
        );
    }

    private static void Note(
        IReadOnlyList<ScenarioLine> own,
        Dictionary<GrantApplicationId, List<OutcomeFlipModel>> flips,
        AllocationResult result,
        ScenarioChange change,
        string? key
    )
    {
        var after = result.Lines.ToDictionary(x => x.ApplicationId);
        foreach (var line in own)
        {
            // Without any feasible distribution there is no line, and nothing is said.
            if (after.TryGetValue(line.ApplicationId, out var then) && then.Outcome != line.Outcome)
            {
                flips[line.ApplicationId].Add(new OutcomeFlipModel(change, key, then.Outcome, then.Amount));
            }
        }
    }

    private static AllocationProblem Reordered(AllocationProblem problem, ChangedRanking ranking)
    {
        var candidates = problem.Candidates.ToDictionary(x => x.ApplicationId);
        return problem with
        {
            Candidates =
            [
                .. ranking
                    .Entries.Where(x => candidates.ContainsKey(x.ApplicationId))
                    .Select(x => candidates[x.ApplicationId] with { Rank = x.Rank, Score = x.Score, IsEliminated = x.IsEliminated }),
            ],
        };
    }

    private static AllocationProblem WithEnvelope(AllocationProblem problem, int percent) =>
        problem with
        {
            Limits =
            [
                .. problem.Limits.Select(x =>
                    x is { Kind: LimitKind.EnvelopeLine or LimitKind.Earmark, AtMost: { } cap }
                        ? x with
                        {
                            AtMost = Money.FromCents((long)((Int128)cap.Cents * percent / 100)),
                        }
                        : x
                ),
            ],
        };

    private static ScenarioChange Word(RankingChange change) =>
        change switch
        {
            RankingChange.WithoutEvaluator => ScenarioChange.WithoutEvaluator,
            RankingChange.WeightLowered => ScenarioChange.WeightLowered,
            _ => ScenarioChange.WeightRaised,
        };
}
