using System.Text;
using SkiaSharp;
using SocialInnovation.Infrastructure.Pictures;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Pictures;

/// <summary>What becomes of pictures, the hostile ones among them. What comes out is read again.</summary>
public sealed class PictureCodecTests
{
    private static readonly SkiaPictures Codec = new();

    public static TheoryData<string> Polyglots => ["png-html", "jpeg-zip", "gif-js", "webp-html", "png-text-chunk"];

    public static TheoryData<string> Foreign =>
        ["svg", "html", "bmp", "ico", "pdf", "zip", "nothing", "one byte", "png name only", "riff that is sound", "tiff", "heic"];

    public static TheoryData<SKEncodedImageFormat> Formats =>
        [SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png, SKEncodedImageFormat.Webp];

    [Theory]
    [MemberData(nameof(Polyglots))]
    public void Polyglot_LosesAllThatIsNoPicture(string name)
    {
        var sent = HostilePictures.Of(name);
        Assert.True(Contains(sent, "alert(") || Contains(sent, "PK\u0003\u0004"));

        var drawn = Codec.Draw(sent);

        Assert.False(drawn.IsFailure, drawn.Error?.Code);
        foreach (var size in drawn.Value)
        {
            Assert.False(Contains(size.Content, "alert("));
            Assert.False(Contains(size.Content, "PK\u0003\u0004"));
            Assert.False(Contains(size.Content, "<script"));
            AssertWebP(size.Content, size.Width, size.Height);
        }
    }

    [Theory]
    [MemberData(nameof(Foreign))]
    public void FileOfAnotherKind_IsRefused_WhateverItsName(string name)
    {
        var code = Codec.Draw(HostilePictures.Of(name)).Error?.Code;

        Assert.Equal(name == "png name only" ? "platform.picture-damaged" : "platform.picture-type-unknown", code);
    }

    [Theory]
    [InlineData(60_000, 60_000)]
    [InlineData(2_000_000_000, 2_000_000_000)]
    [InlineData(16_001, 1)]
    [InlineData(1, 16_001)]
    [InlineData(8_000, 5_001)]
    public void Bomb_IsRefusedByItsHeader_BeforeAPixelIsDrawn(int width, int height)
    {
        var bomb = HostilePictures.Bomb(width, height);
        var before = GC.GetTotalAllocatedBytes();

        var code = Codec.Draw(bomb).Error?.Code;

        // The library itself refuses to hear of sides beyond its own bounds.
        Assert.Contains(code, (string[])["platform.picture-too-many-pixels", "platform.picture-damaged"]);
        Assert.InRange(GC.GetTotalAllocatedBytes() - before, 0, 4 * 1024 * 1024);
    }

    [Fact]
    public void Bomb_WithinTheLibrarysBounds_IsToldItsPixels() =>
        Assert.Equal("platform.picture-too-many-pixels", Codec.Draw(HostilePictures.Bomb(8_000, 5_001)).Error?.Code);

    [Theory]
    [MemberData(nameof(Formats))]
    public void TruncatedFile_IsRefused(SKEncodedImageFormat format)
    {
        var whole = HostilePictures.Noise(format);

        Assert.False(Codec.Draw(whole).IsFailure);
        Assert.Equal("platform.picture-damaged", Codec.Draw(whole[..(whole.Length / 2)]).Error?.Code);
        Assert.Equal("platform.picture-damaged", Codec.Draw(whole[..20]).Error?.Code);
    }

    [Fact]
    public void PngWithMissingRows_IsRefused() =>
        Assert.Equal("platform.picture-damaged", Codec.Draw(SampleFiles.Png(64, 64, rows: 10)).Error?.Code);

    [Fact]
    public void JpegOfAThousandScans_IsRefused() =>
        Assert.Equal("platform.picture-damaged", Codec.Draw(HostilePictures.ManyScans()).Error?.Code);

    [Fact]
    public void Metadata_WithPlaceAndName_IsGone()
    {
        var sent = HostilePictures.WithMetadata(SampleFiles.Jpeg(), orientation: 1);
        Assert.True(Contains(sent, "48.6921N"));
        Assert.True(Contains(sent, "Exif"));

        var drawn = Codec.Draw(sent).Value;

        foreach (var size in drawn)
        {
            Assert.False(Contains(size.Content, "48.6921N"));
            Assert.False(Contains(size.Content, "Exif"));
            Assert.False(Contains(size.Content, "EXIF"));
            Assert.False(Contains(size.Content, "XMP"));
        }
    }

    // The upper left quarter is red, and stays what a reader sees above on the left.
    [Theory]
    [InlineData(1, 40, 20)]
    [InlineData(2, 40, 20)]
    [InlineData(3, 40, 20)]
    [InlineData(4, 40, 20)]
    [InlineData(5, 20, 40)]
    [InlineData(6, 20, 40)]
    [InlineData(7, 20, 40)]
    [InlineData(8, 20, 40)]
    public void Orientation_IsApplied(int orientation, int width, int height)
    {
        var drawn = Assert.Single(Codec.Draw(HostilePictures.Held(orientation)).Value);

        Assert.Equal((width, height), (drawn.Width, drawn.Height));
        using var read = SKBitmap.Decode(drawn.Content);
        var (inside, outside) = (read.GetPixel(3, 3), read.GetPixel(width - 4, height - 4));
        Assert.True(inside.Red > 150 && inside.Blue < 110, $"{inside}");
        Assert.True(outside.Blue > 150 && outside.Red < 110, $"{outside}");
    }

    [Theory]
    [InlineData(2_000, 1_000, "320x160 640x320 1280x640")]
    [InlineData(1_280, 10, "320x2 640x5 1280x10")]
    [InlineData(500, 300, "320x192 500x300")]
    [InlineData(8, 8, "8x8")]
    [InlineData(320, 16_000, "320x16000")]
    public void Sizes_AreThoseOfTheList_AndNeverLargerThanThePicture(int width, int height, string expected)
    {
        var drawn = Codec.Draw(SampleFiles.Png(width, height)).Value;

        Assert.Equal(expected, string.Join(' ', drawn.Select(x => $"{x.Width}x{x.Height}")));
        Assert.All(drawn, x => AssertWebP(x.Content, x.Width, x.Height));
    }

    [Fact]
    public void Print_IsAJpegOnWhite()
    {
        using var clear = new SKBitmap(10, 10);
        clear.Erase(SKColors.Transparent);
        using var file = clear.Encode(SKEncodedImageFormat.Png, 100);

        var printed = Codec.ForPrint(Codec.Draw(file.ToArray()).Value[0].Content);

        Assert.Equal([0xFF, 0xD8, 0xFF], printed[..3]);
        using var read = SKBitmap.Decode(printed);
        Assert.True(read.GetPixel(5, 5) is { Red: > 250, Green: > 250, Blue: > 250 });
    }

    private static void AssertWebP(byte[] file, int width, int height)
    {
        Assert.Equal("RIFF", Encoding.ASCII.GetString(file, 0, 4));
        // Nothing hangs on its end.
        Assert.Equal(file.Length, BitConverter.ToInt32(file, 4) + 8);
        using var codec = SKCodec.Create(SKData.CreateCopy(file));
        Assert.Equal(SKEncodedImageFormat.Webp, codec.EncodedFormat);
        Assert.Equal((width, height), (codec.Info.Width, codec.Info.Height));
    }

    private static bool Contains(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.Latin1.GetBytes(text)) >= 0;
}
