using SocialInnovation.Domain.Budget.Allocation;

namespace SocialInnovation.Application.Budget;

/// <summary>The policy <c>optimal</c>: finds the choice of applications of the greatest value.</summary>
public interface IOptimalAllocation
{
    /// <summary>
    /// Grants whole wishes, to those of whom the sum of scores, or of score times amount, is the greatest that keeps every cap, floor,
    /// exclusive set and ruling; of several such choices the one of the best ranks: the first application in rank order that is not in both
    /// is in it. Deterministic: neither the order of what is given nor the machine matters. Without lines where no choice keeps every
    /// constraint, or the search's limit came before one was found; the proof says which.
    /// </summary>
    /// <param name="problem">Who can have what, with the policy <c>optimal</c>.</param>
    /// <param name="cancellationToken">Stops the search; nothing comes of it then.</param>
    /// <exception cref="OverflowException">The sums of the problem do not fit 62 bits: some 46 000 000 billion cents, or points times cents.</exception>
    AllocationResult Solve(AllocationProblem problem, CancellationToken cancellationToken);
}
