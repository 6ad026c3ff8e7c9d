using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Platform;

namespace SocialInnovation.Application.Platform.Contracts;

/// <summary>Pictures of posts and innovations. What it changes is kept when the caller saves.</summary>
public interface IPictures
{
    /// <summary>Draws a picture anew and keeps it; its owner says what is read in its place.</summary>
    Task<Result<PictureId>> AddAsync(PictureOwner owner, Guid ownerId, byte[] sent, CancellationToken cancellationToken);

    /// <summary>The sizes of these pictures.</summary>
    Task<IReadOnlyDictionary<PictureId, IReadOnlyList<PictureSize>>> SizesOfAsync(
        IReadOnlyCollection<PictureId> ids,
        CancellationToken cancellationToken
    );

    /// <summary>A picture in the size nearest to a width; null when it is gone.</summary>
    Task<PictureContent?> ReadAsync(PictureId id, int width, CancellationToken cancellationToken);

    /// <summary>Forgets pictures, with their files.</summary>
    Task DropAsync(IReadOnlyCollection<PictureId> ids, CancellationToken cancellationToken);
}

/// <summary>A picture in one size.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Content">The file.</param>
public sealed record PictureContent(int Width, int Height, byte[] Content);

/// <summary>What shows pictures says who may see them.</summary>
public interface IPictureShower
{
    PictureOwner Owner { get; }

    /// <summary>Whether the caller is shown this picture.</summary>
    Task<bool> ShowsAsync(Guid ownerId, PictureId picture, CancellationToken cancellationToken);
}
