using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies an import of a bundle.</summary>
public readonly record struct ImportId(Guid Value) : IEntityId<ImportId>
{
    public static ImportId From(Guid value) => new(value);

    public static bool operator <(ImportId left, ImportId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(ImportId left, ImportId right) => left.Value.CompareTo(right.Value) > 0;
}
