using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>An evaluator who can read applications.</summary>
/// <param name="UserId">Who it is.</param>
/// <param name="College">The college that it comes from.</param>
/// <param name="MaximumLoad">How many applications of the call it reads at most; null when there is no limit.</param>
/// <param name="PresentLoad">How many it reads already; they count towards the maximum and towards an even load.</param>
public sealed record Reader(UserId UserId, string College, int? MaximumLoad, int PresentLoad);

/// <summary>An application that still lacks readers.</summary>
/// <param name="Id">Which one.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="PresentReaders">
/// Who reads it already. They count towards the rule; of somebody who is not among the problem's readers no college is known, so that it
/// counts as a reader only.
/// </param>
public sealed record ApplicationToRead(GrantApplicationId Id, string Reference, IReadOnlyList<UserId> PresentReaders);

/// <summary>What every application must have.</summary>
/// <param name="ReadersPerApplication">At least 1.</param>
/// <param name="CollegesPerApplication">From how many colleges its readers come at least; from 1 to the number of readers.</param>
public sealed record AssignmentRule(int ReadersPerApplication, int CollegesPerApplication);

/// <summary>One evaluator reads one application.</summary>
public readonly record struct Reading(GrantApplicationId ApplicationId, UserId UserId);

/// <summary>Which evaluators shall read which applications?</summary>
/// <param name="Applications">Each once.</param>
/// <param name="Readers">Each once.</param>
/// <param name="Rule">What every application must have.</param>
/// <param name="Barred">What must not be: the evaluator has a conflict of interest there, or was recused or replaced.</param>
public sealed record AssignmentProblem(
    IReadOnlyList<ApplicationToRead> Applications,
    IReadOnlyList<Reader> Readers,
    AssignmentRule Rule,
    IReadOnlySet<Reading> Barred
);
