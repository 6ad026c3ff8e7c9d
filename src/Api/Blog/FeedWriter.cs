using System.Text.Json;
using System.Xml;
using SocialInnovation.Api.Http;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>What a feed tells, whatever it is written in.</summary>
internal sealed record Feed
{
    /// <summary>By which a reader knows it, for good, whatever host serves it.</summary>
    public required string Id { get; init; }

    public required PostLanguage Language { get; init; }

    public required string Title { get; init; }

    public required string Subtitle { get; init; }

    /// <summary>Where people read the same.</summary>
    public required string Home { get; init; }

    /// <summary>Where its entries stand under, without the name of the format.</summary>
    public required string Base { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required IReadOnlyList<FeedEntry> Entries { get; init; }

    public string Publisher => BlogTexts.In(Language).Publisher;

    public string Spoken => BlogTexts.In(Language).Language;

    public string Atom => $"{Base}/atom.xml?language={Spoken}";

    public string Json => $"{Base}/feed.json?language={Spoken}";
}

/// <summary>An entry of a feed.</summary>
internal sealed record FeedEntry
{
    public required string Id { get; init; }

    public required string Address { get; init; }

    public required string Title { get; init; }

    public required string Summary { get; init; }

    /// <summary>Clean HTML.</summary>
    public required string Html { get; init; }

    public required DateTimeOffset PublishedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Author { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];
}

/// <summary>Writes feeds as Atom (RFC 4287) and as JSON Feed 1.1.</summary>
internal static class FeedWriter
{
    public const string JsonType = "application/feed+json";

    public static byte[] Atom(Feed feed) =>
        AtomXml.Write(xml =>
        {
            xml.WriteStartElement("feed", AtomXml.Space);
            xml.WriteAttributeString("xml", "lang", null, feed.Spoken);
            xml.WriteElementString("id", AtomXml.Space, feed.Id);
            AtomXml.Text(xml, "title", "text", feed.Title);
            AtomXml.Text(xml, "subtitle", "text", feed.Subtitle);
            xml.WriteElementString("updated", AtomXml.Space, AtomXml.Instant(feed.UpdatedAt));
            AtomXml.Link(xml, "self", feed.Atom, AtomXml.MediaType);
            AtomXml.Link(xml, "alternate", feed.Home, "text/html");
            AtomXml.Person(xml, feed.Publisher);
            foreach (var entry in feed.Entries)
            {
                Entry(xml, entry);
            }

            xml.WriteEndElement();
        });

    public static byte[] Json(Feed feed) =>
        JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                version = "https://jsonfeed.org/version/1.1",
                title = feed.Title,
                description = feed.Subtitle,
                language = feed.Spoken,
                home_page_url = feed.Home,
                feed_url = feed.Json,
                authors = new[] { new { name = feed.Publisher } },
                items = feed.Entries.Select(x => new
                {
                    id = x.Id,
                    url = x.Address,
                    language = feed.Spoken,
                    title = x.Title,
                    summary = x.Summary,
                    content_html = x.Html,
                    date_published = AtomXml.Instant(x.PublishedAt),
                    date_modified = AtomXml.Instant(x.UpdatedAt),
                    authors = new[] { new { name = x.Author } },
                    tags = x.Tags,
                }),
            }
        );

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", AtomXml.Space);
        xml.WriteElementString("id", AtomXml.Space, entry.Id);
        AtomXml.Text(xml, "title", "text", entry.Title);
        xml.WriteElementString("updated", AtomXml.Space, AtomXml.Instant(entry.UpdatedAt));
        xml.WriteElementString("published", AtomXml.Space, AtomXml.Instant(entry.PublishedAt));
        AtomXml.Person(xml, entry.Author);
        AtomXml.Link(xml, "alternate", entry.Address, "text/html");
        foreach (var tag in entry.Tags)
        {
            xml.WriteStartElement("category", AtomXml.Space);
            xml.WriteAttributeString("term", tag);
            xml.WriteEndElement();
        }

        AtomXml.Text(xml, "summary", "text", entry.Summary);
        AtomXml.Text(xml, "content", "html", entry.Html);
        xml.WriteEndElement();
    }
}
