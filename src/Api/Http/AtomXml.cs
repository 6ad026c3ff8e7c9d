using System.Globalization;
using System.Text;
using System.Xml;

namespace SocialInnovation.Api.Http;

/// <summary>The elements of a feed, as Atom (RFC 4287) writes them.</summary>
internal static class AtomXml
{
    public const string MediaType = "application/atom+xml";

    public const string Space = "http://www.w3.org/2005/Atom";

    public static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static void Person(XmlWriter xml, string name)
    {
        xml.WriteStartElement("author", Space);
        xml.WriteElementString("name", Space, Writable(name));
        xml.WriteEndElement();
    }

    public static void Link(XmlWriter xml, string relation, string address, string mediaType)
    {
        xml.WriteStartElement("link", Space);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("type", mediaType);
        xml.WriteAttributeString("href", address);
        xml.WriteEndElement();
    }

    /// <summary>A text; its language where that may not be the feed's.</summary>
    public static void Text(XmlWriter xml, string name, string type, string text, string? language = null)
    {
        xml.WriteStartElement(name, Space);
        if (language is not null)
        {
            xml.WriteAttributeString("xml", "lang", null, language);
        }

        xml.WriteAttributeString("type", type);
        xml.WriteString(Writable(text));
        xml.WriteEndElement();
    }

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
}
