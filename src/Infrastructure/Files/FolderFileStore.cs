using System.Security.Cryptography;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Files;

/// <summary>
/// Keeps files in a folder, in one folder per part below it. A name is made here and nowhere else; a file has its name only once all of it
/// is on the disk.
/// </summary>
internal sealed class FolderFileStore(string folder) : IFileStore
{
    private const int KeyLength = 32;
    private const string Unfinished = ".tmp";

    public async Task<StoredContent> PutAsync(Stream content, CancellationToken cancellationToken)
    {
        var key = Uuid.Next().ToString("N");
        var path = PathOf(key);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + Unfinished;
        try
        {
            var (length, hash) = await WriteAsync(content, unfinished, cancellationToken);
            File.Move(unfinished, path, overwrite: false);
            return new StoredContent(key, length, hash);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            var file = new FileStream(PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
            return Task.FromResult<Stream?>(file);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        if (File.Exists(path))
        {
            File.Delete(path);
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<string>> KeptBeforeAsync(int part, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var kept = new List<string>();
        var within = new DirectoryInfo(Path.Combine(folder, part.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        foreach (var file in within.Exists ? within.EnumerateFiles() : [])
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (file.LastWriteTimeUtc >= before.UtcDateTime)
            {
                continue;
            }

            // What is neither a key nor unfinished is somebody else's and stays.
            if (IsKey(file.Name))
            {
                kept.Add(file.Name);
            }
            else if (file.Name.EndsWith(Unfinished, StringComparison.Ordinal) && IsKey(file.Name[..^Unfinished.Length]))
            {
                file.Delete();
            }
        }

        return Task.FromResult<IReadOnlyList<string>>(kept);
    }

    private static async Task<(long Length, string Hash)> WriteAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, useAsync: true);
        var buffer = new byte[81_920];
        int read;
        while ((read = await content.ReadAsync(buffer, cancellationToken)) > 0)
        {
            hash.AppendData(buffer, 0, read);
            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        // The bytes reach the disk before the name does: after a failure of power there is the whole file, or none.
        file.Flush(flushToDisk: true);
        return (file.Length, Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    private string PathOf(string key) =>
        IsKey(key) ? Path.Combine(folder, key[^2..], key) : throw new ArgumentException("This is no key of the store.", nameof(key));

    private static bool IsKey(string text) => text.Length == KeyLength && text.All(char.IsAsciiHexDigitLower);
}
