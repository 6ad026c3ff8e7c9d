using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform;

internal sealed class PictureKeeper(
    IPlatformDbContext db,
    IFiles files,
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

        var variants = new List<PictureVariant>();
        foreach (var size in drawn.Value)
        {
            var file = await files.KeepAsync(new MemoryStream(size.Content), PictureLimits.MediaType, cancellationToken);
            variants.Add(new PictureVariant(size.Width, size.Height, file.Id));
        }

        var picture = Picture.Of(owner, ownerId, variants, user.Id!.Value, clock.GetUtcNow());
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
        return await files.ReadAsync(variant.FileId, cancellationToken) is { } content
            ? new PictureContent(variant.Width, variant.Height, content)
            : null;
    }

    public async Task DropAsync(IReadOnlyCollection<PictureId> ids, CancellationToken cancellationToken)
    {
        var pictures = ids.Count == 0 ? [] : await db.Pictures.Where(x => ids.Contains(x.Id)).ToListAsync(cancellationToken);
        await files.DropAsync([.. pictures.SelectMany(x => x.Variants).Select(x => x.FileId)], cancellationToken);
        db.Pictures.RemoveRange(pictures);
    }
}
