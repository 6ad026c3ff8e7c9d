using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>The policies that need nothing but the problem.</summary>
public static class AllocationPolicies
{
    /// <param name="problem">The problem, with a policy <c>ranked</c>, <c>proportional</c> or <c>bands</c>.</param>
    public static AllocationResult Allocate(AllocationProblem problem) =>
        problem.Policy.Name switch
        {
            AllocationPolicy.Ranked => RankedPolicy.Allocate(problem),
            AllocationPolicy.Proportional => ProportionalPolicy.Allocate(problem),
            AllocationPolicy.ByBands => BandsPolicy.Allocate(problem),
            _ => throw new ArgumentOutOfRangeException(nameof(problem), problem.Policy.Name, "Not a policy of its own."),
        };
}
