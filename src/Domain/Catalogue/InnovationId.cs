using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies an innovation.</summary>
public readonly record struct InnovationId(Guid Value) : IEntityId<InnovationId>
{
    public static InnovationId From(Guid value) => new(value);

    public static bool operator <(InnovationId left, InnovationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(InnovationId left, InnovationId right) => left.Value.CompareTo(right.Value) > 0;
}
