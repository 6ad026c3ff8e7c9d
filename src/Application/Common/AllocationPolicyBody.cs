using FluentValidation;

namespace SocialInnovation.Application.Common;

/// <summary>How an envelope is distributed over a ranking. The minimum score is a gate before each policy.</summary>
/// <param name="Name">
/// <c>ranked</c>: in rank order, what was asked for, while every constraint holds it (the greedy rule of participatory budgeting, with scores in
/// the place of votes). <c>proportional</c>: s times what was asked for, s = min(1, min over the limits of cap ÷ sum asked for), for those of
/// whom every limit holds the floor's share, in rank order. <c>bands</c>: by score, a stated share of what was asked for, then in rank order; in
/// both, cents left by a cut go by largest remainder, then rank. <c>optimal</c>: the choice that keeps every constraint and maximises Σ score or
/// Σ score × amount, an exact integer programme in cents (OR-Tools CP-SAT), of equal choices the one of the best ranks. <c>equal-shares</c>: the
/// method of equal shares (Peters, Pierczyński, Skowron, 2021) with the completion Add1U, to compare with; no call is decided by it.
/// </param>
/// <param name="WhenExceeded">What follows an application that the envelope can't hold; without meaning for the last two.</param>
public sealed record AllocationPolicyBody(string Name, WhenExceeded WhenExceeded)
{
    /// <summary>Of <c>ranked</c>: the first application that the envelope can't hold whole is given what is left, once.</summary>
    public bool PartialLast { get; init; }

    /// <summary>Of <c>proportional</c>: the share of what was asked for, percent, below which no grant is cut.</summary>
    public Percentage Floor { get; init; }

    /// <summary>Of <c>bands</c>: at most 20, each score once.</summary>
    public IReadOnlyList<ScoreBandBody> Bands { get; init; } = [];

    /// <summary>Of <c>optimal</c>: what is maximal; of <c>equal-shares</c>: whether a mark counts as it is, or times what the project costs.</summary>
    public AllocationObjective Objective { get; init; }

    /// <summary>The smallest grant that is of use, EUR; any when not given.</summary>
    public Money? MinimumGrant { get; init; }

    public static AllocationPolicyBody Of(AllocationPolicy policy) =>
        new(policy.Name, policy.WhenExceeded)
        {
            PartialLast = policy.PartialLast,
            Floor = policy.Floor,
            Bands = [.. policy.Bands.Select(x => new ScoreBandBody(x.FromScore, x.Share))],
            Objective = policy.Objective,
            MinimumGrant = policy.MinimumGrant == Money.Zero ? null : policy.MinimumGrant,
        };

    public AllocationPolicy ToPolicy() =>
        new(Name, WhenExceeded)
        {
            PartialLast = PartialLast,
            Floor = Floor,
            Bands = [.. Bands.Select(x => new ScoreBand(x.FromScore, x.Share)).OrderByDescending(x => x.FromScore)],
            Objective = Objective,
            MinimumGrant = MinimumGrant ?? Money.Zero,
        };
}

/// <summary>A band of scores.</summary>
/// <param name="FromScore">The lowest score that belongs to it, 0 to 100.</param>
/// <param name="Share">The share of what was asked for, percent.</param>
public sealed record ScoreBandBody(Percentage FromScore, Percentage Share);

/// <summary>The shape of a policy.</summary>
public sealed class AllocationPolicyBodyValidator : AbstractValidator<AllocationPolicyBody>
{
    /// <summary>The most bands.</summary>
    public const int MostBands = 20;

    public AllocationPolicyBodyValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Code);
        RuleFor(x => x.Bands).HasAtMost(MostBands);
        RuleForEach(x => x.Bands).NotNull();
        RuleFor(x => x.MinimumGrant!.Value.Amount)
            .GreaterThan(0)
            .When(x => x.MinimumGrant is not null)
            .OverridePropertyName("minimumGrant.amount");
    }
}
