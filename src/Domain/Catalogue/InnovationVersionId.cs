using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a published version of an innovation.</summary>
public readonly record struct InnovationVersionId(Guid Value) : IEntityId<InnovationVersionId>
{
    public static InnovationVersionId From(Guid value) => new(value);

    public static bool operator <(InnovationVersionId left, InnovationVersionId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(InnovationVersionId left, InnovationVersionId right) => left.Value.CompareTo(right.Value) > 0;
}
