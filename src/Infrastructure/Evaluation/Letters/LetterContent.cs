using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>What stands in a letter, in its order: decision, score, table, remedies, signature, and the comments as an annex.</summary>
internal sealed class LetterContent
{
    // Where the window of an envelope is.
    private const double AddressLeft = 310;

    private static readonly PageFormat Format = PageFormat.Letter;
    private static readonly double AddressWidth = Format.Right - AddressLeft;

    private readonly PageFont body = new(bold: false, 10);
    private readonly PageFont bold = new(bold: true, 10);
    private readonly PageFont heading = new(bold: true, 11.5);
    private readonly PageFont small = new(bold: false, 8);
    private readonly Wording wording;
    private readonly LetterTexts texts;
    private readonly ExplanationLetter letter;

    public LetterContent(ExplanationLetter letter, LetterTexts texts)
    {
        this.texts = texts;
        wording = Wording.In(letter.Language);
        this.letter = letter with
        {
            Sender = Clean(letter.Sender),
            Recipient = Clean(letter.Recipient),
            CallReference = Clean(letter.CallReference),
            CallTitle = Clean(letter.CallTitle),
            ApplicationReference = Clean(letter.ApplicationReference),
            ProjectTitle = Clean(letter.ProjectTitle),
            Criteria =
            [
                .. letter.Criteria.Select(x =>
                    x with
                    {
                        Title = Clean(x.Title),
                        Comments = [.. x.Comments.Select(comment => PrintableText.Lines(comment, body).Trim()).Where(y => y.Length > 0)],
                    }
                ),
            ],
        };
    }

    public string Title => Fill(texts.Title, ("reference", letter.ApplicationReference));

    public string Sender => letter.Sender;

    /// <summary>Writes the letter.</summary>
    /// <param name="document">What is written to; null to count the pages only.</param>
    /// <param name="total">Number of pages, for their feet.</param>
    /// <returns>The number of pages.</returns>
    public int Write(PdfDocument? document, int total)
    {
        using var pages = new DocumentPages(Format, document, small, FirstLine($"{letter.Sender} – {Title}", small), total);
        pages.Turn();
        Addresses(pages);
        Decision(pages);
        Details(pages);
        Remedies(pages);
        Closing(pages);
        if (letter.Criteria.Any(x => x.Comments.Count > 0))
        {
            Annex(pages);
        }

        return pages.Count;
    }

    private string Clean(string text) => PrintableText.Line(text, body);

    private static string FirstLine(string text, PageFont font) => LineBreaks.Of(text, font, Format.Width).First();

    private void Addresses(DocumentPages pages)
    {
        pages.Paragraph(letter.Sender, heading);
        pages.Space(60);
        Block(pages, letter.Recipient, bold);
        pages.Space(26);
        Block(pages, Fill(texts.Date, ("date", wording.DateOf(letter.NotifiedOn))), body);
        pages.Space(30);
    }

    private void Decision(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading1, Fill(texts.Subject, ("call", letter.CallTitle)), bold);
        pages.Paragraph(Fill(texts.References, ("callReference", letter.CallReference), ("reference", letter.ApplicationReference)), body);
        pages.Space(12);
        pages.Paragraph(texts.Greeting, body);
        pages.Paragraph(Fill(texts.Outcomes[letter.Outcome], ("project", letter.ProjectTitle), ("call", letter.CallTitle)), body);
        var minimum = letter.Score < letter.MinimumScore ? texts.MinimumMissed : texts.MinimumReached;
        pages.Paragraph(
            Fill(
                texts.Score,
                ("score", wording.PointsOf(letter.Score)),
                ("rank", wording.Number(letter.Rank)),
                ("entries", wording.Number(letter.Entries))
            )
                + " "
                + Fill(minimum, ("minimum", wording.Number(letter.MinimumScore))),
            body
        );
        foreach (var criterion in letter.Criteria.Where(x => x.IsBelowOwnMinimum))
        {
            pages.Paragraph(Fill(texts.BelowOwnMinimum, ("criterion", criterion.Title)), body);
        }
    }

    private void Details(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Details, heading);
        pages.Paragraph(texts.Method, body);
        pages.Space(2);
        new DocumentTable(
            pages,
            body,
            bold,
            [
                TableColumn.OfText(texts.Criterion, 219),
                TableColumn.OfFigures(texts.Weight, 45),
                TableColumn.OfFigures(texts.Mark, 75),
                TableColumn.OfFigures(texts.Points, 65),
                TableColumn.OfFigures(texts.Place, 60),
            ]
        ).Write(
            letter.Criteria.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Title,
                        wording.PercentOf(x.Weight),
                        wording.Of(wording.Number(x.Value), wording.Number(x.MaximumMark)),
                        wording.PointsOf(x.Contribution),
                        wording.Of(wording.Number(x.Place), wording.Number(letter.Entries)),
                    ]
            ),
            [texts.Total, "", "", wording.PointsOf(letter.Score), wording.Of(wording.Number(letter.Rank), wording.Number(letter.Entries))]
        );
        pages.Space(10);
        if (letter.Criteria.Any(x => x.Comments.Count > 0))
        {
            pages.Paragraph(texts.SeeAnnex, body);
        }
    }

    private void Remedies(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Remedies, heading);
        foreach (var text in texts.RemedyTexts)
        {
            pages.Paragraph(text, body);
        }
    }

    private void Closing(DocumentPages pages)
    {
        // The courtesy and the room to sign stay together.
        pages.Reserve(130);
        pages.Space(6);
        pages.Paragraph(texts.Closing, body);
        pages.Space(14);
        Block(pages, letter.Sender, bold);
        Block(pages, texts.Signature, small);
    }

    private void Annex(DocumentPages pages)
    {
        pages.Turn();
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Annex, heading);
        pages.Paragraph(texts.AnnexIntroduction, body);
        if (letter.Criteria.Any(x => x.Comments.Any(comment => comment.Contains(PrintableText.Mark))))
        {
            pages.Paragraph(texts.MissingCharacters, body);
        }

        foreach (var criterion in letter.Criteria.Where(x => x.Comments.Count > 0))
        {
            pages.Heading(PdfBlockLevelElementTag.Heading3, criterion.Title, bold);
            pages.List(criterion.Comments, body);
        }
    }

    private static void Block(DocumentPages pages, string text, PageFont font) =>
        pages.Element(PdfBlockLevelElementTag.Paragraph, () => pages.Lines(LineBreaks.Of(text, font, AddressWidth), font, AddressLeft));
}
