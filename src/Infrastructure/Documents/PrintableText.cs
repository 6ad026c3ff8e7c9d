using System.Globalization;
using System.Text;

namespace SocialInnovation.Infrastructure.Documents;

/// <summary>Makes any text one that the documents' font can show.</summary>
internal static class PrintableText
{
    /// <summary>Stands for a character that the font lacks.</summary>
    public const char Mark = '□';

    /// <summary>One line: line breaks become spaces.</summary>
    public static string Line(string text, PageFont font) => Lines(text, font).Replace('\n', ' ').Trim();

    /// <summary>
    /// Letters with their accents joined; every line break one line feed, and never two empty lines; what has no width of its own (joiners, marks of direction, variants)
    /// left out; every character without a glyph, and every half of a broken pair, one mark.
    /// </summary>
    public static string Lines(string text, PageFont font)
    {
        var result = new StringBuilder(text.Length);
        foreach (var character in Joined(text).EnumerateRunes())
        {
            switch (character.Value)
            {
                case '\n' or '\v' or '\f' or 0x85 or 0x2028 or 0x2029:
                    AppendBreak(result);
                    break;
                case '\t':
                    result.Append(' ');
                    break;
                case 0x2011 when !font.Has(character):
                    result.Append('\u2010');
                    break;
                case >= 0xfe00 and <= 0xfe0f:
                    break;
                default:
                    Append(result, character, font);
                    break;
            }
        }

        return result.ToString();
    }

    private static void AppendBreak(StringBuilder result)
    {
        if (result.Length < 2 || result[^1] != '\n' || result[^2] != '\n')
        {
            result.Append('\n');
        }
    }

    private static void Append(StringBuilder result, Rune character, PageFont font)
    {
        var category = Rune.GetUnicodeCategory(character);
        if (category == UnicodeCategory.Format)
        {
            return;
        }

        if (category != UnicodeCategory.Control && font.Has(character))
        {
            result.Append(character);
        }
        else
        {
            result.Append(category == UnicodeCategory.SpaceSeparator ? ' ' : Mark);
        }
    }

    // Only well-formed text can be normalised, and enumerating runes makes it so.
    private static string Joined(string text)
    {
        var whole = new StringBuilder(text.Length);
        foreach (var character in text.EnumerateRunes())
        {
            whole.Append(character);
        }

        return whole.Replace("\r\n", "\n").Replace('\r', '\n').ToString().Normalize(NormalizationForm.FormC);
    }
}
