using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Ganss.Xss;
using SocialInnovation.Application.Common;

namespace SocialInnovation.Infrastructure.Texts;

/// <summary>Leaves of HTML what is on its lists. What is on none goes, with all that stands in it.</summary>
internal sealed class HtmlCleaner
{
    private const int FirstLevel = 2;
    private const int LastLevel = 6;

    private static readonly string[] Elements =
    [
        "a",
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "hr",
        "li",
        "ol",
        "p",
        "pre",
        "strong",
        "table",
        "tbody",
        "td",
        "th",
        "thead",
        "tr",
        "ul",
    ];

    private static readonly string[] Headings = ["h1", "h2", "h3", "h4", "h5", "h6"];
    private static readonly string[] Schemes = ["http", "https", "mailto"];

    private static readonly HtmlCleaner Staff = new(TextAuthor.Staff);
    private static readonly HtmlCleaner Public = new(TextAuthor.Public);

    private readonly HtmlSanitizer sanitizer;
    private readonly TextAuthor author;

    private HtmlCleaner(TextAuthor author)
    {
        this.author = author;
        var hasPictures = author == TextAuthor.Staff;
        sanitizer = new HtmlSanitizer(
            new HtmlSanitizerOptions
            {
                AllowedTags = new HashSet<string>([.. Elements, .. Headings, .. hasPictures ? ["img"] : (string[])[]]),
                AllowedAttributes = new HashSet<string>(["href", "start", "title", .. hasPictures ? ["src", "alt"] : (string[])[]]),
                AllowedSchemes = new HashSet<string>(Schemes),
                UriAttributes = new HashSet<string>(["href", "src"]),
            }
        )
        {
            AllowDataAttributes = false,
            AllowCssCustomProperties = false,
            KeepChildNodes = false,
        };
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = url.SanitizedUrl is { } address && IsSafe(address, url.Tag) ? address : null;
        sanitizer.PostProcessDom += (_, dom) => Finish(dom.Document);
    }

    public static HtmlCleaner Of(TextAuthor author) => author == TextAuthor.Staff ? Staff : Public;

    public string Clean(string html) => sanitizer.Sanitize(html);

    /// <summary>Cleans it, then lets the service's own pictures be offered in all their sizes.</summary>
    public string Clean(string html, Action<IDocument> finish)
    {
        using var document = sanitizer.SanitizeDom(html);
        finish(document);
        return document.Body!.ChildNodes.ToHtml(sanitizer.OutputFormatter);
    }

    // A browser reads "//host", "/\host" and the like as another place: a path of this service begins with one slash.
    private static bool IsSafe(string address, IElement element)
    {
        if (address.Any(x => char.IsControl(x) || x == '\\'))
        {
            return false;
        }

        if (address.StartsWith('/'))
        {
            return !address.StartsWith("//", StringComparison.Ordinal);
        }

        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && (element is IHtmlImageElement ? uri.Scheme == Uri.UriSchemeHttps : Schemes.Contains(uri.Scheme));
    }

    private void Finish(IDocument document)
    {
        foreach (var link in document.QuerySelectorAll("a"))
        {
            if (link.HasAttribute("href"))
            {
                link.SetAttribute("rel", author == TextAuthor.Public ? "nofollow ugc noopener" : "noopener");
            }
            else
            {
                link.Replace([.. link.ChildNodes]);
            }
        }

        foreach (var picture in document.QuerySelectorAll("img"))
        {
            if (string.IsNullOrWhiteSpace(picture.GetAttribute("alt")) || !picture.HasAttribute("src"))
            {
                picture.Remove();
            }
        }

        Level(document);
    }

    private void Level(IDocument document)
    {
        var open = new Stack<int>();
        foreach (var heading in document.QuerySelectorAll(string.Join(',', Headings)))
        {
            var written = heading.LocalName[1] - '0';
            while (open.TryPeek(out var above) && above >= written)
            {
                open.Pop();
            }

            var level = Math.Min(FirstLevel + open.Count, LastLevel);
            open.Push(written);
            if (author == TextAuthor.Public)
            {
                var strong = document.CreateElement("strong");
                strong.Append([.. heading.ChildNodes]);
                Rename(document, heading, "p", [strong]);
            }
            else
            {
                Rename(document, heading, $"h{level}", [.. heading.ChildNodes]);
            }
        }
    }

    private static void Rename(IDocument document, IElement element, string name, INode[] content)
    {
        var renamed = document.CreateElement(name);
        renamed.Append(content);
        element.Replace(renamed);
    }
}
