using SocialInnovation.Application.Common;
using SocialInnovation.Application.Evaluation.Contracts;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Budget;

/// <summary>Applies the policy of a problem, whichever it is.</summary>
internal sealed class ScenarioPolicies(IOptimalAllocation optimal, IRankingAnalysis analysis) : ISharedRule
{
    /// <param name="problem">The problem.</param>
    /// <param name="ranking">The ranking that it stems from, whose marks <c>equal-shares</c> counts.</param>
    /// <param name="cancellationToken">Ends the search for an optimum.</param>
    public async Task<Result<AllocationResult>> AllocateAsync(
        AllocationProblem problem,
        RankingId ranking,
        CancellationToken cancellationToken
    )
    {
        if (problem.Policy.Name != AllocationPolicy.EqualShares)
        {
            return Allocate(problem, cancellationToken);
        }

        var ballots = await analysis.BallotsAsync(ranking, cancellationToken);
        return ballots.IsFailure ? ballots.Error
            : ballots.Value.Complete is { } complete ? EqualSharesPolicy.Allocate(problem, BallotsOf(complete, problem.Policy))
            : AllocationErrors.BallotsIncomplete;
    }

    /// <summary>The same for every policy but <c>equal-shares</c>.</summary>
    public AllocationResult Allocate(AllocationProblem problem, CancellationToken cancellationToken) =>
        problem.Policy.Name == AllocationPolicy.Optimal ? optimal.Solve(problem, cancellationToken) : AllocationPolicies.Allocate(problem);

    private static EqualSharesBallots BallotsOf(CompleteBallots complete, AllocationPolicy policy) =>
        new(
            [.. complete.Utilities.Select(x => complete.Applications.Zip(x).ToDictionary(y => y.First, y => y.Second))],
            policy.Objective == AllocationObjective.Score ? EqualSharesUtility.Mark : EqualSharesUtility.MarkTimesCost
        );
}
