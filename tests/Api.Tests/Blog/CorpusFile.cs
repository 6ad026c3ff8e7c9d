using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>The texts of a file of the corpus, its escapes resolved.</summary>
internal static partial class CorpusFile
{
    public static IReadOnlyList<string> Lines(string name)
    {
        using var reader = new StreamReader(
            Assembly.GetExecutingAssembly().GetManifestResourceStream($"SocialInnovation.Api.Tests.Blog.Corpus.{name}.txt")!
        );
        return
        [
            .. reader
                .ReadToEnd()
                .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Where(x => !x.StartsWith(";;", StringComparison.Ordinal) && !x.StartsWith("== ", StringComparison.Ordinal))
                .Select(x => Escape().Replace(x, Resolve)),
        ];
    }

    private static string Resolve(Match match) =>
        match.Value[1] switch
        {
            'n' => "\n",
            't' => "\t",
            'r' => "\r",
            '0' => "\0",
            '\\' => "\\",
            _ => ((char)int.Parse(match.Value.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
        };

    [GeneratedRegex(@"\\(n|t|r|0|\\|u[0-9a-f]{4})")]
    private static partial Regex Escape();
}
