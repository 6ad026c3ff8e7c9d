using System.Text;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using AngleSharp.Html.Parser;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Blog;

/// <summary>The events for people, search engines and calendars.</summary>
public sealed class EventPageTests(BlogDesk desk) : IClassFixture<BlogDesk>
{
    private const string Hostile = "</script></title><script>alert(1)</script>\"'><img src=x onerror=alert(1)>";

    [Theory]
    [InlineData("fr", "Fête du jardin", "10 mars 2031 à 09:00")]
    [InlineData("en", "Garden party", "10 March 2031 at 09:00")]
    public async Task Page_TellsWhatWhenAndWhere_InTheWantedLanguage(string language, string title, string when)
    {
        var path = await PathAsync(await EventDesk.PublishAsync(desk.Editor));

        var reply = (await desk.Anybody.GetAsync($"{path}?language={language}")).Expect(200);
        var page = Parse(reply);

        Assert.Equal((language, "text/html"), (page.DocumentElement.GetAttribute("lang"), reply.MediaType));
        Assert.Equal(title, Assert.Single(page.QuerySelectorAll("h1")).TextContent);
        Assert.Contains(when, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("Épinal", page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains(page.QuerySelectorAll("a"), x => x.GetAttribute("href") == "https://register.example/fete?a=1&b=2");
        Assert.Single(page.QuerySelectorAll("main"));
        Assert.Single(page.QuerySelectorAll("nav"));
    }

    [Fact]
    public async Task Page_OfHostileTexts_HoldsNothingExecutable_AndItsDataParses()
    {
        var body = EventDesk.Event(x =>
        {
            (x["organiser"], x["place"]!["name"]) = (Hostile, Hostile);
            x["onlineUrl"] = "https://meet.example/a";
            x["editions"] = new JsonArray(BlogDesk.Edition("fr", Hostile, Hostile));
        });
        var path = await PathAsync(await EventDesk.PublishAsync(desk.Editor, body));
        foreach (var address in new[] { path, "/public-events" })
        {
            var reply = (await desk.Anybody.GetAsync(address)).Expect(200);
            var page = Parse(reply);
            Assert.All(page.QuerySelectorAll("script"), x => Assert.Equal("application/ld+json", x.GetAttribute("type")));
            Assert.Empty(page.QuerySelectorAll("img"));
            Assert.Contains(
                "frame-ancestors 'none'",
                Assert.Single(reply.Headers.GetValues("Content-Security-Policy")),
                StringComparison.Ordinal
            );
        }

        var data = JsonNode.Parse(Parse((await desk.Anybody.GetAsync(path)).Expect(200)).QuerySelector("script")!.TextContent)!;
        Assert.Equal(("Event", Hostile), (data["@type"]!.GetValue<string>(), data["name"]!.GetValue<string>()));
        Assert.Equal("https://schema.org/MixedEventAttendanceMode", data["eventAttendanceMode"]!.GetValue<string>());
        Assert.Equal("2031-03-10T08:00:00Z", data["startDate"]!.GetValue<string>());
        Assert.Equal(["Place", "VirtualLocation"], data["location"]!.AsArray().Select(x => x!["@type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task Page_OfADraft_IsMissingLikeAnyOther()
    {
        var path = await PathAsync(await EventDesk.DraftAsync(desk.Editor, EventDesk.Event()));

        var missing = await desk.Anybody.GetAsync("/public-events/there-is-no-such-event");

        Assert.Equal((404, "text/html"), (missing.Status, missing.MediaType));
        foreach (var address in new[] { path, $"{path}/event.ics" })
        {
            var hidden = await desk.Editor.GetAsync(address);
            Assert.Equal((404, missing.Text), (hidden.Status, hidden.Text));
        }
    }

    [Fact]
    public async Task Calendar_HoldsTheEvent_InFoldedLines_AndTellsOfItsCancellation()
    {
        var title = "Fête; du jardin, " + new string('é', 60);
        var body = EventDesk.Event(x => x["editions"] = new JsonArray(BlogDesk.Edition("fr", title)));
        var id = await EventDesk.PublishAsync(desk.Editor, body);
        var path = await PathAsync(id);

        var file = (await desk.Anybody.GetAsync($"{path}/event.ics")).Expect(200);

        Assert.Equal("text/calendar", file.MediaType);
        Assert.All(file.Text.Split("\r\n"), x => Assert.InRange(Encoding.UTF8.GetByteCount(x), 0, 75));
        Assert.DoesNotContain('\n', file.Text.Replace("\r\n", string.Empty, StringComparison.Ordinal));
        var lines = Unfold(file.Text);
        Assert.Equal(("BEGIN:VCALENDAR", "END:VCALENDAR"), (lines[0], lines[^1]));
        Assert.Contains("SUMMARY;LANGUAGE=fr:Fête\\; du jardin\\, " + new string('é', 60), lines);
        Assert.Contains("LOCATION:Salle des fêtes\\, 1\\, rue du Jardin\\; bâtiment B\\, Épinal", lines);
        Assert.Contains("DTSTART:20310310T080000Z", lines);
        Assert.Contains("GEO:48.174400;6.450300", lines);
        Assert.Contains($"UID:{id}", lines);
        Assert.Contains("STATUS:CONFIRMED", lines);
        var before = Sequence(lines);

        (await desk.PostAsync(id, "cancellation", new { reason = "Rain." }, EventDesk.Events)).Expect(201);
        var after = Unfold((await desk.Anybody.GetAsync($"{path}/event.ics")).Expect(200).Text);

        Assert.Contains("STATUS:CANCELLED", after);
        Assert.True(Sequence(after) > before);
        Assert.Contains($"UID:{id}", Unfold((await desk.Anybody.GetAsync("/public-events/calendar.ics")).Expect(200).Text));
    }

    [Fact]
    public async Task Calendar_OfWholeDays_EndsOnTheDayAfter()
    {
        var id = await EventDesk.PublishAsync(desk.Editor, EventDesk.Event(x => x["time"] = EventDesk.Days("2031-05-01", "2031-05-02")));

        var lines = Unfold((await desk.Anybody.GetAsync($"{await PathAsync(id)}/event.ics")).Expect(200).Text);

        Assert.Contains("DTSTART;VALUE=DATE:20310501", lines);
        Assert.Contains("DTEND;VALUE=DATE:20310503", lines);
    }

    [Fact]
    public async Task Sitemap_NamesPublicEvents()
    {
        var shown = await PathAsync(await EventDesk.PublishAsync(desk.Editor));
        var hidden = await PathAsync(await EventDesk.DraftAsync(desk.Editor, EventDesk.Event()));

        var sitemap = XDocument.Parse((await desk.Anybody.GetAsync("/sitemap.xml")).Expect(200).Text);

        var addresses = sitemap.Root!.Elements().Select(x => x.Elements().First().Value).ToList();
        Assert.Contains($"http://localhost{shown}", addresses);
        Assert.DoesNotContain($"http://localhost{hidden}", addresses);
    }

    private async Task<string> PathAsync(Guid id) => $"/public-events/{(await desk.ReadAsync(id, EventDesk.Events))["slug"]}";

    private static int Sequence(IEnumerable<string> lines) =>
        int.Parse(
            lines.Single(x => x.StartsWith("SEQUENCE:", StringComparison.Ordinal))[9..],
            System.Globalization.CultureInfo.InvariantCulture
        );

    private static List<string> Unfold(string text) =>
        [.. text.Replace("\r\n ", string.Empty, StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static AngleSharp.Html.Dom.IHtmlDocument Parse(ApiReply reply) => new HtmlParser().ParseDocument(reply.Text);
}
