using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialInnovation.Application.Evaluation;
using static SocialInnovation.Infrastructure.Evaluation.Letters.LetterTexts;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>What stands in a letter, in its order: decision, score, table, remedies, signature, and the comments as an annex.</summary>
internal sealed class LetterContent
{
    // Where the window of an envelope is.
    private const double AddressLeft = 310;
    private const double AddressWidth = LetterPages.Right - AddressLeft;

    private readonly LetterFont body = new(bold: false, 10);
    private readonly LetterFont bold = new(bold: true, 10);
    private readonly LetterFont heading = new(bold: true, 11.5);
    private readonly LetterFont small = new(bold: false, 8);
    private readonly LetterTexts texts;
    private readonly ExplanationLetter letter;

    public LetterContent(ExplanationLetter letter, LetterTexts texts)
    {
        this.texts = texts;
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
        using var pages = new LetterPages(document, small, FirstLine($"{letter.Sender} – {Title}", small), total);
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

    private static string FirstLine(string text, LetterFont font) => LineBreaks.Of(text, font, LetterPages.Width).First();

    private void Addresses(LetterPages pages)
    {
        Paragraph(pages, letter.Sender, heading);
        pages.Space(60);
        Block(pages, letter.Recipient, bold);
        pages.Space(26);
        Block(pages, Fill(texts.Date, ("date", texts.DateOf(letter.NotifiedOn))), body);
        pages.Space(30);
    }

    private void Decision(LetterPages pages)
    {
        Heading(pages, PdfBlockLevelElementTag.Heading1, Fill(texts.Subject, ("call", letter.CallTitle)), bold);
        Paragraph(pages, Fill(texts.References, ("callReference", letter.CallReference), ("reference", letter.ApplicationReference)), body);
        pages.Space(12);
        Paragraph(pages, texts.Greeting, body);
        Paragraph(pages, Fill(texts.Outcomes[letter.Outcome], ("project", letter.ProjectTitle), ("call", letter.CallTitle)), body);
        var minimum = letter.Score < letter.MinimumScore ? texts.MinimumMissed : texts.MinimumReached;
        Paragraph(
            pages,
            Fill(
                texts.Score,
                ("score", texts.PointsOf(letter.Score)),
                ("rank", texts.Number(letter.Rank)),
                ("entries", texts.Number(letter.Entries))
            )
                + " "
                + Fill(minimum, ("minimum", texts.Number(letter.MinimumScore))),
            body
        );
        foreach (var criterion in letter.Criteria.Where(x => x.IsBelowOwnMinimum))
        {
            Paragraph(pages, Fill(texts.BelowOwnMinimum, ("criterion", criterion.Title)), body);
        }
    }

    private void Details(LetterPages pages)
    {
        Heading(pages, PdfBlockLevelElementTag.Heading2, texts.Details, heading);
        Paragraph(pages, texts.Method, body);
        pages.Space(2);
        new LetterTable(pages, body, bold, [texts.Criterion, texts.Weight, texts.Mark, texts.Points, texts.Place]).Write(
            letter.Criteria.Select(x =>
                (IReadOnlyList<string>)
                    [
                        x.Title,
                        Fill(texts.Percent, ("value", texts.Number(x.Weight))),
                        texts.Of(texts.Number(x.Value), texts.Number(x.MaximumMark)),
                        texts.PointsOf(x.Contribution),
                        texts.Of(texts.Number(x.Place), texts.Number(letter.Entries)),
                    ]
            ),
            [texts.Total, "", "", texts.PointsOf(letter.Score), texts.Of(texts.Number(letter.Rank), texts.Number(letter.Entries))]
        );
        pages.Space(10);
        if (letter.Criteria.Any(x => x.Comments.Count > 0))
        {
            Paragraph(pages, texts.SeeAnnex, body);
        }
    }

    private void Remedies(LetterPages pages)
    {
        Heading(pages, PdfBlockLevelElementTag.Heading2, texts.Remedies, heading);
        foreach (var text in texts.RemedyTexts)
        {
            Paragraph(pages, text, body);
        }
    }

    private void Closing(LetterPages pages)
    {
        // The courtesy and the room to sign stay together.
        pages.Reserve(130);
        pages.Space(6);
        Paragraph(pages, texts.Closing, body);
        pages.Space(14);
        Block(pages, letter.Sender, bold);
        Block(pages, texts.Signature, small);
    }

    private void Annex(LetterPages pages)
    {
        pages.Turn();
        Heading(pages, PdfBlockLevelElementTag.Heading2, texts.Annex, heading);
        Paragraph(pages, texts.AnnexIntroduction, body);
        if (letter.Criteria.Any(x => x.Comments.Any(comment => comment.Contains(PrintableText.Mark))))
        {
            Paragraph(pages, texts.MissingCharacters, body);
        }

        foreach (var criterion in letter.Criteria.Where(x => x.Comments.Count > 0))
        {
            Heading(pages, PdfBlockLevelElementTag.Heading3, criterion.Title, bold);
            pages.Element(
                PdfBlockLevelElementTag.List,
                () =>
                {
                    foreach (var comment in criterion.Comments)
                    {
                        Comment(pages, comment);
                    }
                }
            );
        }
    }

    private void Comment(LetterPages pages, string comment)
    {
        const double indent = 14;
        pages.Reserve(2 * body.Lead);
        pages.Element(
            PdfBlockLevelElementTag.ListItem,
            () =>
            {
                pages.Element(PdfBlockLevelElementTag.Label, () => pages.At("–", body, LetterPages.Left, pages.Y));
                pages.Element(
                    PdfBlockLevelElementTag.ListBody,
                    () => pages.Lines(LineBreaks.Of(comment, body, LetterPages.Width - indent), body, LetterPages.Left + indent)
                );
            }
        );
        pages.Space(5);
    }

    private static void Heading(LetterPages pages, PdfBlockLevelElementTag tag, string text, LetterFont font)
    {
        // A heading is not left alone at the foot of a page.
        pages.Reserve(5 * font.Lead);
        pages.Space(8);
        pages.Element(tag, () => pages.Lines(LineBreaks.Of(text, font, LetterPages.Width), font));
        pages.Space(4);
    }

    private static void Paragraph(LetterPages pages, string text, LetterFont font)
    {
        pages.Element(PdfBlockLevelElementTag.Paragraph, () => pages.Lines(LineBreaks.Of(text, font, LetterPages.Width), font));
        pages.Space(6);
    }

    private static void Block(LetterPages pages, string text, LetterFont font) =>
        pages.Element(PdfBlockLevelElementTag.Paragraph, () => pages.Lines(LineBreaks.Of(text, font, AddressWidth), font, AddressLeft));
}
