namespace SocialInnovation.Application.Common.Files;

/// <summary>Keeps the bytes of files by keys of its own. What it keeps never changes.</summary>
public interface IFileStore
{
    /// <summary>Number of parts in which the keys are looked through.</summary>
    const int Parts = 256;

    /// <summary>Keeps a content: all of it, or nothing.</summary>
    Task<StoredContent> PutAsync(Stream content, CancellationToken cancellationToken);

    /// <summary>Opens a content to be read; null when there is none with this key.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Removes a content; one that is not there is removed already.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>The keys of one part that were kept before an instant. What was never kept whole is removed on the way.</summary>
    /// <param name="part">From 0 to <see cref="Parts"/> - 1.</param>
    /// <param name="before">The instant.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<IReadOnlyList<string>> KeptBeforeAsync(int part, DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>A content that is kept.</summary>
/// <param name="Key">By what it is opened.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">SHA-256 of the bytes, hexadecimal.</param>
public sealed record StoredContent(string Key, long Length, string Sha256);
