using PdfSharp.UniversalAccessibility;

namespace SocialInnovation.Infrastructure.Evaluation.Letters;

/// <summary>A table of a wide column of text and narrow ones of figures; its head is repeated on every page.</summary>
/// <param name="pages">What it is written to.</param>
/// <param name="font">Font of the rows.</param>
/// <param name="bold">Font of head and foot.</param>
/// <param name="head">Titles of the columns, the wide one first.</param>
internal sealed class LetterTable(LetterPages pages, LetterFont font, LetterFont bold, IReadOnlyList<string> head)
{
    private const double Padding = 5;

    // Right edges of the columns of figures.
    private static readonly double[] Edges = [330, 405, 470, LetterPages.Right - Padding];
    private static readonly double TextWidth = 290 - LetterPages.Left - 2 * Padding;

    private int page;

    /// <summary>Writes it.</summary>
    /// <param name="rows">The text of each row, then its figures.</param>
    /// <param name="foot">The last row.</param>
    public void Write(IEnumerable<IReadOnlyList<string>> rows, IReadOnlyList<string> foot) =>
        pages.Element(
            PdfBlockLevelElementTag.Table,
            () =>
            {
                pages.Reserve(6 * font.Lead);
                Row(head, bold, isHead: true);
                page = pages.Count;
                foreach (var row in rows)
                {
                    Row(row, font, isHead: false);
                }

                Row(foot, bold, isHead: false);
            }
        );

    private void Row(IReadOnlyList<string> cells, LetterFont style, bool isHead)
    {
        var lines = LineBreaks.Of(cells[0], style, TextWidth).ToList();
        var height = lines.Count * style.Lead + 2 * Padding;
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

        pages.Element(PdfBlockLevelElementTag.TableRow, () => Cells(cells, lines, style, isHead));
        pages.Skip(Padding);
        pages.Rule();
    }

    // Who has the table read aloud hears the head once.
    private void RepeatHead()
    {
        var y = pages.Y;
        pages.At(head[0], bold, LetterPages.Left + Padding, y);
        foreach (var (title, edge) in head.Skip(1).Zip(Edges))
        {
            pages.At(title, bold, edge - bold.WidthOf(title), y);
        }

        pages.Skip(bold.Lead + Padding);
    }

    private void Cells(IReadOnlyList<string> cells, List<string> lines, LetterFont style, bool isHead)
    {
        pages.Skip(Padding);
        var (y, started) = (pages.Y, pages.Count);
        pages.Element(
            PdfBlockLevelElementTag.TableHeaderCell,
            () =>
            {
                pages.Scope(isHead ? "Column" : "Row");
                pages.Lines(lines, style, LetterPages.Left + Padding);
            }
        );
        var line = pages.Count == started ? y : pages.Y - style.Lead;
        foreach (var (figure, edge) in cells.Skip(1).Zip(Edges))
        {
            pages.Element(
                isHead ? PdfBlockLevelElementTag.TableHeaderCell : PdfBlockLevelElementTag.TableDataCell,
                () =>
                {
                    if (isHead)
                    {
                        pages.Scope("Column");
                    }

                    pages.At(figure, style, edge - style.WidthOf(figure), line);
                }
            );
        }
    }
}
