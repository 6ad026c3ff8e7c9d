using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Files;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

internal sealed class PictureKeeper(
    IPlatformDbContext db,
    IFileStore store,
    IPictureCodec codec,
    ICurrentUser user,
    [FromKeyedServices(Clocks.Business)] TimeProvider clock
) : IPictures
{
    public async Task<Result<PictureId>> AddAsync(PictureOwner owner, Guid ownerId, byte[] sent, CancellationToken cancellationToken)
    {
        var drawn = codec.Draw(sent);
        if (drawn.IsFailure)
        {
            return drawn.Error;
        }

        var (by, now) = (user.Id!.Value, clock.GetUtcNow());
        var variants = new List<PictureVariant>();
        foreach (var size in drawn.Value)
        {
            var kept = await store.PutAsync(new MemoryStream(size.Content), cancellationToken);
            var file = StoredFile.Of(kept.Key, PictureLimits.MediaType, kept.Length, kept.Sha256, by, now);
            db.Files.Add(file);
            variants.Add(new PictureVariant(size.Width, size.Height, file.Id));
        }

        var picture = Picture.Of(owner, ownerId, variants, by, now);
        db.Pictures.Add(picture);
        return picture.Id;
    }

    public async Task<IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>>> SizesOfAsync(
        IReadOnlyCollection<PictureId> ids,
        CancellationToken cancellationToken
    ) =>
        ids.Count == 0
            ? new Dictionary<PictureId, IReadOnlyList<PictureSize>>()
            : (await db.Pictures.AsNoTracking().Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken)).ToDictionary(
                x => x.Id,
                x => (IReadOnlyList<PictureSize>)[.. x.Variants.Select(size => PictureSize.Of(x.Id, size.Width, size.Height))]
            );

    public async Task<PictureContent?> ReadAsync(PictureId id, int width, CancellationToken cancellationToken)
    {
        if (await db.Pictures.AsNoTracking().SingleOrDefaultAsync(x => x.Id == id, cancellationToken) is not { } picture)
        {
            return null;
        }

        var variant = picture.VariantOf(width);
        return await store.ReadAsync(db, variant.FileId, cancellationToken) is { } content
            ? new PictureContent(variant.Width, variant.Height, content)
            : null;
    }

    public async Task DropAsync(IReadOnlyCollection<PictureId> ids, CancellationToken cancellationToken)
    {
        var pictures = ids.Count == 0 ? [] : await db.Pictures.Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
        var files = pictures.SelectMany(x => x.Variants).Select(x => x.FileId).ToList();
        db.Files.RemoveRange(await db.Files.Where(x => files.Contains(x.Id)).ToListAsync(cancellationToken));
        db.Pictures.RemoveRange(pictures);
    }
}

/// <summary>Reads what the table of files tells of.</summary>
internal static class KeptFiles
{
    /// <summary>The bytes of a file; null when it is gone.</summary>
    public static async Task<byte[]?> ReadAsync(
        this IFileStore store,
        IPlatformDbContext db,
        StoredFileId id,
        CancellationToken cancellationToken
    )
    {
        var key = await db.Files.Where(x => x.Id == id).Select(x => x.Key).SingleOrDefaultAsync(cancellationToken);
        await using var content = key is null ? null : await store.OpenAsync(key, cancellationToken);
        if (content is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, cancellationToken);
        return copy.ToArray();
    }
}
