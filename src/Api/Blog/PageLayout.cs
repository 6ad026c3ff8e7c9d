using System.Globalization;
using System.Net;
using System.Text;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>What all public pages have around them: a language, landmarks, a way past the header, the feeds, and no script.</summary>
internal static class PageLayout
{
    public static byte[] Whole(BlogTexts texts, string? title, string head, string navigation, string body) =>
        Encoding.UTF8.GetBytes(
            $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{(title is null ? string.Empty : Encode(title) + " · ")}{Encode(texts.Title)}</title>
            <link rel="stylesheet" href="/blog/style.css">
            <link rel="alternate" type="application/atom+xml" title="Atom" href="/blog/atom.xml?language={texts.Language}">
            <link rel="alternate" type="application/feed+json" title="JSON Feed" href="/blog/feed.json?language={texts.Language}">
            {head}
            </head>
            <body>
            <a class="skip" href="#content">{texts.Skip}</a>
            <header>
            <p><a href="/blog?language={texts.Language}">{Encode(texts.Title)}</a></p>
            {navigation}
            </header>
            <main id="content" tabindex="-1">
            {body}
            </main>
            <footer>
            <p><a href="{InnovationPage.List}?language={texts.Language}">{Encode(InnovationTexts.In(texts).Title)}</a>, <a href="/public-events?language={texts.Language}">{texts.Events}</a>, <a href="/collections?language={texts.Language}">{CollectionTexts.In(
                texts
            ).Title}</a></p>
            <p>{texts.Feeds} : <a href="/blog/atom.xml?language={texts.Language}">Atom</a>, <a href="/blog/feed.json?language={texts.Language}">JSON Feed</a></p>
            </footer>
            </body>
            </html>
            """
        );

    /// <summary>Links to the same page in each of some languages; nothing where there is but one.</summary>
    /// <param name="here">What the address has after its language, as HTML.</param>
    public static string Languages(
        string path,
        IReadOnlyList<PostLanguage> languages,
        PostLanguage current,
        BlogTexts texts,
        string here = ""
    )
    {
        if (languages.Count < 2)
        {
            return string.Empty;
        }

        var links = string.Concat(languages.Select(x => Language(path, x, current, here)));
        return $"<nav aria-label=\"{texts.Languages}\"><ul>{links}</ul></nav>";
    }

    public static string Tags(IReadOnlyList<string> tags, BlogTexts texts) =>
        tags.Count == 0 ? string.Empty : $"<p class=\"about\">{texts.Tags} : {string.Join(", ", tags.Select(Encode))}</p>\n";

    public static string Date(DateTimeOffset instant, BlogTexts texts) =>
        $"<time datetime=\"{AtomXml.Instant(instant)}\">{Encode(Day(RegionalDate.DateOf(instant), texts))}</time>";

    public static string Day(DateOnly day, BlogTexts texts) => day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(texts.Language));

    /// <summary>What marks an element whose text is not in the page's language; nothing where it is.</summary>
    public static string Spoken(string text, string page) => text == page ? string.Empty : $" lang=\"{Encode(text)}\"";

    /// <inheritdoc cref="Spoken(string, string)"/>
    public static string Spoken(PostLanguage text, PostLanguage page) => Spoken(BlogTexts.In(text).Language, BlogTexts.In(page).Language);

    public static string Encode(string text) => WebUtility.HtmlEncode(text);

    /// <summary>The page of what is not there, or not for everybody.</summary>
    public static byte[] NotFound(BlogTexts texts, string title, string back, string list)
    {
        var body = $"<h1>{title}</h1>\n<p><a href=\"{list}?language={texts.Language}\">{back}</a></p>\n";
        return Whole(texts, title, "<meta name=\"robots\" content=\"noindex\">", string.Empty, body);
    }

    private static string Language(string path, PostLanguage language, PostLanguage current, string here)
    {
        var (code, name) = language == PostLanguage.Fr ? ("fr", "Français") : ("en", "English");
        var state = language == current ? " aria-current=\"true\"" : string.Empty;
        return $"<li><a href=\"{path}?language={code}{here}\" lang=\"{code}\" hreflang=\"{code}\"{state}>{name}</a></li>";
    }
}
