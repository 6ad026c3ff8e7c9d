using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialInnovation.Api.Http;
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

    public byte[] Post(PostModel post, EditionModel edition, IReadOnlyList<CommentModel> comments, PageLinks links)
    {
        var texts = BlogTexts.In(edition.Language);
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<article>\n<h1>{PageLayout.Encode(edition.Title)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"summary\">{PageLayout.Encode(edition.Summary)}</p>\n")
            .Append(
                CultureInfo.InvariantCulture,
                $"<p class=\"about\">{texts.By} {PageLayout.Encode(post.AuthorName)}, {Dates(post, texts)}</p>\n"
            )
            .Append(edition.Html)
            .Append(PostGallery.Of(post, edition))
            .Append(PageLayout.Tags(post.Tags, texts))
            .Append("</article>\n")
            .Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"comments\">\n<h2 id=\"comments\">{texts.Comments}</h2>\n");
        if (comments.Count == 0 && links.IsFirst)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{texts.NoComments}</p>\n");
        }

        foreach (var comment in comments)
        {
            body.Append(
                    CultureInfo.InvariantCulture,
                    $"<article class=\"comment\">\n<p class=\"about\">{PageLayout.Encode(comment.AuthorName)}, "
                )
                .Append(CultureInfo.InvariantCulture, $"{PageLayout.Date(comment.WrittenAt, texts)}</p>\n{comment.Html}</article>\n");
        }

        body.Append(links.Html(texts, texts.FirstComments, texts.NextComments, "#comments")).Append("</section>\n");
        var head = $"""
            <meta name="description" content="{PageLayout.Encode(edition.Summary)}">
            <link rel="canonical" href="{PageLayout.Encode(feeds.AddressOf(post.Slug, edition.Language))}">
            {string.Concat(
                post.Editions.Select(x =>
                    $"<link rel=\"alternate\" hreflang=\"{BlogTexts.In(x.Language).Language}\" href=\"{PageLayout.Encode(feeds.AddressOf(post.Slug, x.Language))}\">"
                )
            )}
            {OEmbedReply.Discovery(origin, feeds.AddressOf(post.Slug, edition.Language), edition.Title)}
            <script type="application/ld+json">{LinkedData(post, edition)}</script>
            """;
        return PageLayout.Whole(
            texts,
            edition.Title,
            head,
            PageLayout.Languages(links.Path, [.. post.Editions.Select(x => x.Language)], edition.Language, texts, links.Here),
            body.ToString()
        );
    }

    public static byte[] Index(IReadOnlyList<PostModel> posts, PostLanguage language, PageLinks links)
    {
        var texts = BlogTexts.In(language);
        var body = new StringBuilder(
            $"<h1>{PageLayout.Encode(texts.Title)}</h1>\n<p class=\"summary\">{PageLayout.Encode(texts.Subtitle)}</p>\n"
        );
        if (posts.Count == 0 && links.IsFirst)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{texts.NoPosts}</p>\n");
        }

        foreach (var post in posts)
        {
            var edition = post.Editions.First(x => x.Language == language);
            var address = $"/blog/{post.Slug}?language={texts.Language}";
            body.Append(CultureInfo.InvariantCulture, $"<article>\n<h2><a href=\"{address}\">{PageLayout.Encode(edition.Title)}</a></h2>\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<p class=\"about\">{texts.By} {PageLayout.Encode(post.AuthorName)}, {Dates(post, texts)}</p>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p>{PageLayout.Encode(edition.Summary)}</p>\n</article>\n");
        }

        body.Append(links.Html(texts, texts.Newest, texts.Older));
        var languages = PageLayout.Languages(links.Path, [PostLanguage.Fr, PostLanguage.En], language, texts, links.Here);
        return PageLayout.Whole(texts, null, string.Empty, languages, body.ToString());
    }

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
                ["datePublished"] = AtomXml.Instant(post.PublishedAt!.Value),
                ["dateModified"] = AtomXml.Instant(post.UpdatedAt),
                ["keywords"] = post.Tags,
                ["author"] = new Dictionary<string, string> { ["@type"] = "Person", ["name"] = post.AuthorName },
            }
        );

    private static string Dates(PostModel post, BlogTexts texts)
    {
        var published = $"{texts.Published} {PageLayout.Date(post.PublishedAt!.Value, texts)}";
        return post.UpdatedAt > post.PublishedAt ? $"{published}, {texts.Updated} {PageLayout.Date(post.UpdatedAt, texts)}" : published;
    }
}
