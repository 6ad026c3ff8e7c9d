using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SocialInnovation.Testing;

/// <summary>Small files that are what they say.</summary>
public static class SampleFiles
{
    // A JPEG of 8 by 8 pixels.
    private const string JpegText =
        "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//"
        + "2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAIAAgDASIAAhEBAxEB/8QA"
        + "FQABAQAAAAAAAAAAAAAAAAAAAAX/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QAFQEBAQAAAAAAAAAAAAAAAAAABAb/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oA"
        + "DAMBAAIRAxEAPwCQAamn/9k=";

    /// <summary>A file of a media type.</summary>
    public static byte[] Of(string mediaType) =>
        mediaType switch
        {
            "image/jpeg" => Jpeg(),
            "image/png" => Png(),
            "application/pdf" => SampleDocuments.Pdf(),
            "application/zip" => [1, 2, 3],
            _ => throw new ArgumentException($"There is no sample of {mediaType}.", nameof(mediaType)),
        };

    public static byte[] Jpeg() => Convert.FromBase64String(JpegText);

    /// <summary>A PNG in one colour.</summary>
    /// <param name="width">Pixels that its header names.</param>
    /// <param name="height">Pixels that its header names.</param>
    /// <param name="rows">Rows that it holds; all when null.</param>
    public static byte[] Png(int width = 8, int height = 8, int? rows = null)
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), height);
        (header[8], header[9]) = (8, 2);
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            var row = new byte[1 + (width * 3)];
            row.AsSpan(1).Fill(0x60);
            for (var i = 0; i < (rows ?? height); i++)
            {
                zlib.Write(row);
            }
        }

        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR", header), .. Chunk("IDAT", packed.ToArray()), .. Chunk("IEND", [])];
    }

    private static byte[] Chunk(string type, byte[] data)
    {
        var chunk = new byte[data.Length + 12];
        BinaryPrimitives.WriteInt32BigEndian(chunk, data.Length);
        Encoding.ASCII.GetBytes(type).CopyTo(chunk, 4);
        data.CopyTo(chunk, 8);
        BinaryPrimitives.WriteUInt32BigEndian(chunk.AsSpan(data.Length + 8), Crc(chunk.AsSpan(4, data.Length + 4)));
        return chunk;
    }

    /// <summary>The checksum of a PNG's chunk.</summary>
    public static uint Crc(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        foreach (var value in data)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
