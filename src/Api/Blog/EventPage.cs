using System.Globalization;
using System.Text;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadEvents;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;
using static SocialInnovation.Api.Blog.PageLayout;

namespace SocialInnovation.Api.Blog;

/// <summary>The events for people: whole pages without a script. Every text is encoded; the one HTML that is put in has been cleaned.</summary>
internal sealed class EventPage(string origin)
{
    public const string List = "/public-events";

    public byte[] Event(PublicEventModel shown, EditionModel edition)
    {
        var (texts, words) = (BlogTexts.In(edition.Language), EventTexts.In(edition.Language));
        var body = new StringBuilder()
            .Append(CultureInfo.InvariantCulture, $"<article>\n<h1>{Encode(edition.Title)}</h1>\n")
            .Append(CultureInfo.InvariantCulture, $"{Cancellation(shown, words)}<p class=\"summary\">{Encode(edition.Summary)}</p>\n")
            .Append(CultureInfo.InvariantCulture, $"<dl>\n<dt>{words.When}</dt>\n<dd>{When(shown, texts, words)}</dd>\n")
            .Append(Where(shown, words))
            .Append(CultureInfo.InvariantCulture, $"<dt>{words.Organiser}</dt>\n<dd>{Encode(shown.Organiser)}</dd>\n</dl>\n")
            .Append(edition.Html);
        if (shown is { RegistrationUrl: { } registration, Status: PublicEventStatus.Published })
        {
            body.Append(CultureInfo.InvariantCulture, $"<p><a href=\"{Encode(registration)}\" rel=\"noopener\">{words.Register}</a></p>\n");
        }

        body.Append(
                CultureInfo.InvariantCulture,
                $"<p><a href=\"{List}/{shown.Slug}/event.ics?language={texts.Language}\" type=\"text/calendar\">{words.Calendar}</a></p>\n"
            )
            .Append(Tags(shown.Tags, texts))
            .Append("</article>\n");
        var head = $"""
            <meta name="description" content="{Encode(edition.Summary)}">
            <link rel="canonical" href="{Encode(AddressOf(shown, edition.Language))}">
            {string.Concat(
                shown.Editions.Select(x =>
                    $"<link rel=\"alternate\" hreflang=\"{BlogTexts.In(x.Language).Language}\" href=\"{Encode(AddressOf(shown, x.Language))}\">"
                )
            )}
            <script type="application/ld+json">{EventData.Of(shown, edition, AddressOf(shown, edition.Language))}</script>
            """;
        var languages = Languages($"{List}/{shown.Slug}", [.. shown.Editions.Select(x => x.Language)], edition.Language, texts);
        return Whole(texts, edition.Title, head, languages, body.ToString());
    }

    public static byte[] Index(IReadOnlyList<PublicEventModel> events, PostLanguage language)
    {
        var (texts, words) = (BlogTexts.In(language), EventTexts.In(language));
        var body = new StringBuilder($"<h1>{Encode(words.Title)}</h1>\n<p class=\"summary\">{Encode(words.Subtitle)}</p>\n");
        if (events.Count == 0)
        {
            body.Append(CultureInfo.InvariantCulture, $"<p>{words.None}</p>\n");
        }

        foreach (var shown in events)
        {
            var edition = Edition(shown, language);
            // What is not written in the page's language is marked as being in another.
            var spoken = BlogTexts.In(edition.Language).Language;
            body.Append(
                    CultureInfo.InvariantCulture,
                    $"<article>\n<h2 lang=\"{spoken}\"><a href=\"{List}/{shown.Slug}?language={spoken}\">{Encode(edition.Title)}</a></h2>\n"
                )
                .Append(Cancellation(shown, words))
                .Append(
                    CultureInfo.InvariantCulture,
                    $"<p class=\"about\">{When(shown, texts, words)}, {Encode(PlaceOf(shown, words))}</p>\n"
                )
                .Append(CultureInfo.InvariantCulture, $"<p lang=\"{spoken}\">{Encode(edition.Summary)}</p>\n</article>\n");
        }

        body.Append(
            CultureInfo.InvariantCulture,
            $"<p><a href=\"{List}/calendar.ics?language={texts.Language}\" type=\"text/calendar\">{words.Calendar}</a></p>\n"
        );
        var languages = Languages(List, [PostLanguage.Fr, PostLanguage.En], language, texts);
        return Whole(texts, words.Title, string.Empty, languages, body.ToString());
    }

