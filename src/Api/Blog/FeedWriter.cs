using System.Text;
using System.Text.Json;
using System.Xml;
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
    public const string AtomType = "application/atom+xml";
    public const string JsonType = "application/feed+json";

    private const string AtomSpace = "http://www.w3.org/2005/Atom";

    public static byte[] Atom(Feed feed) =>
        Write(xml =>
        {
            xml.WriteStartElement("feed", AtomSpace);
            xml.WriteAttributeString("xml", "lang", null, feed.Spoken);
            xml.WriteElementString("id", AtomSpace, feed.Id);
            xml.WriteElementString("title", AtomSpace, Writable(feed.Title));
            xml.WriteElementString("subtitle", AtomSpace, Writable(feed.Subtitle));
            xml.WriteElementString("updated", AtomSpace, BlogFeeds.Instant(feed.UpdatedAt));
            Link(xml, "self", feed.Atom, AtomType);
            Link(xml, "alternate", feed.Home, "text/html");
            Person(xml, feed.Publisher);
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
                    date_published = BlogFeeds.Instant(x.PublishedAt),
                    date_modified = BlogFeeds.Instant(x.UpdatedAt),
                    authors = new[] { new { name = x.Author } },
                    tags = x.Tags,
                }),
            }
        );

    public static byte[] Write(Action<XmlWriter> write)
    {
        using var stream = new MemoryStream();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), Indent = true }))
        {
            xml.WriteStartDocument();
            write(xml);
        }

        return stream.ToArray();
    }

    /// <summary>A text without the characters that XML 1.0 can't write, not even escaped.</summary>
    public static string Writable(string text)
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

    private static void Entry(XmlWriter xml, FeedEntry entry)
    {
        xml.WriteStartElement("entry", AtomSpace);
        xml.WriteElementString("id", AtomSpace, entry.Id);
        Text(xml, "title", "text", entry.Title);
        xml.WriteElementString("updated", AtomSpace, BlogFeeds.Instant(entry.UpdatedAt));
        xml.WriteElementString("published", AtomSpace, BlogFeeds.Instant(entry.PublishedAt));
        Person(xml, entry.Author);
        Link(xml, "alternate", entry.Address, "text/html");
        foreach (var tag in entry.Tags)
        {
            xml.WriteStartElement("category", AtomSpace);
            xml.WriteAttributeString("term", tag);
            xml.WriteEndElement();
        }

        Text(xml, "summary", "text", entry.Summary);
        Text(xml, "content", "html", entry.Html);
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
}
