using System.Globalization;
using System.Text;

namespace SocialInnovation.Domain.Blog;

/// <summary>The name of a post in addresses: small letters and digits in words joined by hyphens.</summary>
public static class PostSlug
{
    public const int MaxLength = 100;

    public const string Pattern = "^[a-z0-9]+(-[a-z0-9]+)*$";

    /// <summary>Made of a title: without accents, cut at a word; empty where the title has no Latin letter and no digit.</summary>
    public static string Of(string title)
    {
        var text = title.Replace("œ", "oe", StringComparison.OrdinalIgnoreCase).Replace("æ", "ae", StringComparison.OrdinalIgnoreCase);
        var slug = new StringBuilder();
        foreach (var letter in text.Normalize(NormalizationForm.FormD))
        {
            if (char.IsAsciiLetterOrDigit(letter))
            {
                slug.Append(char.ToLowerInvariant(letter));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(letter) != UnicodeCategory.NonSpacingMark && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var whole = slug.ToString().Trim('-');
        return whole.Length <= MaxLength ? whole : CutAtWord(whole);
    }

    private static string CutAtWord(string slug)
    {
        var end = slug.LastIndexOf('-', MaxLength);
        return slug[..(end > 0 ? end : MaxLength)];
    }
}
