using System.Text;
using PdfSharp.Drawing;
using PdfSharp.Fonts;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>A font at a size, with the widths of its characters. Belongs to one document: not for two threads.</summary>
internal sealed class PageFont(bool bold, double size)
{
    private readonly Dictionary<Rune, double> widths = [];

    public XFont Font { get; } =
        new(FontFiles.Family, size, bold ? XFontStyleEx.Bold : XFontStyleEx.Regular, XPdfFontOptions.UnicodeDefault);

    /// <summary>From one line to the next.</summary>
    public double Lead { get; } = size * 1.32;

    public bool Has(Rune character) => GlyphHelper.GlyphIndexFromCodePoint(character.Value, Font) != 0;

    /// <summary>Width in points; nothing is kerned, so a text is as wide as its characters.</summary>
    public double WidthOf(Rune character)
    {
        if (!widths.TryGetValue(character, out var width))
        {
            using var ruler = XGraphics.CreateMeasureContext(new XSize(1, 1), XGraphicsUnit.Point, XPageDirection.Downwards);
            width = ruler.MeasureString(character.ToString(), Font).Width;
            widths.Add(character, width);
        }

        return width;
    }

    public double WidthOf(string text)
    {
        var width = 0.0;
        foreach (var character in text.EnumerateRunes())
        {
            width += WidthOf(character);
        }

        return width;
    }
}
