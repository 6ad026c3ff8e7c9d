using System.Globalization;
using System.Text.Json;
using SocialInnovation.Api.Http;
using SocialInnovation.Application.Blog.ReadEvents;
using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Blog.WriteEvent;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Api.Blog;

/// <summary>An event for search engines: JSON-LD by schema.org.</summary>
internal static class EventData
{
    private const string Vocabulary = "https://schema.org/";

    public static string Of(PublicEventModel shown, EditionModel edition, string address)
    {
        var data = new Dictionary<string, object>
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "Event",
            ["@id"] = $"urn:uuid:{shown.Id.Value}",
            ["url"] = address,
            ["name"] = edition.Title,
            ["description"] = edition.Summary,
            ["inLanguage"] = BlogTexts.In(edition.Language).Language,
            ["startDate"] = shown.FirstDay is { } first ? Day(first) : AtomXml.Instant(shown.StartsAt),
            ["endDate"] = shown.LastDay is { } last ? Day(last) : AtomXml.Instant(shown.EndsAt),
            ["eventStatus"] = Vocabulary + (shown.Status == PublicEventStatus.Cancelled ? "EventCancelled" : "EventScheduled"),
            ["eventAttendanceMode"] = Vocabulary + ModeOf(shown),
            ["location"] = LocationOf(shown),
            ["organizer"] = new Dictionary<string, string> { ["@type"] = "Organization", ["name"] = shown.Organiser },
            ["keywords"] = shown.Tags,
        };
        // The serializer's own encoder writes "<" as an escape: no text ends the element.
        return JsonSerializer.Serialize(data);
    }

    private static string ModeOf(PublicEventModel shown) =>
        shown switch
        {
            { Place: null } => "OnlineEventAttendanceMode",
            { OnlineUrl: null } => "OfflineEventAttendanceMode",
            _ => "MixedEventAttendanceMode",
        };

    private static object LocationOf(PublicEventModel shown)
    {
        var locations = new List<object>();
        if (shown.Place is { } place)
        {
            locations.Add(PlaceOf(place));
        }

        if (shown.OnlineUrl is { } url)
        {
            locations.Add(new Dictionary<string, string> { ["@type"] = "VirtualLocation", ["url"] = url });
        }

        return locations.Count == 1 ? locations[0] : locations;
    }

    private static Dictionary<string, object> PlaceOf(EventPlaceBody place)
    {
        var address = new Dictionary<string, string> { ["@type"] = "PostalAddress", ["addressLocality"] = place.Commune };
        if (place.Address is { } street)
        {
            address["streetAddress"] = street;
        }

        var data = new Dictionary<string, object>
        {
            ["@type"] = "Place",
            ["name"] = place.Name,
            ["address"] = address,
        };
        if (place is { Latitude: { } latitude, Longitude: { } longitude })
        {
            data["geo"] = new Dictionary<string, string>
            {
                ["@type"] = "GeoCoordinates",
                ["latitude"] = latitude,
                ["longitude"] = longitude,
            };
        }

        return data;
    }

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
