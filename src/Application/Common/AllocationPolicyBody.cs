using FluentValidation;

namespace SocialInnovation.Application.Common;

/// <summary>How an envelope is distributed over a ranking. The minimum score is a gate before each policy.</summary>
/// <param name="Name">
/// <c>ranked</c>: in order, what was asked for, while the envelope holds it. <c>proportional</c>: the same cut for all, never under the floor.
/// <c>bands</c>: a share of what was asked for, by score. <c>optimal</c>: the choice of the greatest value, proven. <c>equal-shares</c>: the
/// method of equal shares, to compare with; no call is decided by it.
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

    /// <summary>Of <c>optimal</c>: what is maximal.</summary>
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
