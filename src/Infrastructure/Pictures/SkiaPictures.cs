using SkiaSharp;
using SocialInnovation.Application.Common.Pictures;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Pictures;

/// <summary>Pictures by SkiaSharp.</summary>
internal sealed class SkiaPictures : IPictureCodec
{
    private const int Quality = 82;
    private const int PrintQuality = 88;

    private static readonly SKSamplingOptions Smooth = new(SKFilterMode.Linear, SKMipmapMode.Linear);

    // The largest picture takes 160 MB, and as much again where it is turned: two at a time are enough for one instance.
    private static readonly SemaphoreSlim Places = new(2);

    public Result<IReadOnlyList<DrawnPicture>> Draw(byte[] sent)
    {
        if (!PictureHeader.IsKnown(sent))
        {
            return PictureErrors.UnknownType;
        }

        if (PictureHeader.IsEndless(sent))
        {
            return PictureErrors.Damaged;
        }

        using var data = SKData.CreateCopy(sent);
        using var codec = SKCodec.Create(data);
        if (codec is null || codec.Info.Width < 1 || codec.Info.Height < 1)
        {
            return PictureErrors.Damaged;
        }

        if (
            codec.Info.Width > PictureLimits.Side
            || codec.Info.Height > PictureLimits.Side
            || (long)codec.Info.Width * codec.Info.Height > PictureLimits.Pixels
        )
        {
            return PictureErrors.TooManyPixels(PictureLimits.Pixels, PictureLimits.Side);
        }

        Places.Wait();
        try
        {
            return Draw(codec);
        }
        finally
        {
            Places.Release();
        }
    }

    public byte[] ForPrint(byte[] drawn)
    {
        using var picture = SKBitmap.Decode(drawn);
        using var paper = new SKBitmap(new SKImageInfo(picture.Width, picture.Height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using (var canvas = new SKCanvas(paper))
        {
            canvas.Clear(SKColors.White);
            canvas.DrawBitmap(picture, 0, 0, SKSamplingOptions.Default);
        }

        using var file = paper.Encode(SKEncodedImageFormat.Jpeg, PrintQuality);
        return file.ToArray();
    }

    private static Result<IReadOnlyList<DrawnPicture>> Draw(SKCodec codec)
    {
        using var colours = SKColorSpace.CreateSrgb();
        using var lying = new SKBitmap(
            new SKImageInfo(codec.Info.Width, codec.Info.Height, SKColorType.Rgba8888, SKAlphaType.Premul, colours)
        );
        if (codec.GetPixels(lying.Info, lying.GetPixels()) != SKCodecResult.Success)
        {
            return PictureErrors.Damaged;
        }

        using var upright = Upright.Turn(lying, codec.EncodedOrigin);
        using var whole = SKImage.FromBitmap(upright ?? lying);
        var widths = PictureLimits.Widths.Where(x => x < whole.Width).Append(Math.Min(whole.Width, PictureLimits.Widths[^1])).Distinct();
        return widths.Select(width => Resized(whole, width)).ToList();
    }

    private static DrawnPicture Resized(SKImage whole, int width)
    {
        var height = Math.Max(1, (int)Math.Round(whole.Height * (decimal)width / whole.Width));
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul, whole.ColorSpace));
        whole.ScalePixels(bitmap.PeekPixels(), Smooth);
        using var file = bitmap.Encode(SKEncodedImageFormat.Webp, Quality);
        return new DrawnPicture(width, height, file.ToArray());
    }
}
