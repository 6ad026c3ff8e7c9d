using PdfSharp.UniversalAccessibility;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its head.</param>
/// <param name="Width">Its width in points, padding included.</param>
/// <param name="IsFigures">Whether it stands to the right.</param>
internal sealed record TableColumn(string Title, double Width, bool IsFigures)
{
    public static TableColumn OfText(string title, double width) => new(title, width, IsFigures: false);

    public static TableColumn OfFigures(string title, double width) => new(title, width, IsFigures: true);
}

/// <summary>A table whose cells are broken into lines; its head is repeated on every page. The first cell of a row says what the row is of.</summary>
/// <param name="pages">What it is written to.</param>
/// <param name="font">Font of the rows.</param>
/// <param name="bold">Font of head and foot.</param>
/// <param name="columns">Its columns, as wide together as the page's text at most.</param>
internal sealed class DocumentTable(DocumentPages pages, PageFont font, PageFont bold, IReadOnlyList<TableColumn> columns)
{
    private readonly double padding = PaddingOf(font);
    private readonly List<List<string>> head = Broken([.. columns.Select(x => x.Title)], bold, columns);
    private int page;

    /// <summary>Writes it.</summary>
    /// <param name="rows">The cells of each row.</param>
    /// <param name="foot">The last row, if there is one that sums up.</param>
    public void Write(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string>? foot = null) =>
        pages.Element(
            PdfBlockLevelElementTag.Table,
            () =>
            {
                pages.Reserve(HeightOf(head, bold) + 4 * font.Lead);
                Part(head, bold, isHead: true);
                page = pages.Count;
                foreach (var row in rows)
                {
                    Row(row, font);
                }

                if (foot is not null)
                {
                    Row(foot, bold);
                }
            }
        );

    // A row that no page holds under the head goes on as another one.
    private void Row(IReadOnlyList<string> cells, PageFont style)
    {
        var rest = Broken(cells, style, columns);
        var most = (int)((pages.Format.Height - HeightOf(head, bold) - 2 * padding) / style.Lead);
        while (rest.Exists(x => x.Count > 0))
        {
            Part(rest.ConvertAll(x => x.Take(most).ToList()), style, isHead: false);
            rest = rest.ConvertAll(x => x.Skip(most).ToList());
        }
    }

    private void Part(List<List<string>> cells, PageFont style, bool isHead)
    {
        var height = HeightOf(cells, style);
        pages.Reserve(height);
        if (!isHead && pages.Count != page)
        {
            page = pages.Count;
            pages.Decorate(RepeatHead);
        }

        if (isHead)
        {
            pages.Band(height);
        }

        pages.Element(PdfBlockLevelElementTag.TableRow, () => Cells(cells, style, isHead));
        pages.Skip(height);
        pages.Rule();
    }

    // Who has the table read aloud hears the head once.
    private void RepeatHead()
    {
        var left = pages.Format.Left;
        foreach (var (lines, column) in head.Zip(columns))
        {
            Cell(lines, column, left, bold);
            left += column.Width;
        }

        pages.Skip(HeightOf(head, bold));
    }

    private void Cells(List<List<string>> cells, PageFont style, bool isHead)
    {
        var left = pages.Format.Left;
        foreach (var (index, column) in columns.Index())
        {
            var isHeader = isHead || index == 0;
            var start = left;
            pages.Element(
                isHeader ? PdfBlockLevelElementTag.TableHeaderCell : PdfBlockLevelElementTag.TableDataCell,
                () =>
                {
                    if (isHeader)
                    {
                        pages.Scope(isHead ? "Column" : "Row");
                    }

                    Cell(cells[index], column, start, style);
                }
            );
            left += column.Width;
        }
    }

    private void Cell(List<string> lines, TableColumn column, double left, PageFont style)
    {
        foreach (var (index, line) in lines.Index())
        {
            var x = column.IsFigures ? left + column.Width - padding - style.WidthOf(line.TrimEnd(' ')) : left + padding;
            pages.At(line, style, x, pages.Y + padding + index * style.Lead);
        }
    }

    private static List<List<string>> Broken(IReadOnlyList<string> cells, PageFont style, IReadOnlyList<TableColumn> columns) =>
        [.. cells.Zip(columns, (text, column) => LineBreaks.Of(text, style, column.Width - 2 * PaddingOf(style)).ToList())];

    private static double PaddingOf(PageFont style) => 0.3 * style.Lead;

    private double HeightOf(List<List<string>> cells, PageFont style) => cells.Max(x => x.Count) * style.Lead + 2 * padding;
}
