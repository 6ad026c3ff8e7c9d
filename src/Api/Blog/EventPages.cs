using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadEvents;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>The events without any front end: pages, and calendars to subscribe to or to take one event from.</summary>
internal static class EventPages
{
    // A calendar that subscribed learns within three months that something was cancelled.
    private const int DaysInCalendar = 90;

    public static void MapEventPages(this RouteGroupBuilder pages)
    {
        pages.MapGet(EventPage.List, IndexAsync);
        pages.MapGet(EventPage.List + "/{slug}", EventAsync);
        pages.MapGet(EventPage.List + "/calendar.ics", CalendarAsync);
        pages.MapGet(EventPage.List + "/{slug}/event.ics", EventFileAsync);
    }

    private static async Task<IResult> IndexAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var events = await dispatcher.SendAsync(new ReadCalendar(0), ct);
        return new PublicReply(EventPage.Index(events.Value, language), PublicPages.Html);
    }

    private static async Task<IResult> EventAsync(string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        if (await FindAsync(slug, dispatcher, ct) is not { } shown)
        {
            return Missing(language);
        }

        var edition = EventPage.Edition(shown, language);
        http.Speaks(edition.Language);
        return new PublicReply(new EventPage(http.Origin()).Event(shown, edition), PublicPages.Html);
    }

    private static async Task<IResult> CalendarAsync(HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        var events = await dispatcher.SendAsync(new ReadCalendar(DaysInCalendar), ct);
        return new PublicReply(new EventPage(http.Origin()).Calendar(events.Value, language), CalendarFile.MediaType);
    }

    private static async Task<IResult> EventFileAsync(string slug, HttpContext http, IDispatcher dispatcher, CancellationToken ct)
    {
        var language = http.WantedLanguage();
        return await FindAsync(slug, dispatcher, ct) is { } shown
            ? new PublicReply(new EventPage(http.Origin()).Calendar([shown], language), CalendarFile.MediaType)
            : Missing(language);
    }

    private static async Task<PublicEventModel?> FindAsync(string slug, IDispatcher dispatcher, CancellationToken ct)
    {
        var found = PublicPages.IsName(slug) ? await dispatcher.SendAsync(new FindPublicEvent(slug), ct) : PublicEventErrors.NotFound;
        return found.IsFailure ? null : found.Value;
    }

    private static IResult Missing(PostLanguage language)
    {
        var words = EventTexts.In(language);
        return PublicPages.Missing(PageLayout.NotFound(BlogTexts.In(language), words.NotFound, words.Back, EventPage.List));
    }
}
