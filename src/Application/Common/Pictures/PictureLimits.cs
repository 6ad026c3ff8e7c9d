namespace SocialInnovation.Application.Common.Pictures;

/// <summary>Bounds of pictures.</summary>
public static class PictureLimits
{
    /// <summary>The type of every picture that is served.</summary>
    public const string MediaType = "image/webp";

    /// <summary>Largest file that is taken, bytes.</summary>
    public const int Bytes = 10 * 1024 * 1024;

    /// <summary>Most pixels that are drawn: four bytes each while it is drawn anew.</summary>
    public const int Pixels = 40_000_000;

    /// <summary>Most pixels of a side.</summary>
    public const int Side = 16_000;

    /// <summary>An alternative text, characters: longer ones belong in the text.</summary>
    public const int Alternative = 250;

    public const int Caption = 250;

    public const int Credit = 100;

    /// <summary>Most pictures of one post or innovation.</summary>
    public const int Pictures = 20;

    /// <summary>What may be sent.</summary>
    public static readonly IReadOnlyList<string> Taken = ["image/jpeg", "image/png", "image/webp", "image/gif"];

    /// <summary>Widths in which a picture is kept, as far as it is that wide.</summary>
    public static readonly IReadOnlyList<int> Widths = [320, 640, 1_280];
}
