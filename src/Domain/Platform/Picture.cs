using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Platform;

/// <summary>What shows a picture: it says who may see it, too.</summary>
public enum PictureOwner
{
    /// <summary>A post of the blog.</summary>
    Post,

    /// <summary>An innovation of the catalogue.</summary>
    Innovation,
}

/// <summary>A picture in one size.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="FileId">Its file.</param>
public sealed record PictureVariant(int Width, int Height, StoredFileId FileId);

/// <summary>A picture as the service drew it anew, in several sizes. What was sent is not kept. Nothing changes it.</summary>
public sealed class Picture : AggregateRoot<PictureId>
{
    private Picture() { }

    public PictureOwner Owner { get; private set; }

    /// <summary>The post or innovation.</summary>
    public Guid OwnerId { get; private set; }

    /// <summary>Its sizes, the smallest first.</summary>
    public IReadOnlyList<PictureVariant> Variants { get; private set; } = [];

    public UserId AddedBy { get; private set; }

    public DateTimeOffset AddedAt { get; private set; }

    public static Picture Of(PictureOwner owner, Guid ownerId, IReadOnlyList<PictureVariant> variants, UserId by, DateTimeOffset at) =>
        new()
        {
            Id = EntityId.New<PictureId>(),
            Owner = owner,
            OwnerId = ownerId,
            Variants = variants,
            AddedBy = by,
            AddedAt = at,
        };

    /// <summary>The smallest size that is at least so wide, or the largest.</summary>
    /// <param name="width">Pixels; the largest size when null.</param>
    public PictureVariant VariantOf(int? width) => Variants.FirstOrDefault(x => x.Width >= width) ?? Variants[^1];
}

/// <summary>All ways in which a picture is refused.</summary>
public static class PictureErrors
{
    public static Error NotFound => Error.NotFound("platform.picture-not-found");

    /// <summary>Its bytes are none of JPEG, PNG, WebP or GIF, whatever its name and its type say.</summary>
    public static Error UnknownType => Error.Rule("platform.picture-type-unknown");

    /// <summary>It can't be read to its end.</summary>
    public static Error Damaged => Error.Rule("platform.picture-damaged");

    /// <param name="pixels">Most pixels of a picture.</param>
    /// <param name="side">Most pixels of a side.</param>
    public static Error TooManyPixels(int pixels, int side) =>
        Error.Rule("platform.picture-too-many-pixels").With("pixels", pixels).With("side", side);
}
