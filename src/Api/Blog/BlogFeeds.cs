using System.Text;
using System.Text.Json;
using System.Xml;
using SocialInnovation.Api.Catalogue.Pages;
using SocialInnovation.Application.Blog.ReadAddresses;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Catalogue.ReadInnovationAddresses;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The blog for programs: Atom (RFC 4287), JSON Feed 1.1 and the sitemap protocol.</summary>
/// <param name="origin">Scheme and host under which the reader knows the service.</param>
internal sealed class BlogFeeds(string origin)
{
    public const string AtomType = "application/atom+xml";
    public const string JsonType = "application/feed+json";

    private const string AtomSpace = "http://www.w3.org/2005/Atom";
    private const string SitemapSpace = "http://www.sitemaps.org/schemas/sitemap/0.9";

    // Fixed for good, whatever host serves the feed: a reader knows it by its id.
    private static readonly Dictionary<PostLanguage, string> Ids = new()
    {
        [PostLanguage.Fr] = "urn:uuid:0193a7a0-b10c-7000-8000-0000000000f2",
        [PostLanguage.En] = "urn:uuid:0193a7a0-b10c-7000-8000-0000000000e2",
    };

    public static string IdOf(PostModel post) => $"urn:uuid:{post.Id.Value}";

    public string AddressOf(string slug, PostLanguage language) => $"{origin}/blog/{slug}?language={BlogTexts.In(language).Language}";

    public byte[] Atom(IReadOnlyList<PostModel> posts, PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        return Write(xml =>
        {
            xml.WriteStartElement("feed", AtomSpace);
            xml.WriteAttributeString("xml", "lang", null, texts.Language);
            xml.WriteElementString("id", AtomSpace, Ids[language]);
            xml.WriteElementString("title", AtomSpace, texts.Title);
            xml.WriteElementString("subtitle", AtomSpace, texts.Subtitle);
            // An empty feed has never changed: the beginning of time is as true as any instant, and stays the same.
            xml.WriteElementString(
                "updated",
                AtomSpace,
                Instant(posts.Select(x => x.UpdatedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max())
            );
            Link(xml, "self", $"{origin}/blog/atom.xml?language={texts.Language}", AtomType);
            Link(xml, "alternate", $"{origin}/blog?language={texts.Language}", "text/html");
            Person(xml, texts.Publisher);
            foreach (var post in posts)
            {
                Entry(xml, post, Edition(post, language), language);
            }

            xml.WriteEndElement();
        });
    }

    public byte[] JsonFeed(IReadOnlyList<PostModel> posts, PostLanguage language)
    {
        var texts = BlogTexts.In(language);
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                version = "https://jsonfeed.org/version/1.1",
                title = texts.Title,
                description = texts.Subtitle,
                language = texts.Language,
                home_page_url = $"{origin}/blog?language={texts.Language}",
                feed_url = $"{origin}/blog/feed.json?language={texts.Language}",
                authors = new[] { new { name = texts.Publisher } },
                items = posts.Select(post =>
                {
                    var edition = Edition(post, language);
                    return new
                    {
                        id = IdOf(post),
                        url = AddressOf(post.Slug, language),
                        language = texts.Language,
                        title = edition.Title,
                        summary = edition.Summary,
                        content_html = edition.Html,
                        date_published = Instant(post.PublishedAt!.Value),
                        date_modified = Instant(post.UpdatedAt),
                        authors = new[] { new { name = post.AuthorName } },
                        tags = post.Tags,
                    };
                }),
            }
        );
    }

    public byte[] Sitemap(IReadOnlyList<PageAddress> pages, IReadOnlyList<InnovationAddress> innovations) =>
        Write(xml =>
        {
            xml.WriteStartElement("urlset", SitemapSpace);
            foreach (var page in pages)
            {
                Address(xml, $"{PathOf(page.Kind)}/{page.Slug}", page.UpdatedAt);
            }

            foreach (var innovation in innovations)
            {
                Address(xml, $"{InnovationPage.List}/{innovation.Id.Value}", innovation.PublishedAt);
            }

            xml.WriteEndElement();
        });

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);

    private static string PathOf(PageKind kind) => kind == PageKind.Event ? EventPage.List : "/blog";

    private void Address(XmlWriter xml, string path, DateTimeOffset changedAt)
    {
        xml.WriteStartElement("url", SitemapSpace);
        xml.WriteElementString("loc", SitemapSpace, $"{origin}{path}");
        xml.WriteElementString("lastmod", SitemapSpace, Instant(changedAt));
        xml.WriteEndElement();
    }

    private static EditionModel Edition(PostModel post, PostLanguage language) => post.Editions.First(x => x.Language == language);

    private void Entry(XmlWriter xml, PostModel post, EditionModel edition, PostLanguage language)
    {
        xml.WriteStartElement("entry", AtomSpace);
        xml.WriteElementString("id", AtomSpace, IdOf(post));
        Text(xml, "title", "text", edition.Title);
        xml.WriteElementString("updated", AtomSpace, Instant(post.UpdatedAt));
        xml.WriteElementString("published", AtomSpace, Instant(post.PublishedAt!.Value));
        Person(xml, post.AuthorName);
        Link(xml, "alternate", AddressOf(post.Slug, language), "text/html");
        foreach (var tag in post.Tags)
        {
            xml.WriteStartElement("category", AtomSpace);
            xml.WriteAttributeString("term", tag);
            xml.WriteEndElement();
        }

        Text(xml, "summary", "text", edition.Summary);
        Text(xml, "content", "html", edition.Html);
        xml.WriteEndElement();
    }

    private static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", AtomSpace);
        xml.WriteElementString("name", AtomSpace, Writable(name));
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string address, string mediaType)
    {
        xml.WriteStartElement("link", AtomSpace);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", mediaType);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    private static void Text(XmlWriter xml, string name, string type, string text)
    {
        xml.WriteStartElement(name, AtomSpace);
        xml.WriteAttributeString("type", type);
        xml.WriteString(Writable(text));
        xml.WriteEndElement();
    }

    // XML 1.0 can't write some characters, not even escaped.
    private static string Writable(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }

    private static byte[] Write(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartDocument();
            write(xml);
        }

        return stream.ToArray();
    }
}
