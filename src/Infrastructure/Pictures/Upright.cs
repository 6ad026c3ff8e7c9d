using SkiaSharp;

namespace SocialInnovation.Infrastructure.Pictures;

/// <summary>Turns a picture as its metadata (EXIF, tag 0x0112) say that it is held.</summary>
internal static class Upright
{
    /// <summary>The picture upright; null where it is so already.</summary>
    public static SKBitmap? Turn(SKBitmap lying, SKEncodedOrigin origin)
    {
        if (origin is SKEncodedOrigin.TopLeft or SKEncodedOrigin.Default)
        {
            return null;
        }

        var (width, height) = (lying.Width, lying.Height);
        var isTurned =
            origin is SKEncodedOrigin.LeftTop or SKEncodedOrigin.RightTop or SKEncodedOrigin.RightBottom or SKEncodedOrigin.LeftBottom;
        var upright = new SKBitmap(
            new SKImageInfo(isTurned ? height : width, isTurned ? width : height, lying.ColorType, lying.AlphaType, lying.ColorSpace)
        );
        using var canvas = new SKCanvas(upright);
        canvas.SetMatrix(
            origin switch
            {
                SKEncodedOrigin.TopRight => Matrix(-1, 0, width, 0, 1, 0),
                SKEncodedOrigin.BottomRight => Matrix(-1, 0, width, 0, -1, height),
                SKEncodedOrigin.BottomLeft => Matrix(1, 0, 0, 0, -1, height),
                SKEncodedOrigin.LeftTop => Matrix(0, 1, 0, 1, 0, 0),
                SKEncodedOrigin.RightTop => Matrix(0, -1, height, 1, 0, 0),
                SKEncodedOrigin.RightBottom => Matrix(0, -1, height, -1, 0, width),
                _ => Matrix(0, 1, 0, -1, 0, width),
            }
        );
        canvas.DrawBitmap(lying, 0, 0, SKSamplingOptions.Default);
        return upright;
    }

    private static SKMatrix Matrix(int scaleX, int skewX, int transX, int skewY, int scaleY, int transY) =>
        new(scaleX, skewX, transX, skewY, scaleY, transY, 0, 0, 1);
}
