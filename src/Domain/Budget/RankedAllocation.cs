using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>An application of the ranking that asks for money.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score.</param>
/// <param name="Requested">What it asks for.</param>
/// <param name="Needs">Its need of each line of the envelope.</param>
/// <param name="Undertaking">Who asks; what it is awarded for a better-ranked application counts for the next one.</param>
/// <param name="Obstacle">
/// Code of the rule that forbids a grant to an undertaking which is already awarded so much by the same allocation; null when none does.
/// </param>
public sealed record Candidate(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    decimal Score,
    Money Requested,
    IReadOnlyList<Money> Needs,
    string Undertaking,
    Func<Money, string?> Obstacle
)
{
    /// <summary>Whether it misses the own minimum of a criterion.</summary>
    public bool IsEliminated { get; init; }
}

/// <summary>What a scenario says of one application.</summary>
public sealed record ScenarioLine(
    GrantApplicationId ApplicationId,
    string Reference,
    int Rank,
    decimal Score,
    Money Requested,
    ApplicationOutcome Outcome,
    Money Amount,
    string? Reason
);

/// <summary>
/// The policy <c>ranked</c>: below the minimum score, or below a criterion's own, refused; else, in rank order, awarded what was requested while every line of the
/// envelope holds its part; else on the waiting list, and the next one is tried (skip), or all that follow wait too (stop).
/// </summary>
public static class RankedAllocation
{
    public const string BelowMinimum = "below-minimum-score";

    public const string BelowCriterionMinimum = "below-criterion-minimum";

    public const string Exhausted = "envelope-exhausted";

    public static IReadOnlyList<ScenarioLine> Allocate(
        IEnumerable<Candidate> candidates,
        Percentage minimumScore,
        IReadOnlyList<Money> available,
        WhenExceeded whenExceeded
    )
    {
        var left = available.ToArray();
        var lines = new List<ScenarioLine>();
        var given = new Dictionary<string, Money>();
        var stopped = false;
        foreach (var candidate in candidates.OrderBy(x => x.Rank))
        {
            var before = given.GetValueOrDefault(candidate.Undertaking);
            var (outcome, reason) =
                candidate.Score < minimumScore.Value ? (ApplicationOutcome.Refused, BelowMinimum)
                : candidate.IsEliminated ? (ApplicationOutcome.Refused, BelowCriterionMinimum)
                : candidate.Obstacle(before) is { } obstacle ? (ApplicationOutcome.Refused, obstacle)
                : stopped || !Holds(left, candidate.Needs) ? (ApplicationOutcome.WaitingListed, Exhausted)
                : (ApplicationOutcome.Awarded, (string?)null);
            if (outcome == ApplicationOutcome.Awarded)
            {
                given[candidate.Undertaking] = before + candidate.Requested;
                for (var i = 0; i < left.Length; i++)
                {
                    left[i] -= candidate.Needs[i];
                }
            }

            stopped |= outcome == ApplicationOutcome.WaitingListed && whenExceeded == WhenExceeded.Stop;
            lines.Add(
                new ScenarioLine(
                    candidate.ApplicationId,
                    candidate.Reference,
                    candidate.Rank,
                    candidate.Score,
                    candidate.Requested,
                    outcome,
                    outcome == ApplicationOutcome.Awarded ? candidate.Requested : Money.Zero,
                    reason
                )
            );
        }

        return lines;
    }

    private static bool Holds(Money[] left, IReadOnlyList<Money> needs) => !left.Where((x, i) => x < needs[i]).Any();
}
