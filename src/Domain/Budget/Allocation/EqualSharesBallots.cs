using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget.Allocation;

/// <summary>What a voter gains from a funded application.</summary>
public enum EqualSharesUtility
{
    /// <summary>Its mark, whatever it costs.</summary>
    Mark,

    /// <summary>Its mark times what it costs: each euro counts.</summary>
    MarkTimesCost,
}

/// <summary>The marks of voters, each of whom marked every application: evaluators, or colleges.</summary>
/// <param name="Voters">Each one's marks, 0 or more; no mark is as good as 0. Their order does not matter.</param>
/// <param name="Utility">What a mark is worth.</param>
public sealed record EqualSharesBallots(
    IReadOnlyList<IReadOnlyDictionary<GrantApplicationId, Fraction>> Voters,
    EqualSharesUtility Utility
);
