using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Catalogue.Pages;

/// <summary>
/// An innovation's own texts among the words of a page: each in an element of its own, marked where it is not in the page's language
/// (WCAG 2.2, 3.1.2).
/// </summary>
/// <param name="language">The innovation's language.</param>
/// <param name="page">The page's.</param>
internal sealed class OwnTexts(string language, string page)
{
    /// <summary>What marks an element that holds such texts and nothing else.</summary>
    public string Mark { get; } = Spoken(language, page);

    /// <summary>A text in an element.</summary>
    public string In(string element, string text) => $"<{element}{Mark}>{Encode(text)}</{element}>";

    /// <summary>A text that leads somewhere outside.</summary>
    public string Link(string url, string text) => $"<a href=\"{Encode(url)}\" rel=\"nofollow noopener\"{Mark}>{Encode(text)}</a>";
}
