using PdfSharp.Pdf;
using PdfSharp.UniversalAccessibility;
using SocialInnovation.Application.Budget.DecideOnScenario;
using SocialInnovation.Infrastructure.Documents;
using static SocialInnovation.Infrastructure.Documents.Wording;

namespace SocialInnovation.Infrastructure.Budget.DecisionSheets;

/// <summary>What stands on a decision sheet, in its order: budget, applications, what would change, other scenarios, sign-off, positions.</summary>
internal sealed class SheetContent
{
    private static readonly PageFormat Format = PageFormat.Landscape;

    private readonly PageFont body = new(bold: false, 7.5);
    private readonly PageFont bold = new(bold: true, 7.5);
    private readonly PageFont heading = new(bold: true, 10);
    private readonly PageFont top = new(bold: true, 13);
    private readonly DecisionSheetModel sheet;
    private readonly SheetTexts texts;
    private readonly SheetRows rows;

    // Broken up once, though the sheet is laid out twice.
    private readonly IReadOnlyList<string> introduction;
    private readonly IReadOnlyList<string> history;
    private readonly IReadOnlyList<string> notes;

    public SheetContent(DecisionSheetModel sheet, SheetTexts texts, Wording wording, string sender, DateTimeOffset readAt)
    {
        this.sheet = sheet;
        this.texts = texts;
        rows = new SheetRows(sheet, texts, wording, body);
        Sender = rows.Clean(sender);
        Title = Fill(texts.Title, ("reference", rows.Clean(sheet.CallReference)));
        introduction =
        [
            Fill(
                texts.Scenario,
                ("title", rows.TitleOf(sheet.Title)),
                ("state", texts.States[sheet.State]),
                ("date", wording.MomentOf(readAt))
            ),
            new SheetPolicy(texts, wording).Sentences(sheet.Policy),
        ];
        history = [.. rows.History()];
        notes = [.. sheet.Notes.Select(x => rows.CleanLines(x)).Where(x => x.Length > 0)];
    }

    public string Title { get; }

    public string Sender { get; }

    /// <summary>Writes the sheet.</summary>
    /// <param name="document">What is written to; null to count the pages only.</param>
    /// <param name="total">Number of pages, for their feet.</param>
    /// <returns>The number of pages.</returns>
    public int Write(PdfDocument? document, int total)
    {
        var head = LineBreaks.Of($"{Sender} – {Title}", body, Format.Width).First();
        using var pages = new DocumentPages(Format, document, body, head, total);
        pages.Turn();
        pages.Paragraph(Sender, bold);
        pages.Heading(
            PdfBlockLevelElementTag.Heading1,
            Fill(texts.Heading, ("call", rows.Clean(sheet.CallTitle)), ("reference", rows.Clean(sheet.CallReference))),
            top
        );
        foreach (var text in introduction)
        {
            pages.Paragraph(text, body);
        }

        Budget(pages);
        Applications(pages);
        Unmet(pages);
        Swaps(pages);
        Alternatives(pages);
        SignOff(pages);
        Positions(pages);
        if (rows.HasMarks)
        {
            pages.Paragraph(texts.MissingCharacters, body);
        }

        return pages.Count;
    }

    private void Budget(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Budget, heading);
        Table(
            pages,
            [
                TableColumn.OfText(texts.Item, 402),
                TableColumn.OfFigures(texts.Available, 120),
                TableColumn.OfFigures(texts.Granted, 120),
                TableColumn.OfFigures(texts.Left, 120),
            ],
            rows.Budget()
        );
        Table(
            pages,
            [
                TableColumn.OfText(texts.Limit, 402),
                TableColumn.OfFigures(texts.AtMost, 120),
                TableColumn.OfFigures(texts.AtLeast, 120),
                TableColumn.OfFigures(texts.Granted, 120),
            ],
            rows.Limits()
        );
    }

    private void Applications(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Applications, heading);
        pages.Paragraph(rows.Shown(), body);
        Table(
            pages,
            [
                TableColumn.OfFigures(texts.Rank, 30),
                TableColumn.OfText(texts.Reference, 85),
                TableColumn.OfText(texts.Project, 142),
                TableColumn.OfFigures(texts.Score, 42),
                TableColumn.OfFigures(texts.Spread, 72),
                TableColumn.OfFigures(texts.Conflicts, 42),
                TableColumn.OfFigures(texts.Requested, 60),
                TableColumn.OfFigures(texts.Recommended, 66),
                TableColumn.OfFigures(texts.Granted, 58),
                TableColumn.OfText(texts.Outcome, 165),
            ],
            rows.Applications()
        );
    }

    private void Unmet(DocumentPages pages) =>
        Section(
            pages,
            texts.Unmet,
            [TableColumn.OfText(texts.Demand, 522), TableColumn.OfFigures(texts.Demanded, 120), TableColumn.OfFigures(texts.Reached, 120)],
            rows.Unmet()
        );

    private void Swaps(DocumentPages pages) =>
        Section(
            pages,
            texts.Swaps,
            [
                TableColumn.OfText(texts.Swapped, 122),
                TableColumn.OfText(texts.Displaced, 260),
                TableColumn.OfText(texts.AlsoAwarded, 260),
                TableColumn.OfFigures(texts.GrantedInAll, 120),
            ],
            rows.Swaps()
        );

    private void Alternatives(DocumentPages pages) =>
        Section(
            pages,
            texts.Alternatives,
            [
                TableColumn.OfText(texts.Alternative, 322),
                TableColumn.OfText(texts.Policy, 120),
                TableColumn.OfText(texts.State, 120),
                TableColumn.OfFigures(texts.Awards, 80),
                TableColumn.OfFigures(texts.Granted, 120),
            ],
            rows.Alternatives()
        );

    private void SignOff(DocumentPages pages)
    {
        Section(pages, texts.SignOff, [TableColumn.OfText(texts.Step, 322), TableColumn.OfText(texts.Progress, 440)], rows.Steps());
        if (history.Count > 0)
        {
            pages.Heading(PdfBlockLevelElementTag.Heading2, texts.History, heading);
            pages.List(history, body);
        }
    }

    private void Positions(DocumentPages pages)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, texts.Positions, heading);
        pages.Paragraph(rows.Positions(), body);
        if (notes.Count > 0)
        {
            pages.List(notes, body);
        }
    }

    private void Section(DocumentPages pages, string title, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<string>> cells)
    {
        pages.Heading(PdfBlockLevelElementTag.Heading2, title, heading);
        Table(pages, columns, cells);
    }

    // What there is nothing of has a dash, so that nobody looks for it.
    private void Table(DocumentPages pages, IReadOnlyList<TableColumn> columns, IEnumerable<IReadOnlyList<string>> cells)
    {
        var list = cells.ToList();
        if (list.Count == 0)
        {
            list.Add([.. columns.Select(_ => texts.None)]);
        }

        new DocumentTable(pages, body, bold, columns).Write(list);
        pages.Space(6);
    }
}
