using System.Globalization;
using System.Text.Json;
using SocialInnovation.Api.Http;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>What oEmbed 1.0 tells of a page: a frame that shows it (type <c>rich</c>).</summary>
/// <param name="Origin">Scheme and host of this service.</param>
/// <param name="Frame">Address of the page in the frame.</param>
/// <param name="Title">Title of what it shows.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="Provider">Whose service this is.</param>
internal sealed record OEmbedReply(string Origin, string Frame, string Title, string Author, string Provider)
{
    public const string Path = "/oembed";

    private const int Width = 600;
    private const int Height = 400;

    // Seconds; a post that is withdrawn leaves the frame by itself, as it is asked for anew.
    private const int CacheAge = 3_600;

    public required int Widest { get; init; }

    public required int Highest { get; init; }

    /// <summary>Says in a page where a program learns how to embed it.</summary>
    public static string Discovery(string origin, string address, string title)
    {
        var query = $"{origin}{Path}?url={Uri.EscapeDataString(address)}&format=";
        return $"""
            <link rel="alternate" type="application/json+oembed" title="{Encode(title)}" href="{Encode(query + "json")}">
            <link rel="alternate" type="text/xml+oembed" title="{Encode(title)}" href="{Encode(query + "xml")}">
            """;
    }

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(Members().ToDictionary(x => x.Name, x => x.Value));

    public byte[] Xml() =>
        AtomXml.Write(xml =>
        {
            xml.WriteStartElement("oembed");
            foreach (var (name, value) in Members())
            {
                xml.WriteElementString(name, AtomXml.Writable(Convert.ToString(value, CultureInfo.InvariantCulture)!));
            }

            xml.WriteEndElement();
        });

    private IEnumerable<(string Name, object Value)> Members()
    {
        var (width, height) = (Math.Min(Width, Widest), Math.Min(Height, Highest));
        var frame =
            $"<iframe src=\"{Encode(Frame)}\" title=\"{Encode(Title)}\" width=\"{width}\" height=\"{height}\" loading=\"lazy\" "
            + "referrerpolicy=\"no-referrer\"></iframe>";
        return
        [
            ("type", "rich"),
            ("version", "1.0"),
            ("title", Title),
            ("author_name", Author),
            ("provider_name", Provider),
            ("provider_url", Origin + "/blog"),
            ("cache_age", CacheAge),
            ("html", frame),
            ("width", width),
            ("height", height),
        ];
    }
}
