using SocialInnovation.Domain.Applications;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Why there is no plan.</summary>
public enum AssignmentConstraint
{
    /// <summary>Fewer readers are permitted for the application than it lacks.</summary>
    TooFewReaders,

    /// <summary>
    /// The colleges of its present and permitted readers are fewer than the rule demands, or fewer places are left than colleges lack.
    /// </summary>
    TooFewColleges,

    /// <summary>Each of the applications could be read if nobody had a maximum load, but not all of them within the maximum loads.</summary>
    MaximumLoads,
}

/// <summary>Applications that cannot be given their readers.</summary>
/// <param name="Constraint">Why.</param>
/// <param name="Applications">
/// Which ones, by reference. Where maximum loads are in the way: those that lack more together than the readers permitted for them have left.
/// </param>
public sealed record AssignmentShortage(AssignmentConstraint Constraint, IReadOnlyList<GrantApplicationId> Applications);

/// <summary>The new readings, or why there are none. One of the two is empty.</summary>
/// <param name="Readings">Who reads what in addition, by the application's reference and the reader's id.</param>
/// <param name="Shortages">What is in the way; at most one for each constraint.</param>
public sealed record AssignmentPlan(IReadOnlyList<Reading> Readings, IReadOnlyList<AssignmentShortage> Shortages);
