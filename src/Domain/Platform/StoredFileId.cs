using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>Identifies a kept file.</summary>
public readonly record struct StoredFileId(Guid Value) : IEntityId<StoredFileId>
{
    public static StoredFileId From(Guid value) => new(value);

    public static bool operator <(StoredFileId left, StoredFileId right) => left.Value.CompareTo(right.Value) < 0;

    public static bool operator >(StoredFileId left, StoredFileId right) => left.Value.CompareTo(right.Value) > 0;
}
