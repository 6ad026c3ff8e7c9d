using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialInnovation.Application.Catalogue.PrintDna;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Catalogue.Booklets;

/// <summary>What stands in a booklet, in its order: title page, contents, the parts, the pictures.</summary>
internal sealed class BookletContent
{
    private static readonly PageFormat Format = PageFormat.Letter;

    private readonly PageFont body = new(bold: false, 10.5);
    private readonly PageFont bold = new(bold: true, 10.5);
    private readonly PageFont small = new(bold: false, 8);
    private readonly PageFont heading = new(bold: true, 14);
    private readonly PageFont top = new(bold: true, 22);
    private readonly BookletModel booklet;
    private readonly BookletTexts texts;
    private readonly BookletParts parts;
    private readonly IReadOnlyList<BookletSection> sections;

    // Known once it has been laid out to be counted.
    private readonly Dictionary<string, int> begins = [];

    public BookletContent(BookletModel booklet, BookletTexts texts, Wording wording, string sender)
    {
        (this.booklet, this.texts) = (booklet, texts);
        parts = new BookletParts(booklet, texts, wording, body);
        Sender = parts.Clean(sender);
        Title = Fill(texts.Title, ("innovation", parts.Clean(booklet.Content.Title)), ("version", wording.Number(booklet.Version)));
        sections = parts.Sections();
    }

    public string Title { get; }

    public string Sender { get; }

    /// <summary>Writes the booklet.</summary>
    /// <param name="document">What is written to; null to count the pages only.</param>
    /// <param name="total">Number of pages, for their feet.</param>
    /// <returns>The number of pages.</returns>
    public int Write(PdfDocument? document, int total)
    {
        var head = LineBreaks.Of(Title, small, Format.Width).First();
        using var pages = new DocumentPages(Format, document, small, head, total);
        Front(pages);
        Contents(pages);
        pages.Turn();
        foreach (var section in sections)
        {
            Begin(pages, section.Title);
            foreach (var item in section.Items)
            {
                Item(pages, item);
            }
        }

        Pictures(pages);
        if (parts.HasMarks)
        {
            pages.Paragraph(texts.MissingCharacters, small);
        }

        return pages.Count;
    }

    private void Front(DocumentPages pages)
    {
        pages.Turn();
        pages.Paragraph(Sender, bold);
        pages.Skip(140);
        pages.Paragraph(texts.Kicker, body);
        pages.Heading(PdfBlockLevelElementTag.Heading1, parts.Clean(booklet.Content.Title), top);
        foreach (var line in parts.Front())
        {
            pages.Paragraph(line, body);
        }

        pages.Paragraph(parts.Source(), small);
    }

    private void Contents(DocumentPages pages)
    {
        pages.Turn();
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Contents, heading);
        var titles = sections.Select(x => x.Title).Concat(booklet.Pictures.Count > 0 ? [texts.Pictures] : Array.Empty<string>());
        pages.List(
            titles.Select(x =>
                Fill(
                    texts.Entry,
                    ("title", x),
                    ("page", begins.GetValueOrDefault(x).ToString(System.Globalization.CultureInfo.InvariantCulture))
                )
            ),
            body
        );
    }

    private void Begin(DocumentPages pages, string title)
    {
        // The heading below it reserves room, too: neither is left alone at the foot of a page.
        pages.Reserve(12 * body.Lead);
        pages.Heading(PdfBlockLevelElementTag.Heading2, title, heading);
        begins[title] = pages.Count;
    }

    private void Item(DocumentPages pages, BookletItem item)
    {
        if (item.Title is { } title)
        {
            pages.Heading(PdfBlockLevelElementTag.Heading3, title, bold);
        }

        foreach (var line in item.Lines)
        {
            pages.Paragraph(line, body);
        }
    }

    private void Pictures(DocumentPages pages)
    {
        if (booklet.Pictures.Count == 0)
        {
            return;
        }

        Begin(pages, texts.Pictures);
        foreach (var picture in booklet.Pictures)
        {
            // A point for a pixel at most: what is small stays small. Its words stand on the same page.
            var words = parts.Under(picture).ToList();
            var room = Format.Height - 8 * body.Lead;
            var scale = Math.Min(1, Math.Min(Format.Width / picture.Width, room / picture.Height));
            var (width, height) = (picture.Width * scale, picture.Height * scale);
            pages.Reserve(height + 4 * body.Lead);
            pages.Picture(picture.Jpeg, width, height, parts.Clean(picture.Alternative));
            foreach (var line in words)
            {
                pages.Paragraph(line, small);
            }

            pages.Space(10);
        }
    }
}
