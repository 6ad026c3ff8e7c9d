using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>What a policy made of a problem.</summary>
/// <param name="Lines">One for each candidate, in rank order; none when there is no distribution that keeps every constraint.</param>
/// <param name="Unmet">Floors that are not reached and applications that were ruled in and did not get in; adoption then needs a reason.</param>
public sealed record AllocationResult(IReadOnlyList<ScenarioLine> Lines, IReadOnlyList<UnmetDemand> Unmet)
{
    /// <summary>Of <c>optimal</c>: what was proven.</summary>
    public OptimalityProof? Proof { get; init; }
}

/// <summary>A demand that a distribution does not meet.</summary>
/// <param name="Kind">A limit's kind, or a ruling.</param>
/// <param name="Key">Of which theme and so on; the application's reference for a ruling.</param>
/// <param name="Demanded">The floor, or the grant.</param>
/// <param name="Reached">What the distribution gives.</param>
public sealed record UnmetDemand(BindingKind Kind, string Key, Money Demanded, Money Reached)
{
    /// <summary>
    /// Of a conflict: whether it is a cap, which is what can be reached, of which the others demand more; else a floor or a ruling. An exclusive
    /// set is one without amounts.
    /// </summary>
    public bool IsCap { get; init; }
}

/// <summary>How far the search for the greatest value came.</summary>
public enum SearchStatus
{
    /// <summary>No choice has a greater value: proven.</summary>
    Optimal,

    /// <summary>The best that was found before the search's limit; the bound says how much better another could be.</summary>
    Feasible,

    /// <summary>No choice keeps every constraint: proven.</summary>
    Infeasible,

    /// <summary>The search's limit came before any choice was found.</summary>
    Unknown,
}

/// <summary>What the search for the greatest value has proven.</summary>
/// <param name="Status">How far it came.</param>
/// <param name="Objective">The value of the choice.</param>
/// <param name="Bound">No choice has a greater value than this.</param>
/// <param name="IsTieBroken">Whether the choice was proven to be the one of the best ranks among all of that value.</param>
/// <param name="Conflicts">Where there is no choice: constraints that can't be kept together.</param>
public sealed record OptimalityProof(
    SearchStatus Status,
    decimal? Objective,
    decimal? Bound,
    bool IsTieBroken,
    IReadOnlyList<UnmetDemand> Conflicts
);
