using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using SocialInnovation.Application.Blog.ReadComments;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>
/// The blog for people: whole pages without a script. Every text is encoded; the one HTML that is put in as it is has been through the
/// cleaner.
/// </summary>
internal sealed class PostPage(string origin)
{
    private readonly BlogFeeds feeds = new(origin);

    public byte[] Post(PostModel post, EditionModel edition, IReadOnlyList<CommentModel> comments)
    {
        var texts = BlogTexts.In(edition.Language);
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<article>\n<h1>{Encode(edition.Title)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"summary\">{Encode(edition.Summary)}</p>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"about\">{texts.By} {Encode(post.AuthorName)}, {Dates(post, texts)}</p>\n")
            .Append(edition.Html)
            .Append(PostGallery.Of(post, edition))
            .Append(Tags(post, texts))
            .Append("</article>\n")
            .Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"comments\">\n<h2 id=\"comments\">{texts.Comments}</h2>\n");
        if (comments.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{texts.NoComments}</p>\n");
        }

        foreach (var comment in comments)
        {
            body.Append(CultureInfo.InvariantCulture, $"<article class=\"comment\">\n<p class=\"about\">{Encode(comment.AuthorName)}, ")
                .Append(CultureInfo.InvariantCulture, $"{Date(comment.WrittenAt, texts)}</p>\n{comment.Html}</article>\n");
        }

        body.Append("</section>\n");
        var head = $"""
            <meta name="description" content="{Encode(edition.Summary)}">
            <link rel="canonical" href="{Encode(feeds.AddressOf(post.Slug, edition.Language))}">
            {string.Concat(
                post.Editions.Select(x =>
                    $"<link rel=\"alternate\" hreflang=\"{BlogTexts.In(x.Language).Language}\" href=\"{Encode(feeds.AddressOf(post.Slug, x.Language))}\">"
                )
            )}
            <script type="application/ld+json">{LinkedData(post, edition)}</script>
            """;
        return Whole(texts, edition.Title, head, Languages(post, edition, texts), body.ToString());
    }

    public static byte[] Index(IReadOnlyList<PostModel> posts, PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        var body = new StringBuilder($"<h1>{Encode(texts.Title)}</h1>\n<p class=\"summary\">{Encode(texts.Subtitle)}</p>\n");
        if (posts.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{texts.NoPosts}</p>\n");
        }

        foreach (var post in posts)
        {
            var edition = post.Editions.First(x => x.Language == language);
            var address = $"/blog/{post.Slug}?language={texts.Language}";
            body.Append(CultureInfo.InvariantCulture, $"<article>\n<h2><a href=\"{address}\">{Encode(edition.Title)}</a></h2>\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<p class=\"about\">{texts.By} {Encode(post.AuthorName)}, {Dates(post, texts)}</p>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p>{Encode(edition.Summary)}</p>\n</article>\n");
        }

        var others = $"{Language("/blog", PostLanguage.Fr, language)}{Language("/blog", PostLanguage.En, language)}";
        return Whole(texts, null, string.Empty, Navigation(texts, others), body.ToString());
    }

    public static byte[] NotFound(PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        var body = $"<h1>{texts.NotFound}</h1>\n<p><a href=\"/blog?language={texts.Language}\">{texts.Back}</a></p>\n";
        return Whole(texts, texts.NotFound, "<meta name=\"robots\" content=\"noindex\">", string.Empty, body);
    }

    private static byte[] Whole(BlogTexts texts, string? title, string head, string navigation, string body) =>
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
            <p>{texts.Feeds} : <a href="/blog/atom.xml?language={texts.Language}">Atom</a>, <a href="/blog/feed.json?language={texts.Language}">JSON Feed</a></p>
            </footer>
            </body>
            </html>
            """
        );

    private string LinkedData(PostModel post, EditionModel edition) =>
        // The serializer's own encoder writes "<" as an escape: no text ends the element.
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["@context"] = "https://schema.org",
                ["@type"] = "BlogPosting",
                ["@id"] = BlogFeeds.IdOf(post),
                ["url"] = feeds.AddressOf(post.Slug, edition.Language),
                ["mainEntityOfPage"] = feeds.AddressOf(post.Slug, edition.Language),
                ["headline"] = edition.Title,
                ["description"] = edition.Summary,
                ["inLanguage"] = BlogTexts.In(edition.Language).Language,
                ["datePublished"] = BlogFeeds.Instant(post.PublishedAt!.Value),
                ["dateModified"] = BlogFeeds.Instant(post.UpdatedAt),
                ["keywords"] = post.Tags,
                ["author"] = new Dictionary<string, string> { ["@type"] = "Person", ["name"] = post.AuthorName },
            }
        );

    private static string Languages(PostModel post, EditionModel edition, BlogTexts texts) =>
        post.Editions.Count < 2
            ? string.Empty
            : Navigation(texts, string.Concat(post.Editions.Select(x => Language($"/blog/{post.Slug}", x.Language, edition.Language))));

    private static string Navigation(BlogTexts texts, string links) => $"<nav aria-label=\"{texts.Languages}\"><ul>{links}</ul></nav>";

    private static string Language(string path, PostLanguage language, PostLanguage current)
    {
        var (code, name) = language == PostLanguage.Fr ? ("fr", "Français") : ("en", "English");
        var state = language == current ? " aria-current=\"true\"" : string.Empty;
        return $"<li><a href=\"{path}?language={code}\" lang=\"{code}\" hreflang=\"{code}\"{state}>{name}</a></li>";
    }

    private static string Tags(PostModel post, BlogTexts texts) =>
        post.Tags.Count == 0 ? string.Empty : $"<p class=\"about\">{texts.Tags} : {string.Join(", ", post.Tags.Select(Encode))}</p>\n";

    private static string Dates(PostModel post, BlogTexts texts)
    {
        var published = $"{texts.Published} {Date(post.PublishedAt!.Value, texts)}";
        return post.UpdatedAt > post.PublishedAt ? $"{published}, {texts.Updated} {Date(post.UpdatedAt, texts)}" : published;
    }

    private static string Date(DateTimeOffset instant, BlogTexts texts)
    {
        var day = Application.Common.RegionalDate.DateOf(instant);
        var shown = day.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo(texts.Language));
        return $"<time datetime=\"{BlogFeeds.Instant(instant)}\">{Encode(shown)}</time>";
    }

    private static string Encode(string text) => WebUtility.HtmlEncode(text);
}
