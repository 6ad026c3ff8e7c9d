using System.Globalization;
using System.Text;
using System.Text.Json;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadCollections;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Domain.Blog;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>The collections for people and programs: whole pages without a script, and the feed of one.</summary>
internal sealed class CollectionPage(string origin)
{
    public const string List = "/collections";

    public byte[] Collection(CollectionModel shown, EditionModel edition)
    {
        var texts = BlogTexts.In(edition.Language);
        var words = CollectionTexts.In(texts);
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<article>\n<h1>{Encode(edition.Title)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"<p class=\"summary\">{Encode(edition.Summary)}</p>\n{edition.Html}\n</article>\n")
            .Append(CultureInfo.InvariantCulture, $"<section aria-labelledby=\"examples\">\n<h2 id=\"examples\">{words.Examples}</h2>\n")
            .Append(CollectionItems.Html(shown, edition.Language, words))
            .Append("</section>\n");
        var address = AddressOf(shown.Slug, edition.Language);
        var feed = Feed(shown, edition);
        var head = $"""
            <meta name="description" content="{Encode(edition.Summary)}">
            <link rel="canonical" href="{Encode(address)}">
            {string.Concat(
                shown.Editions.Select(x =>
                    $"<link rel=\"alternate\" hreflang=\"{BlogTexts.In(x.Language).Language}\" href=\"{Encode(AddressOf(shown.Slug, x.Language))}\">"
                )
            )}
            <link rel="alternate" type="{AtomXml.MediaType}" title="{Encode(edition.Title)} (Atom)" href="{Encode(feed.Atom)}">
            <link rel="alternate" type="{FeedWriter.JsonType}" title="{Encode(edition.Title)} (JSON Feed)" href="{Encode(feed.Json)}">
            {OEmbedReply.Discovery(origin, address, edition.Title)}
            <script type="application/ld+json">{LinkedData(shown, edition)}</script>
            """;
        var languages = Languages($"{List}/{shown.Slug}", [.. shown.Editions.Select(x => x.Language)], edition.Language, texts);
        return Whole(texts, edition.Title, head, languages, body.ToString());
    }

    public static byte[] Index(IReadOnlyList<CollectionSummary> collections, PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        var words = CollectionTexts.In(texts);
        var body = new StringBuilder($"<h1>{Encode(words.Title)}</h1>\n<p class=\"summary\">{Encode(words.Subtitle)}</p>\n");
        if (collections.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{words.None}</p>\n");
        }

        foreach (var shown in collections)
        {
            var edition = shown.Editions.FirstOrDefault(x => x.Language == language) ?? shown.Editions[0];
            // What is not written in the page's language is marked as being in another.
            var spoken = BlogTexts.In(edition.Language).Language;
            body.Append(CultureInfo.InvariantCulture, $"<article lang=\"{spoken}\">\n")
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<h2><a href=\"{List}/{shown.Slug}?language={spoken}\">{Encode(edition.Title)}</a></h2>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p>{Encode(edition.Summary)}</p>\n</article>\n");
        }

        var languages = Languages(List, [PostLanguage.Fr, PostLanguage.En], language, texts);
        return Whole(texts, words.Title, string.Empty, languages, body.ToString());
    }

    public Feed Feed(CollectionModel shown, EditionModel edition)
    {
        var texts = BlogTexts.In(edition.Language);
        return new Feed
        {
            Id = $"urn:uuid:{shown.Id.Value}",
            Language = edition.Language,
            Title = edition.Title,
            Subtitle = edition.Summary,
            Home = AddressOf(shown.Slug, edition.Language),
            Base = $"{origin}{List}/{shown.Slug}",
            UpdatedAt = shown.UpdatedAt,
            Entries = [.. shown.Items.Select(x => Entry(x, edition.Language, texts, shown.UpdatedAt))],
        };
    }

    public static EditionModel Edition(CollectionModel shown, PostLanguage language) =>
        shown.Editions.FirstOrDefault(x => x.Language == language) ?? shown.Editions[0];

    private FeedEntry Entry(CollectionItemModel item, PostLanguage language, BlogTexts texts, DateTimeOffset arrangedAt)
    {
        var (title, note) = (CollectionItems.TitleOf(item, language), CollectionItems.NoteOf(item, language));
        var published = item.PublishedAt!.Value;
        return new FeedEntry
        {
            Id = $"urn:uuid:{item.Id}",
            Address = origin + CollectionItems.PathOf(item, title.Language),
            Title = title.Title,
            Summary = title.Summary,
            Html = (note is var (text, _) ? $"<p>{Encode(text)}</p>" : string.Empty) + $"<p>{Encode(title.Summary)}</p>",
            PublishedAt = published,
            // What the editors say of it is as old as their arrangement.
            UpdatedAt = arrangedAt > published ? arrangedAt : published,
            Author = texts.Publisher,
        };
    }

    private string AddressOf(string slug, PostLanguage language) => $"{origin}{List}/{slug}?language={BlogTexts.In(language).Language}";

    private string LinkedData(CollectionModel shown, EditionModel edition) =>
        // The serializer's own encoder writes "<" as an escape: no text ends the element.
        JsonSerializer.Serialize(
            new Dictionary<string, object>
            {
                ["@context"] = "https://schema.org",
                ["@type"] = "CollectionPage",
                ["@id"] = $"urn:uuid:{shown.Id.Value}",
                ["url"] = AddressOf(shown.Slug, edition.Language),
                ["name"] = edition.Title,
                ["description"] = edition.Summary,
                ["inLanguage"] = BlogTexts.In(edition.Language).Language,
                ["datePublished"] = AtomXml.Instant(shown.PublishedAt!.Value),
                ["dateModified"] = AtomXml.Instant(shown.UpdatedAt),
                ["mainEntity"] = new Dictionary<string, object>
                {
                    ["@type"] = "ItemList",
                    ["numberOfItems"] = shown.Items.Count,
                    ["itemListElement"] = shown.Items.Select(
                        (x, index) =>
                        {
                            var title = CollectionItems.TitleOf(x, edition.Language);
                            return new Dictionary<string, object>
                            {
                                ["@type"] = "ListItem",
                                ["position"] = index + 1,
                                ["name"] = title.Title,
                                ["url"] = origin + CollectionItems.PathOf(x, title.Language),
                            };
                        }
                    ),
                },
            }
        );
}
