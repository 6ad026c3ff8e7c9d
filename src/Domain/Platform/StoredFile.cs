using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>A file of the store. Its bytes never change; they go when nothing tells of them any more.</summary>
public sealed class StoredFile : AggregateRoot<StoredFileId>
{
    private StoredFile() { }

    /// <summary>By what the store knows its bytes.</summary>
    public string Key { get; private set; } = null!;

    public string MediaType { get; private set; } = null!;

    /// <summary>Bytes, at least one.</summary>
    public long Length { get; private set; }

    /// <summary>SHA-256 of its bytes, hexadecimal.</summary>
    public string Sha256 { get; private set; } = null!;

    public UserId StoredBy { get; private set; }

    public DateTimeOffset StoredAt { get; private set; }

    public static StoredFile Of(string key, string mediaType, long length, string sha256, UserId by, DateTimeOffset at) =>
        new()
        {
            Id = EntityId.New<StoredFileId>(),
            Key = key,
            MediaType = mediaType,
            Length = length,
            Sha256 = sha256,
            StoredBy = by,
            StoredAt = at,
        };
}
