using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>
/// Pages, filled from top to bottom, with a number at the foot of each and a head from the second on. Every text stands in an element of the
/// document's structure; what repeats or decorates is marked as being no content.
/// </summary>
/// <param name="format">Size of the pages.</param>
/// <param name="document">What is written to; null to count the pages only.</param>
/// <param name="small">Font of head and foot.</param>
/// <param name="head">Text of the head.</param>
/// <param name="total">Number of pages.</param>
internal sealed class DocumentPages(PageFormat format, PdfDocument? document, PageFont small, string head, int total) : IDisposable
{
    private static readonly XSolidBrush Ink = new(XColor.FromArgb(0x1e, 0x1e, 0x1e));
    private static readonly XSolidBrush Shade = new(XColor.FromArgb(0xee, 0xee, 0xee));
    private static readonly XPen Hairline = new(XColor.FromArgb(0x92, 0x92, 0x92), 0.5);

    private readonly StructureBuilder? structure = document is null ? null : UAManager.ForDocument(document).StructureBuilder;
    private XGraphics? page;

    /// <summary>Size of the pages.</summary>
    public PageFormat Format { get; } = format;

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
        Y = Format.Top;
        if (next is not null)
        {
            next.Width = XUnit.FromPoint(Format.PaperWidth);
            next.Height = XUnit.FromPoint(Format.PaperHeight);
            page = XGraphics.FromPdfPage(next);
        }

        var number = $"{Count} / {total}";
        Decorate(() =>
        {
            Draw(number, small, Format.Right - small.WidthOf(number), Format.Foot);
            if (Count > 1)
            {
                Draw(head, small, Format.Left, Format.Head);
            }
        });
    }

    /// <summary>Turns the page unless this much of it is left, or none would have it.</summary>
    public void Reserve(double height)
    {
        if (Y + Math.Min(height, Format.Height) > Format.Bottom)
        {
            Turn();
        }
    }

    /// <summary>Leaves room, but none at the top of a page.</summary>
    public void Space(double height) => Y = Y == Format.Top ? Format.Top : Y + height;

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
    public void Lines(IEnumerable<string> lines, PageFont font, double? x = null)
    {
        foreach (var line in lines)
        {
            Reserve(font.Lead);
            At(line, font, x ?? Format.Left, Y);
            Y += font.Lead;
        }
    }

    /// <summary>A line where the caller wants it; the next line goes where it would have gone.</summary>
    public void At(string line, PageFont font, double x, double y) => Draw(line, font, x, y + font.Lead * 0.78);

    /// <summary>A heading, not left alone at the foot of a page.</summary>
    public void Heading(PdfBlockLevelElementTag tag, string text, PageFont font)
    {
        Reserve(5 * font.Lead);
        Space(8);
        Element(tag, () => Lines(LineBreaks.Of(text, font, Format.Width), font));
        Space(4);
    }

    /// <summary>A paragraph as wide as the page.</summary>
    public void Paragraph(string text, PageFont font)
    {
        Element(PdfBlockLevelElementTag.Paragraph, () => Lines(LineBreaks.Of(text, font, Format.Width), font));
        Space(6);
    }

    /// <summary>A list, each item behind a dash.</summary>
    public void List(IEnumerable<string> items, PageFont font) =>
        Element(
            PdfBlockLevelElementTag.List,
            () =>
            {
                foreach (var item in items)
                {
                    ListItem(item, font);
                }
            }
        );

    /// <summary>A picture as wide as the page at most, with what is read in its place.</summary>
    /// <param name="jpeg">A file that the service made itself.</param>
    /// <param name="width">Points.</param>
    /// <param name="height">Points.</param>
    /// <param name="alternative">What it shows.</param>
    public void Picture(byte[] jpeg, double width, double height, string alternative)
    {
        Reserve(height);
        if (page is not null)
        {
            using var file = new MemoryStream(jpeg, 0, jpeg.Length, writable: false, publiclyVisible: true);
            using var image = XImage.FromStream(file);
            var place = new XRect(Format.Left, Y, width, height);
            structure!.BeginElement(PdfIllustrationElementTag.Figure, alternative, place);
            page.DrawImage(image, place);
            structure.End();
        }

        Skip(height + 4);
    }

    /// <summary>A grey band across the page, for what comes next.</summary>
    public void Band(double height) => Decorate(() => page?.DrawRectangle(Shade, Format.Left, Y, Format.Width, height));

    /// <summary>A line across the page.</summary>
    public void Rule() => Decorate(() => page?.DrawLine(Hairline, Format.Left, Y, Format.Right, Y));

    /// <summary>Draws what is no content of the document.</summary>
    public void Decorate(Action drawing)
    {
        structure?.BeginArtifact();
        drawing();
        structure?.End();
    }

    public void Dispose() => page?.Dispose();

    private void ListItem(string text, PageFont font)
    {
        const double indent = 14;
        Reserve(2 * font.Lead);
        Element(
            PdfBlockLevelElementTag.ListItem,
            () =>
            {
                Element(PdfBlockLevelElementTag.Label, () => At("–", font, Format.Left, Y));
                Element(
                    PdfBlockLevelElementTag.ListBody,
                    () => Lines(LineBreaks.Of(text, font, Format.Width - indent), font, Format.Left + indent)
                );
            }
        );
        Space(5);
    }

    private void Draw(string text, PageFont font, double x, double baseline)
    {
        if (text.Length > 0)
        {
            page?.DrawString(text, font.Font, Ink, x, baseline);
        }
    }
}
