using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>What a bound on a sum of grants is about.</summary>
public enum LimitKind
{
    /// <summary>What a line of the envelope holds.</summary>
    EnvelopeLine,

    /// <summary>What the contributions hold that may pay for certain applications.</summary>
    Earmark,

    Theme,

    /// <summary>Département of the project.</summary>
    Department,

    Initiator,

    ExpenseCategory,

    /// <summary>What state aid leaves to an undertaking.</summary>
    DeMinimis,
}

/// <summary>A bound on the sum of the grants of its members, or of their parts in some categories of expense.</summary>
/// <param name="Kind">What it is about.</param>
/// <param name="Key">Of which theme, département, line and so on; unique within its kind.</param>
public sealed record Limit(LimitKind Kind, string Key)
{
    /// <summary>The cap; null when there is none.</summary>
    public Money? AtMost { get; init; }

    /// <summary>The floor, which only the policy <c>optimal</c> pursues; null when there is none.</summary>
    public Money? AtLeast { get; init; }

    /// <summary>Categories of expense, by their place in the problem, whose parts of a grant count; null when whole grants do.</summary>
    public IReadOnlyList<int>? Categories { get; init; }
}

/// <summary>Projects of which at most one is funded.</summary>
public sealed record ExclusiveSet(string Name);

/// <summary>What a person ruled of an application before the policy.</summary>
public enum Ruling
{
    None,

    /// <summary>It gets its grant first.</summary>
    In,

    /// <summary>It gets none.</summary>
    Out,
}
