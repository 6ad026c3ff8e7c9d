using System.Globalization;
using System.Text;

namespace SocialInnovation.Api.Research;

/// <summary>
/// Plain text as LaTeX: nothing in it is a command, and its braces balance, since BibTeX counts even those behind a backslash. Letters with
/// accents are written as commands; what has none stays in UTF-8, which today's programs read.
/// </summary>
internal static class LatexText
{
    private static readonly Dictionary<char, string> Specials = new()
    {
        ['\\'] = @"\textbackslash{}",
        ['{'] = @"\textbraceleft{}",
        ['}'] = @"\textbraceright{}",
        ['$'] = @"\$",
        ['&'] = @"\&",
        ['#'] = @"\#",
        ['%'] = @"\%",
        ['_'] = @"\_",
        ['^'] = @"\textasciicircum{}",
        ['~'] = @"\textasciitilde{}",
        ['<'] = @"\textless{}",
        ['>'] = @"\textgreater{}",
        ['|'] = @"\textbar{}",
        ['æ'] = @"{\ae}",
        ['Æ'] = @"{\AE}",
        ['œ'] = @"{\oe}",
        ['Œ'] = @"{\OE}",
        ['ø'] = @"{\o}",
        ['Ø'] = @"{\O}",
        ['ł'] = @"{\l}",
        ['Ł'] = @"{\L}",
        ['ß'] = @"{\ss}",
        ['–'] = "--",
        ['—'] = "---",
        ['’'] = "'",
        ['\u00a0'] = "~",
    };

    private static readonly Dictionary<char, char> Accents = new()
    {
        ['\u0300'] = '`',
        ['\u0301'] = '\'',
        ['\u0302'] = '^',
        ['\u0303'] = '~',
        ['\u0304'] = '=',
        ['\u0306'] = 'u',
        ['\u0307'] = '.',
        ['\u0308'] = '"',
        ['\u030a'] = 'r',
        ['\u030b'] = 'H',
        ['\u030c'] = 'v',
        ['\u0327'] = 'c',
        ['\u0328'] = 'k',
    };

    public static string Of(string text)
    {
        var latex = new StringBuilder(text.Length);
        var elements = StringInfo.GetTextElementEnumerator(text.Normalize(NormalizationForm.FormC));
        while (elements.MoveNext())
        {
            latex.Append(Element(elements.GetTextElement()));
        }

        return latex.ToString();
    }

    private static string Element(string element)
    {
        if (element.Any(char.IsControl))
        {
            return " ";
        }

        var parts = element.Normalize(NormalizationForm.FormD);
        return parts is [var letter, var mark] && char.IsAsciiLetter(letter) && Accents.TryGetValue(mark, out var accent)
            ? Accented(accent, letter)
            // What stands on a special character can't keep it from being one.
            : string.Concat(element.Select(x => Specials.GetValueOrDefault(x, x.ToString())));
    }

    // Without their dot, i and j carry an accent above.
    private static string Accented(char accent, char letter) =>
        letter is 'i' or 'j' && accent is not ('c' or 'k') ? $@"{{\{accent}{{\{letter}}}}}" : $@"{{\{accent}{{{letter}}}}}";
}
