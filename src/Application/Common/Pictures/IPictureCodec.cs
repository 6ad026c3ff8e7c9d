namespace SocialInnovation.Application.Common.Pictures;

/// <summary>
/// Draws pictures anew: nothing of the bytes that were sent, neither places and names in their metadata nor what hangs on their end, is in
/// what comes out.
/// </summary>
public interface IPictureCodec
{
    /// <summary>
    /// The picture upright, in its sizes, the smallest first. A picture is known by its content: JPEG, PNG, WebP, or the first picture of a
    /// GIF. How large it is drawn is read, and held against the bounds, before a single pixel is.
    /// </summary>
    Result<IReadOnlyList<DrawnPicture>> Draw(byte[] sent);

    /// <summary>A picture that was drawn here as a JPEG on white, for print.</summary>
    byte[] ForPrint(byte[] drawn);
}

/// <summary>A picture in one size.</summary>
/// <param name="Width">Pixels.</param>
/// <param name="Height">Pixels.</param>
/// <param name="Content">The file, of the type <see cref="PictureLimits.MediaType"/>.</param>
public sealed record DrawnPicture(int Width, int Height, byte[] Content);
