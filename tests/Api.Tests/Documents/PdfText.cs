using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace SocialInnovation.Api.Tests.Documents;

/// <summary>Reads a PDF as who copies its text would.</summary>
internal static class PdfText
{
    public static string Drawn(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return string.Join(
            '\n',
            document
                .GetPages()
                .SelectMany(x => x.Letters)
                .Select(x => FormattableString.Invariant($"{x.Value} {x.StartBaseLine} {x.PointSize}"))
        );
    }

    public static string TextOf(byte[] file)
    {
        using var document = PdfDocument.Open(file);
        return TextOf(document);
    }

    public static string TextOf(PdfDocument document) => string.Join(' ', document.GetPages().Select(TextOf));

    // In the order in which it was drawn; a new line, or a gap such as between the cells of a table, is a space.
    public static string TextOf(Page page)
    {
        var text = new StringBuilder();
        Letter? last = null;
        foreach (var letter in page.Letters)
        {
            if (
                last is not null
                && (
                    Math.Abs(letter.StartBaseLine.Y - last.StartBaseLine.Y) > 1 || Math.Abs(letter.StartBaseLine.X - last.EndBaseLine.X) > 2
                )
                && !(last.Value == "W" && letter.Value == "W")
            )
            {
                text.Append(' ');
            }

            text.Append(letter.Value);
            last = letter;
        }

        return string.Join(
            ' ',
            text.Replace('\u00a0', ' ').Replace('\u202f', ' ').ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries)
        );
    }
}
