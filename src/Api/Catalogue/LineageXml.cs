using System.Text;
using System.Xml;

namespace SocialInnovation.Api.Catalogue;

/// <summary>What the XML representations of a lineage share.</summary>
internal static class LineageXml
{
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

    /// <summary>The text without the characters that XML can't hold, at most so long.</summary>
    public static string Clean(string? text, int length)
    {
        var kept = new StringBuilder();
        foreach (var rune in (text ?? string.Empty).EnumerateRunes())
        {
            if (kept.Length >= length)
            {
                return kept.Append('…').ToString();
            }

            if (rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value))
            {
                kept.Append(rune.ToString());
            }
        }

        return kept.ToString();
    }
}
