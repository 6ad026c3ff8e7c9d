using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies an allocation scenario.</summary>
public readonly record struct AllocationScenarioId(Guid Value) : IEntityId<AllocationScenarioId>
{
    public static AllocationScenarioId From(Guid value) => new(value);

    public static bool operator <(AllocationScenarioId left, AllocationScenarioId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(AllocationScenarioId left, AllocationScenarioId right) => left.Value.CompareTo(right.Value) > 0;
}
