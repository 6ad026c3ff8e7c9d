using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies an undertaking.</summary>
public readonly record struct UndertakingId(Guid Value) : IEntityId<UndertakingId>
{
    public static UndertakingId From(Guid value) => new(value);

    public static bool operator <(UndertakingId left, UndertakingId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(UndertakingId left, UndertakingId right) => left.Value.CompareTo(right.Value) > 0;
}
