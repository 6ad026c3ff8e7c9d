using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Research;

/// <summary>Identifies a publication.</summary>
public readonly record struct ResearchPublicationId(Guid Value) : IEntityId<ResearchPublicationId>
{
    public static ResearchPublicationId From(Guid value) => new(value);

    public static bool operator <(ResearchPublicationId left, ResearchPublicationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ResearchPublicationId left, ResearchPublicationId right) => left.Value.CompareTo(right.Value) > 0;
}
