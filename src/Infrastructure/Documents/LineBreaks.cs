using System.Text;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>Breaks a text into lines that fit a width.</summary>
internal static class LineBreaks
{
    /// <summary>
    /// At line feeds, else at the last space or after the last hyphen between letters that fits, else, in a word wider than the line, where it
    /// is full. Of the spaces at a break one is kept, out of sight, so that who reads the text aloud does not join two words.
    /// </summary>
    public static IEnumerable<string> Of(string text, PageFont font, double width) =>
        text.Split('\n').SelectMany(x => OfParagraph(x.Trim(' '), font, width));

    private static IEnumerable<string> OfParagraph(string text, PageFont font, double width)
    {
        var (start, breakAt, used) = (0, 0, 0.0);
        for (var at = 0; at < text.Length; )
        {
            var character = Rune.GetRuneAt(text, at);
            used += font.WidthOf(character);
            if (used > width && at > start && character.Value != ' ')
            {
                var end = breakAt > start ? breakAt : at;
                var line = text[start..end];
                yield return line[^1] == ' ' ? line.TrimEnd(' ') + " " : line;
                (start, breakAt, at, used) = (end, end, end, 0);
                continue;
            }

            at += character.Utf16SequenceLength;
            if (character.Value == ' ' || (character.Value == '-' && at >= 2 && char.IsLetter(text[at - 2])))
            {
                breakAt = at;
            }
        }

        yield return text.Length > 0 ? text[start..] + " " : text;
    }
}
