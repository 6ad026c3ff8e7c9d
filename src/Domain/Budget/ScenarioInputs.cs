using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Budget.Allocation;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>What a person asked of a scenario beside its policy: kept with it, so that it can be read and computed again.</summary>
public sealed record ScenarioInputs
{
    public static readonly ScenarioInputs None = new();

    public IReadOnlyList<AskedLimit> Limits { get; init; } = [];

    public IReadOnlyList<AskedSet> ExclusiveSets { get; init; } = [];

    public IReadOnlyList<AskedRuling> Rulings { get; init; } = [];

    public IReadOnlyList<AskedAmount> Recommendations { get; init; } = [];

    /// <summary>The first fault of the inputs in themselves; null when there is none.</summary>
    public Error? WhyNotConsistent() => WhyNotLimits() ?? WhyNotSets() ?? WhyNotApplications();

    private Error? WhyNotLimits()
    {
        foreach (var (index, limit) in Limits.Index())
        {
            if (limit is { AtMost: null, AtLeast: null })
            {
                return AllocationErrors.LimitEmpty(index);
            }

            if (limit.AtLeast > limit.AtMost)
            {
                return AllocationErrors.FloorAboveCap(index);
            }

            if (Limits.Take(index).Any(x => x.Kind == limit.Kind && x.Key == limit.Key))
            {
                return AllocationErrors.LimitTwice(index);
            }
        }

        return null;
    }

    private Error? WhyNotSets() =>
        ExclusiveSets
            .Index()
            .Where(x => x.Item.Applications.Distinct().Count() < 2)
            .Select(x => AllocationErrors.SetTooSmall(x.Index))
            .FirstOrDefault()
        ?? ExclusiveSets
            .Index()
            .Where(x => ExclusiveSets.Take(x.Index).Any(y => y.Name == x.Item.Name))
            .Select(x => AllocationErrors.SetTwice(x.Index))
            .FirstOrDefault();

    private Error? WhyNotApplications() =>
        Twice("rulings", Rulings.Select(x => x.ApplicationId)) ?? Twice("recommendations", Recommendations.Select(x => x.ApplicationId));

    private static Error? Twice(string member, IEnumerable<GrantApplicationId> ids)
    {
        var seen = new HashSet<GrantApplicationId>();
        return ids.Index().Where(x => !seen.Add(x.Item)).Select(x => AllocationErrors.ApplicationTwice(member, x.Index)).FirstOrDefault();
    }
}

/// <summary>A cap, a floor or both on the grants of a theme, département, initiator, category of expense or earmark.</summary>
public sealed record AskedLimit(LimitKind Kind, string Key, Money? AtMost, Money? AtLeast);

/// <summary>Projects of which at most one is to be funded.</summary>
public sealed record AskedSet(string Name, IReadOnlyList<GrantApplicationId> Applications);

/// <summary>An application that is to be in or out whatever the policy says of it, and why.</summary>
public sealed record AskedRuling(GrantApplicationId ApplicationId, bool IsIn, string Reason);

/// <summary>A smaller grant than was asked for, and why.</summary>
public sealed record AskedAmount(GrantApplicationId ApplicationId, Money Amount, string Reason);
