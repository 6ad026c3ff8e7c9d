using System.Globalization;
using System.Text;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>The links from one part of a long list to the others: back to its beginning, and on to what follows.</summary>
/// <param name="Path">The page's path.</param>
/// <param name="Parameter">The parameter that carries the cursor.</param>
/// <param name="Cursor">Where this part begins; null for the first.</param>
/// <param name="Next">Where the next part begins; null after the last.</param>
internal sealed record PageLinks(string Path, string Parameter, string? Cursor, string? Next)
{
    /// <summary>Whether this is the beginning of the list.</summary>
    public bool IsFirst => Cursor is null;

    /// <summary>What an address has after its language to lead to this part.</summary>
    public string Here => Cursor is null ? string.Empty : Place(Cursor);

    /// <summary>The links as HTML; nothing where the list has but one part.</summary>
    /// <param name="texts">The words of the page's language.</param>
    /// <param name="first">What the link to the beginning says.</param>
    /// <param name="next">What the link to the next part says.</param>
    /// <param name="fragment">Where on the page the list is, such as <c>#comments</c>.</param>
    public string Html(BlogTexts texts, string first, string next, string fragment = "")
    {
        var links = new StringBuilder();
        if (Cursor is not null)
        {
            Link(string.Empty, string.Empty, first);
        }

        if (Next is not null)
        {
            Link(" rel=\"next\"", Place(Next), next);
        }

        return links.Length == 0 ? string.Empty : $"<nav aria-label=\"{texts.Pages}\"><ul>{links}</ul></nav>\n";

        void Link(string relation, string place, string text) =>
            links.Append(
                CultureInfo.InvariantCulture,
                $"<li><a href=\"{Path}?language={texts.Language}{place}{fragment}\"{relation}>{Encode(text)}</a></li>"
            );
    }

    private string Place(string cursor) => $"&amp;{Parameter}={Uri.EscapeDataString(cursor)}";
}
