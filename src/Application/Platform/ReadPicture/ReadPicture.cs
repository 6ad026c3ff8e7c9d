using FluentValidation;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Application.Platform.Contracts;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.ReadPicture;

/// <summary>Reads a picture, a WebP: for everybody once what shows it is public, before that for who sees what shows it.</summary>
/// <param name="Id">The picture.</param>
/// <param name="Width">Pixels: the smallest size that is at least so wide is answered, or the largest.</param>
[Anonymous]
public sealed record GetPicture(PictureId Id, int? Width) : IQuery<PictureFile>;

/// <summary>A picture as a file.</summary>
/// <param name="Content">The WebP.</param>
public sealed record PictureFile(byte[] Content);

internal sealed class GetPictureValidator : AbstractValidator<GetPicture>
{
    public GetPictureValidator() => RuleFor(x => x.Width).InclusiveBetween(1, PictureLimits.Side);
}

// Whether the picture exists for the caller was answered by its gate.
internal sealed class GetPictureHandler(IPlatformDbContext db, IFiles files) : IQueryHandler<GetPicture, PictureFile>
{
    public async Task<Result<PictureFile>> Handle(GetPicture request, CancellationToken cancellationToken) =>
        await db.Pictures.AsNoTracking().SingleOrDefaultAsync(x => x.Id == request.Id, cancellationToken) is { } picture
        && await files.ReadAsync(picture.VariantOf(request.Width).FileId, cancellationToken) is { } content
            ? new PictureFile(content)
            : PictureErrors.NotFound;
}

/// <summary>Whether a picture exists for the caller: what shows it says so.</summary>
public sealed class PictureGate(IPlatformDbContext db, IEnumerable<IPictureShower> showers) : IResourceGate
{
    public async Task<Error?> WhyNotAsync(Guid id, CancellationToken cancellationToken)
    {
        var pictureId = new PictureId(id);
        var owned = await db
            .Pictures.Where(x => x.Id == pictureId)
            .Select(x => new { x.Owner, x.OwnerId })
            .SingleOrDefaultAsync(cancellationToken);
        // All are asked always: what is hidden takes as long as what is missing.
        var isShown = false;
        foreach (var shower in showers)
        {
            var shows = await shower.ShowsAsync(owned?.OwnerId ?? Guid.Empty, pictureId, cancellationToken);
            isShown |= shows && shower.Owner == owned?.Owner;
        }

        return isShown ? null : PictureErrors.NotFound;
    }
}
