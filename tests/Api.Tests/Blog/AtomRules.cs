using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>
/// What the RELAX NG schema of RFC 4287 (appendix B) and the prose of its section 4 ask of a feed, as assertions. The schema itself is read
/// by a validator in <c>Clients.Tests</c>.
/// </summary>
internal static partial class AtomRules
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";

    // Element, then how often at least and at most within its parent.
    private static readonly (string Name, int Least, int Most)[] Feed =
    [
        ("author", 0, int.MaxValue),
        ("category", 0, int.MaxValue),
        ("contributor", 0, int.MaxValue),
        ("entry", 0, int.MaxValue),
        ("generator", 0, 1),
        ("icon", 0, 1),
        ("id", 1, 1),
        ("link", 0, int.MaxValue),
        ("logo", 0, 1),
        ("rights", 0, 1),
        ("subtitle", 0, 1),
        ("title", 1, 1),
        ("updated", 1, 1),
    ];

    private static readonly (string Name, int Least, int Most)[] Entry =
    [
        ("author", 0, int.MaxValue),
        ("category", 0, int.MaxValue),
        ("content", 0, 1),
        ("contributor", 0, int.MaxValue),
        ("id", 1, 1),
        ("link", 0, int.MaxValue),
        ("published", 0, 1),
        ("rights", 0, 1),
        ("source", 0, 1),
        ("summary", 0, 1),
        ("title", 1, 1),
        ("updated", 1, 1),
    ];

    public static void AssertValid(XDocument document)
    {
        var feed = document.Root!;
        Assert.Equal(Atom + "feed", feed.Name);
        AssertChildren(feed, Feed);
        AssertParts(feed);
        var entries = feed.Elements(Atom + "entry").ToList();
        Assert.True(feed.Elements(Atom + "author").Any() || entries.TrueForAll(x => x.Elements(Atom + "author").Any()));
        foreach (var entry in entries)
        {
            AssertChildren(entry, Entry);
            AssertParts(entry);
            Assert.True(entry.Element(Atom + "content") is not null || Alternates(entry).Any());
            Assert.True(entry.Elements(Atom + "author").Any() || feed.Elements(Atom + "author").Any());
        }

        // Two entries of one id need different instants (4.1.1).
        var versions = entries.Select(x => (x.Element(Atom + "id")!.Value, x.Element(Atom + "updated")!.Value)).ToList();
        Assert.Equal(versions.Count, versions.Distinct().Count());
    }

    private static IEnumerable<XElement> Alternates(XElement parent) =>
        parent.Elements(Atom + "link").Where(x => ((string?)x.Attribute("rel") ?? "alternate") == "alternate");

    private static void AssertChildren(XElement parent, (string Name, int Least, int Most)[] rules)
    {
        Assert.Empty(parent.Elements().Select(x => x.Name).Except(rules.Select(x => Atom + x.Name)));
        Assert.All(rules, x => Assert.InRange(parent.Elements(Atom + x.Name).Count(), x.Least, x.Most));
        Assert.All(parent.Nodes().OfType<XText>(), x => Assert.True(string.IsNullOrWhiteSpace(x.Value)));
    }

    private static void AssertParts(XElement parent)
    {
        Assert.True(Uri.TryCreate(parent.Element(Atom + "id")!.Value, UriKind.Absolute, out _));
        foreach (var date in parent.Elements().Where(x => x.Name.LocalName is "updated" or "published"))
        {
            Assert.Matches(Instant(), date.Value);
        }

        foreach (var person in parent.Elements().Where(x => x.Name.LocalName is "author" or "contributor"))
        {
            AssertChildren(person, [("name", 1, 1), ("uri", 0, 1), ("email", 0, 1)]);
            Assert.NotEmpty(person.Element(Atom + "name")!.Value);
        }

        foreach (var text in parent.Elements().Where(x => x.Name.LocalName is "title" or "subtitle" or "summary" or "rights" or "content"))
        {
            Assert.True(((string?)text.Attribute("type") ?? "text") is "text" or "html");
            Assert.Empty(text.Elements());
        }

        Assert.All(parent.Elements(Atom + "category"), x => Assert.NotEmpty((string?)x.Attribute("term") ?? string.Empty));
        var links = parent.Elements(Atom + "link").ToList();
        Assert.All(links, x => Assert.True(Uri.TryCreate((string?)x.Attribute("href"), UriKind.Absolute, out _)));
        Assert.All(links, x => Assert.Empty(x.Elements()));
        var alternates = Alternates(parent).Select(x => ((string?)x.Attribute("type"), (string?)x.Attribute("hreflang"))).ToList();
        Assert.Equal(alternates.Count, alternates.Distinct().Count());
    }

    // RFC 3339 with a capital T and Z.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex Instant();
}
