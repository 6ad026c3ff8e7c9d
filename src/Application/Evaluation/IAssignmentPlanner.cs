using SocialInnovation.Domain.Evaluation;

namespace SocialInnovation.Application.Evaluation;

/// <summary>Finds evaluators for the applications that lack some.</summary>
public interface IAssignmentPlanner
{
    /// <summary>
    /// Gives every application exactly the readers that it lacks, so that the rule holds, nobody reads what is barred for it or twice the
    /// same, and nobody reads more than its maximum. Of all such plans it is one with the smallest sum of squared loads, present ones
    /// included: the most even there is. Deterministic: the order of what is given does not matter.
    /// </summary>
    /// <param name="problem">Who can read what.</param>
    /// <param name="cancellationToken">Heard before each run of the solver, not within: a run takes seconds for 10 000 applications.</param>
    AssignmentPlan Plan(AssignmentProblem problem, CancellationToken cancellationToken);
}
