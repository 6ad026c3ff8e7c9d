namespace SocialInnovation.Infrastructure.Pictures;

/// <summary>Tells by its first bytes what a file is, so that no other reader of the library ever meets what was sent.</summary>
internal static class PictureHeader
{
    // A progressive JPEG has some ten scans; each more is drawn over the whole picture again.
    private const int MostScans = 100;

    public static bool IsKnown(ReadOnlySpan<byte> file) =>
        IsJpeg(file)
        || file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A])
        || file.StartsWith("GIF87a"u8)
        || file.StartsWith("GIF89a"u8)
        || (file.Length > 12 && file.StartsWith("RIFF"u8) && file[8..12].SequenceEqual("WEBP"u8));

    /// <summary>Whether a JPEG is drawn over itself so often that drawing it would take minutes.</summary>
    public static bool IsEndless(ReadOnlySpan<byte> file) => IsJpeg(file) && file.Count((ReadOnlySpan<byte>)[0xFF, 0xDA]) > MostScans;

    private static bool IsJpeg(ReadOnlySpan<byte> file) => file.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]);
}
