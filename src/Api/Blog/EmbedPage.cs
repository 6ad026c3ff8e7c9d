using System.Globalization;
using System.Text;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.ReadPosts;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>Marks a page that other sites may show in a frame.</summary>
internal sealed class FramedAnywhere;

/// <summary>
/// What other sites show of a post or a collection in a frame: read-only, without a script or a form, so that nobody can be made to do
/// anything by it. Its links leave the frame.
/// </summary>
internal sealed class EmbedPage(string origin)
{
    public byte[] Post(PostModel post, EditionModel edition)
    {
        var texts = BlogTexts.In(edition.Language);
        var about = $"<p class=\"about\">{texts.By} {Encode(post.AuthorName)}, {Date(post.PublishedAt!.Value, texts)}</p>\n";
        return Whole(texts, edition, $"{origin}/blog/{post.Slug}?language={texts.Language}", about);
    }

    public byte[] Collection(CollectionModel shown, EditionModel edition)
    {
        var texts = BlogTexts.In(edition.Language);
        var items = new StringBuilder("<ol>\n");
        foreach (var item in shown.Items)
        {
            var title = CollectionItems.TitleOf(item, edition.Language);
            var path = origin + CollectionItems.PathOf(item, title.Language);
            items.Append(
                CultureInfo.InvariantCulture,
                $"<li lang=\"{BlogTexts.In(title.Language).Language}\"><a href=\"{Encode(path)}\" target=\"_top\">{Encode(title.Title)}</a></li>\n"
            );
        }

        var list = shown.Items.Count == 0 ? $"<p>{CollectionTexts.In(texts).NoExamples}</p>\n" : items.Append("</ol>\n").ToString();
        return Whole(texts, edition, $"{origin}{CollectionPage.List}/{shown.Slug}?language={texts.Language}", list);
    }

    public static byte[] NotFound(BlogTexts texts) => Whole(texts, texts.NotFound, $"<h1>{texts.NotFound}</h1>");

    private static byte[] Whole(BlogTexts texts, EditionModel edition, string address, string body) =>
        Whole(
            texts,
            edition.Title,
            $"""
            <h1>{Encode(edition.Title)}</h1>
            <p class="summary">{Encode(edition.Summary)}</p>
            {body}
            <p><a href="{Encode(address)}" target="_top">{Encode(texts.ReadMore)}</a></p>
            """
        );

    private static byte[] Whole(BlogTexts texts, string title, string body) =>
        Encoding.UTF8.GetBytes(
            $"""
            <!DOCTYPE html>
            <html lang="{texts.Language}">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <title>{Encode(title)} · {Encode(texts.Title)}</title>
            <link rel="stylesheet" href="/blog/style.css">
            </head>
            <body>
            <main>
            {body}
            </main>
            </body>
            </html>
            """
        );
}
