using System.Globalization;
using System.Text;

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

    // RFC 5545, section 3.1: octets of a line without its end.
    private const int LineLength = 75;

    public static byte[] Write(string name, string language, IEnumerable<CalendarEntry> entries)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//SocialInnovation//Public events//" + language.ToUpperInvariant());
        Line(file, "CALSCALE:GREGORIAN");
        Line(file, "METHOD:PUBLISH");
        Line(file, "X-WR-CALNAME:" + Text(name));
        foreach (var entry in entries)
        {
            Entry(file, entry);
        }

        Line(file, "END:VCALENDAR");
        return Encoding.UTF8.GetBytes(file.ToString());
    }

    private static void Entry(StringBuilder file, CalendarEntry entry)
    {
        Line(file, "BEGIN:VEVENT");
        Line(file, $"UID:{entry.Id}");
        Line(file, $"DTSTAMP:{Instant(entry.ChangedAt)}");
        Line(file, $"LAST-MODIFIED:{Instant(entry.ChangedAt)}");
        Line(file, string.Create(CultureInfo.InvariantCulture, $"SEQUENCE:{entry.Sequence}"));
        Line(file, entry.IsCancelled ? "STATUS:CANCELLED" : "STATUS:CONFIRMED");
        if (entry is { FirstDay: { } first, LastDay: { } last })
        {
            // The end of whole days is the day after the last of them.
            Line(file, $"DTSTART;VALUE=DATE:{Day(first)}");
            Line(file, $"DTEND;VALUE=DATE:{Day(last.AddDays(1))}");
            Line(file, "TRANSP:TRANSPARENT");
        }
        else
        {
            Line(file, $"DTSTART:{Instant(entry.StartsAt)}");
            Line(file, $"DTEND:{Instant(entry.EndsAt)}");
        }

        Line(file, $"SUMMARY;LANGUAGE={entry.Language}:{Text(entry.Title)}");
        if (entry.Description is { } description)
        {
            Line(file, $"DESCRIPTION;LANGUAGE={entry.Language}:{Text(description)}");
        }

        if (entry.Location is { } location)
        {
            Line(file, $"LOCATION:{Text(location)}");
        }

        if (entry.Spot is var (latitude, longitude))
        {
            Line(file, $"GEO:{latitude};{longitude}");
        }

        if (entry.Url is { } url)
        {
            Line(file, $"URL:{url}");
        }

        if (entry.Categories.Count > 0)
        {
            Line(file, $"CATEGORIES:{string.Join(',', entry.Categories.Select(Text))}");
        }

        Line(file, "END:VEVENT");
    }

    private static string Instant(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    private static string Day(DateOnly day) => day.ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    private static string Text(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (var letter in text.ReplaceLineEndings("\n"))
        {
            _ = letter switch
            {
                '\n' => escaped.Append("\\n"),
                '\\' or ';' or ',' => escaped.Append('\\').Append(letter),
                '\t' => escaped.Append(letter),
                _ => char.IsControl(letter) ? escaped : escaped.Append(letter),
            };
        }

        return escaped.ToString();
    }

    // Longer lines go on in the next, after a blank; never inside a character.
    private static void Line(StringBuilder file, string line)
    {
        var octets = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > LineLength)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
