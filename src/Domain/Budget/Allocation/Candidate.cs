using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>An application of the ranking that asks for money.</summary>
/// <param name="ApplicationId">The application.</param>
/// <param name="Reference">Its reference.</param>
/// <param name="Rank">Its rank.</param>
/// <param name="Score">Its score, 0 to 100 with at most four decimals.</param>
/// <param name="Requested">What it asks for.</param>
public sealed record Candidate(GrantApplicationId ApplicationId, string Reference, int Rank, decimal Score, Money Requested)
{
    /// <summary>What the manager recommends instead; null when nothing else than what was asked for.</summary>
    public Recommendation? Recommended { get; init; }

    /// <summary>What it is a candidate for.</summary>
    public Money Wished => Recommended?.Amount ?? Requested;

    /// <summary>Whether it misses the own minimum of a criterion.</summary>
    public bool IsEliminated { get; init; }

    /// <summary>What stands against its grant whatever the others get; null when nothing does.</summary>
    public Binding? Obstacle { get; init; }

    /// <summary>The limits that its grant counts for, by their place in the problem.</summary>
    public IReadOnlyList<int> Limits { get; init; } = [];

    /// <summary>The exclusive sets that it belongs to, by their place in the problem.</summary>
    public IReadOnlyList<int> ExclusiveSets { get; init; } = [];

    /// <summary>Its eligible costs by category of expense, which split its grant; none when no limit asks for the parts.</summary>
    public IReadOnlyList<Money> Costs { get; init; } = [];

    public Ruling Ruling { get; init; }

    /// <summary>
    /// The parts of a grant by category of expense, in proportion to the eligible costs, to the cent; all in the first one when there are no
    /// eligible costs.
    /// </summary>
    public IReadOnlyList<Money> Split(Money amount) =>
        Costs.All(x => x == Money.Zero) ? [amount, .. Costs.Skip(1).Select(_ => Money.Zero)] : Money.Share(amount, Costs);
}

/// <summary>An amount that a person recommends, and why.</summary>
public sealed record Recommendation(Money Amount, UserId By, string Reason);