    /// <summary>The same events for a calendar.</summary>
    public byte[] Calendar(IEnumerable<PublicEventModel> events, PostLanguage language) =>
        CalendarFile.Write(
            EventTexts.In(language).Title,
            BlogTexts.In(language).Language,
            events.Select(x => EntryOf(x, Edition(x, language)))
        );

    public static EditionModel Edition(PublicEventModel shown, PostLanguage language) =>
        shown.Editions.FirstOrDefault(x => x.Language == language) ?? shown.Editions[0];

    private CalendarEntry EntryOf(PublicEventModel shown, EditionModel edition) =>
        new()
        {
            Id = shown.Id.Value,
            Sequence = shown.Version,
            ChangedAt = shown.UpdatedAt,
            StartsAt = shown.StartsAt,
            EndsAt = shown.EndsAt,
            FirstDay = shown.FirstDay,
            LastDay = shown.LastDay,
            IsCancelled = shown.Status == PublicEventStatus.Cancelled,
            Language = BlogTexts.In(edition.Language).Language,
            Title = edition.Title,
            Description = edition.Summary,
            Location = shown.Place is { } place ? Line(place.Name, place.Address, place.Commune) : shown.OnlineUrl,
            Spot = shown.Place is { Latitude: { } latitude, Longitude: { } longitude } ? (latitude, longitude) : null,
            Url = AddressOf(shown, edition.Language),
            Categories = shown.Tags,
        };

    private string AddressOf(PublicEventModel shown, PostLanguage language) =>
        $"{origin}{List}/{shown.Slug}?language={BlogTexts.In(language).Language}";

    private static string Cancellation(PublicEventModel shown, EventTexts words) =>
        shown.CancellationReason is { } reason ? $"<p><strong>{words.Cancelled}</strong> : {Encode(reason)}</p>\n" : string.Empty;

    private static string Where(PublicEventModel shown, EventTexts words)
    {
        var place = shown.Place is { } met
            ? $"<dt>{words.Where}</dt>\n<dd>{Encode(Line(met.Name, met.Address, met.Commune))}</dd>\n"
            : string.Empty;
        return shown.OnlineUrl is { } url
            ? $"{place}<dt>{words.Online}</dt>\n<dd><a href=\"{Encode(url)}\" rel=\"noopener\">{Encode(url)}</a></dd>\n"
            : place;
    }

    private static string PlaceOf(PublicEventModel shown, EventTexts words) =>
        shown.Place is { } place ? $"{place.Name}, {place.Commune}" : words.Online;

    private static string Line(params string?[] parts) => string.Join(", ", parts.Where(x => x is not null));

    private static string When(PublicEventModel shown, BlogTexts texts, EventTexts words)
    {
        if (shown is { FirstDay: { } first, LastDay: { } last })
        {
            return first == last ? Day(first) : $"{Day(first)} {words.Until} {Day(last)}";
        }

        return RegionalDate.DateOf(shown.StartsAt) == RegionalDate.DateOf(shown.EndsAt)
            ? $"{Moment(shown.StartsAt)} – {Time(shown.EndsAt)}"
            : $"{Moment(shown.StartsAt)} {words.Until} {Moment(shown.EndsAt)}";

        string Day(DateOnly day) =>
            $"<time datetime=\"{day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}\">{Encode(PageLayout.Day(day, texts))}</time>";

        string Moment(DateTimeOffset instant)
        {
            var day = Encode(PageLayout.Day(RegionalDate.DateOf(instant), texts));
            return $"<time datetime=\"{AtomXml.Instant(instant)}\">{day} {words.At} {Clock(instant)}</time>";
        }

        string Time(DateTimeOffset instant) => $"<time datetime=\"{AtomXml.Instant(instant)}\">{Clock(instant)}</time>";
    }

    private static string Clock(DateTimeOffset instant) => RegionalDate.LocalOf(instant).ToString("HH:mm", CultureInfo.InvariantCulture);
}
