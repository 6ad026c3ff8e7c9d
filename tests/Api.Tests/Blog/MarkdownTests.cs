using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using SocialInnovation.Application.Common;
using SocialInnovation.Infrastructure.Texts;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>What a Markdown text becomes, read again as a browser reads it.</summary>
public sealed class MarkdownTests
{
    private const string Origin = "https://portal.example";

    private static readonly MarkdigMarkdown Markdown = new();

    // Said again here, so that whoever widens the cleaner's lists is asked twice.
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["a"] = ["href", "title", "rel"],
        ["ol"] = ["start", "title"],
        ["img"] = ["src", "alt", "title"],
    };

    private static readonly HashSet<string> Plain =
    [
        "blockquote",
        "br",
        "code",
        "del",
        "em",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "li",
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

    public static TheoryData<string> Hostile => [.. CorpusFile.Lines("hostile")];

    public static TheoryData<string> Harmless => [.. CorpusFile.Lines("harmless")];

    [Fact]
    public void Corpus_HoldsManyDifferentAttacks()
    {
        var lines = CorpusFile.Lines("hostile");
        Assert.Equal(lines.Count, lines.Distinct().Count());
        Assert.InRange(lines.Count, 150, int.MaxValue);
    }

    [Theory]
    [MemberData(nameof(Hostile))]
    public void Markdown_OfAnAttacker_HoldsNothingExecutable(string attack)
    {
        AssertHarmless(Markdown.ToHtml(attack, TextAuthor.Staff), TextAuthor.Staff);
        AssertHarmless(Markdown.ToHtml(attack, TextAuthor.Public), TextAuthor.Public);
    }

    // The second wall alone: as if the first let all HTML through.
    [Theory]
    [MemberData(nameof(Hostile))]
    public void Html_OfAnAttacker_IsCleaned(string attack)
    {
        AssertHarmless(HtmlCleaner.Of(TextAuthor.Staff).Clean(attack), TextAuthor.Staff);
        AssertHarmless(HtmlCleaner.Of(TextAuthor.Public).Clean(attack), TextAuthor.Public);
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public void Markdown_WithoutGuile_KeepsAllOfItsText(string line)
    {
        var parts = line.Split(" => ");
        Assert.Equal(parts[1], Markdown.ToHtml(parts[0], TextAuthor.Staff).Trim());
        Assert.Equal(parts[^1], Markdown.ToHtml(parts[0], TextAuthor.Public).Trim());
    }

    [Fact]
    public void Markdown_NestedTooDeep_IsTold()
    {
        Assert.True(Markdown.IsTooDeep(new string('>', 5_000) + "x"));
        Assert.True(Markdown.IsTooDeep(new string('*', 5_000) + "x" + new string('*', 5_000)));
        Assert.False(Markdown.IsTooDeep("> > > - a\n  - b **c *d***"));
    }

    private static void AssertHarmless(string html, TextAuthor author)
    {
        // Browsers with scripts and without read differently, and what was read and written may be read differently again.
        foreach (var isScripting in (bool[])[true, false])
        {
            var parser = new HtmlParser(new HtmlParserOptions { IsScripting = isScripting });
            var text = html;
            for (var round = 0; round < 3; round++)
            {
                var document = parser.ParseDocument($"<!DOCTYPE html><title>x</title><main>{text}</main>");
                AssertHarmless(document, author, html);
                text = document.QuerySelector("main")!.InnerHtml;
            }
        }
    }

    private static void AssertHarmless(IHtmlDocument document, TextAuthor author, string html)
    {
        Assert.Single(document.Body!.ChildNodes);
        Assert.Equal("TITLE", Assert.Single(document.Head!.Children).TagName);
        foreach (var element in document.QuerySelectorAll("main *"))
        {
            var name = element.LocalName;
            Assert.True(element.NamespaceUri == NamespaceNames.HtmlUri && (Plain.Contains(name) || Allowed.ContainsKey(name)), html);
            Assert.False(author == TextAuthor.Public && (name == "img" || name[0] == 'h' && name != "hr"), html);
            foreach (var attribute in element.Attributes)
            {
                Assert.True((Allowed.TryGetValue(name, out var some) ? some : ["title"]).Contains(attribute.Name), html);
            }

            AssertAddress(element, author, html);
        }

        Assert.DoesNotContain(document.Descendants(), x => x is IComment or IProcessingInstruction);
    }

    private static void AssertAddress(IElement element, TextAuthor author, string html)
    {
        if (element is IHtmlAnchorElement)
        {
            Assert.Equal(author == TextAuthor.Public ? "nofollow ugc noopener" : "noopener", element.GetAttribute("rel"));
            var address = Resolve(element.GetAttribute("href")!);
            Assert.True(address.Scheme is "http" or "https" or "mailto", html);
            AssertPlace(element.GetAttribute("href")!, address, html);
        }
        else if (element is IHtmlImageElement)
        {
            Assert.False(string.IsNullOrWhiteSpace(element.GetAttribute("alt")), html);
            var address = Resolve(element.GetAttribute("src")!);
            Assert.True(address.Scheme == "https", html);
            AssertPlace(element.GetAttribute("src")!, address, html);
        }
    }

    private static Uri Resolve(string address) => new(new Uri(Origin), new Url(new Url(Origin), address).Href);

    // Whoever names no other place must not reach one.
    private static void AssertPlace(string written, Uri address, string html) =>
        Assert.True(
            written.Contains(address.Scheme + ":", StringComparison.OrdinalIgnoreCase) || address.Host == new Uri(Origin).Host,
            html
        );
}
