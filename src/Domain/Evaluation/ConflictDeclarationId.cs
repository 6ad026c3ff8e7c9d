using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Evaluation;

/// <summary>Identifies a declared conflict of interest.</summary>
public readonly record struct ConflictDeclarationId(Guid Value) : IEntityId<ConflictDeclarationId>
{
    public static ConflictDeclarationId From(Guid value) => new(value);

    public static bool operator <(ConflictDeclarationId left, ConflictDeclarationId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ConflictDeclarationId left, ConflictDeclarationId right) => left.Value.CompareTo(right.Value) > 0;
}
