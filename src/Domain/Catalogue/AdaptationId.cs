using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a proposed adaptation.</summary>
public readonly record struct AdaptationId(Guid Value) : IEntityId<AdaptationId>
{
    public static AdaptationId From(Guid value) => new(value);

    public static bool operator <(AdaptationId left, AdaptationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(AdaptationId left, AdaptationId right) => left.Value.CompareTo(right.Value) > 0;
}
