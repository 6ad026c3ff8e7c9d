using System.Globalization;
using System.Text;
using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;

namespace SocialInnovation.Api.Http;

/// <summary>An entry of a calendar.</summary>
internal sealed record CalendarEntry
{
    /// <summary>Which it is, for good: a calendar that knows it changes its entry.</summary>
    public required Guid Id { get; init; }

    /// <summary>Rises with each change.</summary>
    public required int Sequence { get; init; }

    public required DateTimeOffset ChangedAt { get; init; }

    public required DateTimeOffset StartsAt { get; init; }

    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The first of whole days; null where the instants count.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last of them, which belongs to it.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Whether it does not take place.</summary>
    public required bool IsCancelled { get; init; }

    /// <summary>Code of the language of its texts.</summary>
    public required string Language { get; init; }

    public required string Title { get; init; }

    public string? Description { get; init; }

    public string? Location { get; init; }

    /// <summary>Latitude and longitude, degrees.</summary>
    public (string Latitude, string Longitude)? Spot { get; init; }

    /// <summary>Where more is read.</summary>
    public string? Url { get; init; }

    public IReadOnlyList<string> Categories { get; init; } = [];
}

/// <summary>
/// Writes iCalendar (RFC 5545): a feed of entries to which a calendar subscribes, or a file with one. Instants are in UTC, so that no time
/// zone need be described.
/// </summary>
internal static class CalendarFile
{
    public const string MediaType = "text/calendar; charset=utf-8";

    public static byte[] Write(string name, string language, IEnumerable<CalendarEntry> entries)
    {
        var calendar = new Ical.Net.Calendar
        {
            Method = "PUBLISH",
            ProductId = $"-//SocialInnovation//Public events//{language.ToUpperInvariant()}",
        };
        calendar.AddProperty("X-WR-CALNAME", name);
        calendar.Events.AddRange(entries.Select(EventOf));
        return Encoding.UTF8.GetBytes(new CalendarSerializer().SerializeToString(calendar)!);
    }

    private static CalendarEvent EventOf(CalendarEntry entry)
    {
        var changed = Instant(entry.ChangedAt);
        var shown = new CalendarEvent
        {
            Uid = entry.Id.ToString(),
            DtStamp = changed,
            LastModified = changed,
            Sequence = entry.Sequence,
            Status = entry.IsCancelled ? EventStatus.Cancelled : EventStatus.Confirmed,
            Summary = Text(entry.Title),
            Description = Text(entry.Description),
            Location = Text(entry.Location),
            Url = entry.Url is { } url ? new Uri(url) : null,
            Categories = [.. entry.Categories],
        };
        if (entry is { FirstDay: { } first, LastDay: { } last })
        {
            // The end of whole days is the day after the last of them.
            (shown.Start, shown.End) = (new CalDateTime(first), new CalDateTime(last.AddDays(1)));
            shown.Transparency = TransparencyType.Transparent;
        }
        else
        {
            (shown.Start, shown.End) = (Instant(entry.StartsAt), Instant(entry.EndsAt));
        }

        if (entry.Spot is var (latitude, longitude))
        {
            shown.GeographicLocation = new GeographicLocation(Degrees(latitude), Degrees(longitude));
        }

        foreach (var property in shown.Properties.Where(x => x.Name is "SUMMARY" or "DESCRIPTION"))
        {
            property.Parameters.Add(new CalendarParameter("LANGUAGE", entry.Language));
        }

        return shown;
    }

    private static CalDateTime Instant(DateTimeOffset instant) => new(instant.UtcDateTime);

    private static double Degrees(string figure) => double.Parse(figure, CultureInfo.InvariantCulture);

    // RFC 5545 has no place for control characters but the tab and the end of a line.
    private static string? Text(string? text) =>
        text is null ? null : string.Concat(text.ReplaceLineEndings("\n").Where(x => x is '\n' or '\t' || !char.IsControl(x)));
}
