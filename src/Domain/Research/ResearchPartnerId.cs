using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Identifies a partner of the research network.</summary>
public readonly record struct ResearchPartnerId(Guid Value) : IEntityId<ResearchPartnerId>
{
    public static ResearchPartnerId From(Guid value) => new(value);

    public static bool operator <(ResearchPartnerId left, ResearchPartnerId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ResearchPartnerId left, ResearchPartnerId right) => left.Value.CompareTo(right.Value) > 0;
}
