using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Budget;

/// <summary>Identifies a declaration of aid.</summary>
public readonly record struct AidDeclarationId(Guid Value) : IEntityId<AidDeclarationId>
{
    public static AidDeclarationId From(Guid value) => new(value);

    public static bool operator <(AidDeclarationId left, AidDeclarationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(AidDeclarationId left, AidDeclarationId right) => left.Value.CompareTo(right.Value) > 0;
}
