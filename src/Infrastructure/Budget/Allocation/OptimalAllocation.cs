using SocialInnovation.Application.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>
/// The policy <c>optimal</c> by an exact model in cents. Who is not in lacks room under a cap, or in an exclusive set, beside those that are:
/// else it would be in, for a grant more breaks no floor and takes nothing from the value.
/// </summary>
internal sealed class OptimalAllocation(SearchLimits limits) : IOptimalAllocation
{
    // Scores have four decimals, amounts two.
    private const decimal Points = 10_000m;
    private const decimal PointsTimesCents = 1_000_000m;

    public OptimalAllocation()
        : this(new SearchLimits()) { }

    public AllocationResult Solve(AllocationProblem problem, CancellationToken cancellationToken)
    {
        var model = OptimalModel.Of(problem);
        var choice = OptimalChoice.Of(model, limits, cancellationToken);
        if (choice.IsIn is not { } isIn)
        {
            var conflicts = choice.Status == SearchStatus.Infeasible ? new Conflicts(problem, model, limits, cancellationToken).Find() : [];
            return new AllocationResult([], []) { Proof = new OptimalityProof(choice.Status, null, null, false, conflicts) };
        }

        var awarded = new bool[problem.Candidates.Count];
        for (var column = 0; column < isIn.Length; column++)
        {
            awarded[model.Candidates[column]] = isIn[column];
        }

        var state = StateOf(problem, awarded);
        Complete(problem, model, state, awarded, isIn);
        var lines = problem.Candidates.Select((x, i) => LineOf(problem, state, x, i, awarded[i])).ToList();
        var value = model.ValueOf(isIn);
        return new AllocationResult(lines, Demands.Unmet(problem, state, lines))
        {
            Proof = new OptimalityProof(
                value == choice.Bound ? SearchStatus.Optimal : choice.Status,
                InUnits(problem, model, value),
                InUnits(problem, model, choice.Bound),
                choice.IsTieBroken,
                []
            ),
        };
    }

    private static AllocationState StateOf(AllocationProblem problem, bool[] awarded)
    {
        var state = new AllocationState(problem);
        for (var i = 0; i < awarded.Length; i++)
        {
            if (awarded[i])
            {
                state.Take(i, problem.Candidates[i].Wished);
            }
        }

        return state;
    }

    // A choice that is not proven to be the best may leave room.
    private static void Complete(AllocationProblem problem, OptimalModel model, AllocationState state, bool[] awarded, bool[] isIn)
    {
        for (var column = 0; column < isIn.Length; column++)
        {
            var candidate = model.Candidates[column];
            if (!isIn[column] && state.Holds(candidate, problem.Candidates[candidate].Wished))
            {
                state.Take(candidate, problem.Candidates[candidate].Wished);
                isIn[column] = awarded[candidate] = true;
            }
        }
    }

    private static ScenarioLine LineOf(AllocationProblem problem, AllocationState state, Candidate candidate, int index, bool isAwarded)
    {
        if (isAwarded)
        {
            var rule = candidate.Ruling == Ruling.In ? AllocationRule.RuledIn : AllocationRule.InOptimum;
            return ScenarioLine.Awarded(candidate, candidate.Wished, LineReason.Of(rule) with { Nearest = state.Nearest(index) });
        }

        if (Gate.WhyNot(problem, candidate) is { } gate)
        {
            return ScenarioLine.Refused(candidate, gate);
        }

        var reason = state.WhyNot(index, candidate.Wished)!;
        return reason.Rule == AllocationRule.DeMinimisExceeded
            ? ScenarioLine.Refused(candidate, reason)
            : ScenarioLine.WaitingListed(candidate, reason);
    }

    private static decimal InUnits(AllocationProblem problem, OptimalModel model, long value) =>
        (decimal)(value * model.Scale) / (problem.Policy.Objective == AllocationObjective.Score ? Points : PointsTimesCents);
}
