using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>
/// A4 pages, filled from top to bottom, with a number at the foot of each and a head from the second on. Every text stands in an element of the
/// document's structure; what repeats or decorates is marked as being no content.
/// </summary>
/// <param name="document">What is written to; null to count the pages only.</param>
/// <param name="small">Font of head and foot.</param>
/// <param name="head">Text of the head.</param>
/// <param name="total">Number of pages.</param>
internal sealed class LetterPages(PdfDocument? document, LetterFont small, string head, int total) : IDisposable
{
    public const double Left = 71;
    public const double Right = 535;
    public const double Width = Right - Left;
    private const double Top = 62;
    private const double Bottom = 772;
    private const double Foot = 806;
    private const double Head = 42;

    private static readonly XSolidBrush Ink = new(XColor.FromArgb(0x1e, 0x1e, 0x1e));
    private static readonly XSolidBrush Shade = new(XColor.FromArgb(0xee, 0xee, 0xee));
    private static readonly XPen Hairline = new(XColor.FromArgb(0x92, 0x92, 0x92), 0.5);

    private readonly StructureBuilder? structure = document is null ? null : UAManager.ForDocument(document).StructureBuilder;
    private XGraphics? page;

    /// <summary>Pages begun.</summary>
    public int Count { get; private set; }

    /// <summary>Where the next line goes.</summary>
    public double Y { get; private set; }

    /// <summary>Begins a page.</summary>
    public void Turn()
    {
        // The library closes what is open on the old page while it adds the new one, so the old one is left afterwards.
        var next = document?.AddPage();
        page?.Dispose();
        Count++;
        Y = Top;
        if (next is not null)
        {
            next.Size = PageSize.A4;
            page = XGraphics.FromPdfPage(next);
        }

        var number = $"{Count} / {total}";
        Decorate(() =>
        {
            Draw(number, small, Right - small.WidthOf(number), Foot);
            if (Count > 1)
            {
                Draw(head, small, Left, Head);
            }
        });
    }

    /// <summary>Turns the page unless this much of it is left, or none would have it.</summary>
    public void Reserve(double height)
    {
        if (Y + Math.Min(height, Bottom - Top) > Bottom)
        {
            Turn();
        }
    }

    /// <summary>Leaves room, but none at the top of a page.</summary>
    public void Space(double height) => Y = Y == Top ? Top : Y + height;

    /// <summary>Leaves room wherever it is.</summary>
    public void Skip(double height) => Y += height;

    /// <summary>Puts content in an element of the document's structure.</summary>
    public void Element(PdfBlockLevelElementTag tag, Action content)
    {
        structure?.BeginElement(tag);
        content();
        structure?.End();
    }

    /// <summary>Says of the header cell that is open for what it is one: <c>Row</c> or <c>Column</c>.</summary>
    public void Scope(string scope)
    {
        if (structure is not null)
        {
            var attributes = new PdfDictionary(document!);
            attributes.Elements.SetName("/O", "/Table");
            attributes.Elements.SetName("/Scope", "/" + scope);
            structure.CurrentStructureElement.Elements["/A"] = attributes;
        }
    }

    /// <summary>Lines one under the other.</summary>
    public void Lines(IEnumerable<string> lines, LetterFont font, double x = Left)
    {
        foreach (var line in lines)
        {
            Reserve(font.Lead);
            At(line, font, x, Y);
            Y += font.Lead;
        }
    }

    /// <summary>A line where the caller wants it; the next line goes where it would have gone.</summary>
    public void At(string line, LetterFont font, double x, double y) => Draw(line, font, x, y + font.Lead * 0.78);

    /// <summary>A grey band across the page, for what comes next.</summary>
    public void Band(double height) => Decorate(() => page?.DrawRectangle(Shade, Left, Y, Width, height));

    /// <summary>A line across the page.</summary>
    public void Rule() => Decorate(() => page?.DrawLine(Hairline, Left, Y, Right, Y));

    /// <summary>Draws what is no content of the document.</summary>
    public void Decorate(Action drawing)
    {
        structure?.BeginArtifact();
        drawing();
        structure?.End();
    }

    public void Dispose() => page?.Dispose();

    private void Draw(string text, LetterFont font, double x, double baseline)
    {
        if (text.Length > 0)
        {
            page?.DrawString(text, font.Font, Ink, x, baseline);
        }
    }
}
