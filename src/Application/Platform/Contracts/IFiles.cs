using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Files of the store. What it changes is kept when the caller saves.</summary>
public interface IFiles
{
    /// <summary>Keeps a file: all of it, or nothing.</summary>
    Task<KeptFile> KeepAsync(Stream content, string mediaType, CancellationToken cancellationToken);

    /// <summary>Opens a file to be read; null when it is gone.</summary>
    Task<Stream?> OpenAsync(StoredFileId id, CancellationToken cancellationToken);

    /// <summary>Forgets files.</summary>
    Task DropAsync(IReadOnlyCollection<StoredFileId> ids, CancellationToken cancellationToken);
}

/// <summary>A file that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Sha256">SHA-256 of its bytes, hexadecimal.</param>
public sealed record KeptFile(StoredFileId Id, long Bytes, string Sha256);
