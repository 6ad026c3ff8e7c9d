namespace SocialInnovation.Infrastructure.Budget.Allocation;

/// <summary>How far a search goes. Nothing here is a time by the clock, so that every machine stops at the same place.</summary>
internal sealed record SearchLimits
{
    /// <summary>The solver's own measure of its work, about a second each, for the choice and again for its ties.</summary>
    public double DeterministicTime { get; init; } = 30;

    /// <summary>Of that, the most for a first choice from a core, which need not be the best one.</summary>
    public double CoreTime { get; init; } = 1;

    /// <summary>From so many columns on, a choice is good enough when no other is better by more than <see cref="GapOfMany"/>.</summary>
    public int Many { get; init; } = 20_000;

    /// <summary>A part of the value.</summary>
    public double GapOfMany { get; init; } = 0.0001;

    /// <summary>So many columns are decided at first, those about which the relaxation is least sure.</summary>
    public int Core { get; init; } = 100;

    /// <summary>So many columns at a time have their ties broken; the weights are powers of two.</summary>
    public int Chunk { get; init; } = 50;
}
