using System.Buffers.Binary;
using System.Text;
using SkiaSharp;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Pictures;

/// <summary>Files that want to be more than a picture, or less.</summary>
internal static class HostilePictures
{
    private const string Html = "<html><script>alert(document.domain)</script></html>";

    public static byte[] Of(string name) =>
        name switch
        {
            "png-html" => [.. SampleFiles.Png(), .. Bytes(Html)],
            "jpeg-zip" => [.. SampleFiles.Jpeg(), .. Bytes("PK\u0003\u0004\u0014\0\0\0\0\0alert(1)PK\u0005\u0006")],
            "gif-js" => [.. Gif(), .. Bytes("=1;alert(1)//")],
            "webp-html" => [.. Noise(SKEncodedImageFormat.Webp), .. Bytes(Html)],
            "png-text-chunk" => Inserted(SampleFiles.Png(), 33, Chunk("tEXt", Bytes("Comment\0" + Html))),
            "svg" => Bytes("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'><script>alert(1)</script></svg>"),
            "html" => Bytes(Html),
            "bmp" => [.. "BM"u8, .. new byte[60]],
            "ico" => [0, 0, 1, 0, 1, 0, 16, 16, .. new byte[60]],
            "pdf" => Bytes("%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
            "zip" => [.. "PK\u0003\u0004"u8, .. new byte[60]],
            "nothing" => [],
            "one byte" => [0xFF],
            "png name only" => [0x89, .. "PNG\r\n\u001a\n"u8, .. Bytes(Html)],
            "riff that is sound" => [.. "RIFF\u0010\0\0\0WAVEfmt "u8, .. new byte[20]],
            "tiff" => [.. "II*\0"u8, .. new byte[60]],
            "heic" => [0, 0, 0, 24, .. "ftypheic"u8, .. new byte[60]],
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };

    /// <summary>A PNG whose header names many pixels, and which holds one row.</summary>
    public static byte[] Bomb(int width, int height)
    {
        var small = SampleFiles.Png(8, 8, rows: 1);
        var header = small[16..29];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        return [.. small[..8], .. Chunk("IHDR", header), .. small[33..]];
    }

    /// <summary>A picture that no compression makes small.</summary>
    public static byte[] Noise(SKEncodedImageFormat format)
    {
        using var bitmap = new SKBitmap(120, 90);
        for (var i = 0; i < 120 * 90; i++)
        {
            var value = (uint)i * 2_654_435_761;
            bitmap.SetPixel(i % 120, i / 120, new SKColor((byte)(value >> 8), (byte)(value >> 16), (byte)(value >> 24)));
        }

        using var file = bitmap.Encode(format, 90);
        return file.ToArray();
    }

    public static byte[] ManyScans()
    {
        var jpeg = SampleFiles.Jpeg();
        var scan = jpeg.AsSpan().IndexOf((ReadOnlySpan<byte>)[0xFF, 0xDA]);
        var scans = Enumerable.Repeat(jpeg[scan..^2], 1_000).SelectMany(x => x);
        return [.. jpeg[..scan], .. scans, 0xFF, 0xD9];
    }

    /// <summary>The same JPEG with EXIF that tells how it was held and where it was taken.</summary>
    public static byte[] WithMetadata(byte[] jpeg, int orientation)
    {
        // TIFF of big-endian order with one directory of three entries: orientation, artist, and a place as a text.
        byte[] tiff =
        [
            .. "MM\0*\0\0\0\u0008"u8,
            0,
            2,
            .. Entry(0x0112, 3, 1, [0, (byte)orientation, 0, 0]),
            .. Entry(0x013B, 2, 9, [0, 0, 0, 38]),
            0,
            0,
            0,
            0,
            .. "48.6921N\0"u8,
        ];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        var length = exif.Length + 2;
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)(length >> 8), (byte)length, .. exif, .. jpeg[2..]];
    }

    /// <summary>A picture of 40 by 20 points, or lying of 20 by 40, with red above on the left once it is held as it says.</summary>
    public static byte[] Held(int orientation)
    {
        var isTurned = orientation >= 5;
        using var bitmap = new SKBitmap(40, 20);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Blue);
            using var red = new SKPaint { Color = SKColors.Red };
            // Where the row and column that are first in the upright picture lie in the file: TIFF 6.0, tag 274.
            var right = orientation is 2 or 3 or 7 or 8;
            var below = orientation is 3 or 4 or 6 or 7;
            if (isTurned)
            {
                (right, below) = (orientation is 7 or 8, orientation is 6 or 7);
            }

            canvas.DrawRect(right ? 20 : 0, below ? 10 : 0, 20, 10, red);
        }

        using var file = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        return WithMetadata(file.ToArray(), orientation);
    }

    // One black point, 1 by 1.
    private static byte[] Gif() =>
        [.. "GIF89a"u8, 1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255, 0x2C, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0, 0x3B];

    private static byte[] Entry(int tag, int type, int count, byte[] value) =>
        [(byte)(tag >> 8), (byte)tag, 0, (byte)type, 0, 0, 0, (byte)count, .. value];

    private static byte[] Inserted(byte[] file, int at, byte[] part) => [.. file[..at], .. part, .. file[at..]];

    private static byte[] Chunk(string type, byte[] data)
    {
        byte[] body = [.. Bytes(type), .. data];
        var (length, crc) = (new byte[4], new byte[4]);
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        BinaryPrimitives.WriteUInt32BigEndian(crc, SampleFiles.Crc(body));
        return [.. length, .. body, .. crc];
    }

    private static byte[] Bytes(string text) => Encoding.Latin1.GetBytes(text);
}
