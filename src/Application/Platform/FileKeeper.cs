using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

// Bytes of which no row tells any more are removed by the sweep of orphans.
internal sealed class FileKeeper(
    IPlatformDbContext db,
    IFileStore store,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IFiles
{
    public async Task<KeptFile> KeepAsync(Stream content, string mediaType, CancellationToken cancellationToken)
    {
        var kept = await store.PutAsync(content, cancellationToken);
        var file = StoredFile.Of(kept.Key, mediaType, kept.Length, kept.Sha256, user.Id!.Value, clock.GetUtcNow());
        db.Files.Add(file);
        return new KeptFile(file.Id, kept.Length, kept.Sha256);
    }

    public async Task<Stream?> OpenAsync(StoredFileId id, CancellationToken cancellationToken) =>
        await db.Files.Where(x => x.Id == id).Select(x => x.Key).SingleOrDefaultAsync(cancellationToken) is { } key
            ? await store.OpenAsync(key, cancellationToken)
            : null;

    public async Task DropAsync(IReadOnlyCollection<StoredFileId> ids, CancellationToken cancellationToken) =>
        db.Files.RemoveRange(await db.Files.Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken));
}

internal static class WholeFiles
{
    /// <summary>The bytes of a file; null when it is gone.</summary>
    public static async Task<byte[]?> ReadAsync(this IFiles files, StoredFileId id, CancellationToken cancellationToken)
    {
        await using var content = await files.OpenAsync(id, cancellationToken);
        if (content is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
