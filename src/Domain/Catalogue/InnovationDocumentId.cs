using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Catalogue;

/// <summary>Identifies a document that was uploaded to an innovation.</summary>
public readonly record struct InnovationDocumentId(Guid Value) : IEntityId<InnovationDocumentId>
{
    public static InnovationDocumentId From(Guid value) => new(value);

    public static bool operator <(InnovationDocumentId left, InnovationDocumentId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(InnovationDocumentId left, InnovationDocumentId right) => left.Value.CompareTo(right.Value) > 0;
}
