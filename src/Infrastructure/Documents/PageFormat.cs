namespace SocialInnovation.Infrastructure.Documents;

/// <summary>The size of a page and where its text stands, in points from its upper left corner.</summary>
internal sealed record PageFormat
{
    private const double Short = 595;
    private const double Long = 842;

    /// <summary>A4 upright, with the margins of a letter.</summary>
    public static readonly PageFormat Letter = new()
    {
        PaperWidth = Short,
        PaperHeight = Long,
        Left = 71,
        Right = 535,
        Top = 62,
        Bottom = 772,
    };

    /// <summary>A4 across, with margins that leave room to wide tables.</summary>
    public static readonly PageFormat Landscape = new()
    {
        PaperWidth = Long,
        PaperHeight = Short,
        Left = 40,
        Right = 802,
        Top = 46,
        Bottom = 540,
    };

    public required double PaperWidth { get; init; }

    public required double PaperHeight { get; init; }

    public required double Left { get; init; }

    public required double Right { get; init; }

    /// <summary>Where the text begins.</summary>
    public required double Top { get; init; }

    /// <summary>Where it ends.</summary>
    public required double Bottom { get; init; }

    public double Width => Right - Left;

    public double Height => Bottom - Top;

    /// <summary>Where the head of the pages from the second on stands.</summary>
    public double Head => Top - 20;

    /// <summary>Where the number of the page stands.</summary>
    public double Foot => Bottom + 34;
}
