using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>What the editors write of an event.</summary>
/// <param name="Slug">Its name in addresses; null to keep the one that it has, or to make one of the first title.</param>
/// <param name="Editions">The event in each language in which it can be read; at least one, the first is the original.</param>
/// <param name="Tags">Codes by which it is found.</param>
/// <param name="Organiser">Who holds it, as it is to be shown.</param>
/// <param name="Time">From when until when.</param>
/// <param name="Place">Where people meet; null when they meet online only.</param>
/// <param name="OnlineUrl">Where it is attended from afar.</param>
/// <param name="RegistrationUrl">Where people register.</param>
public sealed record EventContent(
    string? Slug,
    IReadOnlyList<PostEdition> Editions,
    IReadOnlyList<string> Tags,
    string Organiser,
    EventTime Time,
    EventPlace? Place,
    string? OnlineUrl,
    string? RegistrationUrl
)
{
    /// <summary>Why it can't be kept.</summary>
    public Error? WhyNotKeep() =>
        Time.EndsAt <= Time.StartsAt ? PublicEventErrors.EndsEarly
        : Place is null && OnlineUrl is null ? PublicEventErrors.Nowhere
        : Place?.Latitude is null != Place?.Longitude is null ? PublicEventErrors.CoordinatesIncomplete
        : null;
}

/// <summary>From when until when an event takes place.</summary>
/// <param name="StartsAt">Its beginning.</param>
/// <param name="EndsAt">Its end, which no longer belongs to it.</param>
/// <param name="FirstDay">Of an event that takes whole days; null of one that has hours.</param>
/// <param name="LastDay">Its last day, which belongs to it.</param>
public sealed record EventTime(DateTimeOffset StartsAt, DateTimeOffset EndsAt, DateOnly? FirstDay, DateOnly? LastDay);

/// <summary>Where people meet.</summary>
/// <param name="Name">Name of the place.</param>
/// <param name="Address">Street and number.</param>
/// <param name="CommuneCode">INSEE code of the commune.</param>
/// <param name="Commune">Its name.</param>
/// <param name="Latitude">Degrees north of the equator (WGS 84), -90 to 90; given with the longitude or not at all.</param>
/// <param name="Longitude">Degrees east of Greenwich (WGS 84), -180 to 180.</param>
public sealed record EventPlace(string Name, string? Address, string CommuneCode, string Commune, decimal? Latitude, decimal? Longitude)
{
    /// <summary>The département of the commune: its first two characters, three overseas.</summary>
    public string Department() =>
        CommuneCode.StartsWith("97", StringComparison.Ordinal) || CommuneCode.StartsWith("98", StringComparison.Ordinal)
            ? CommuneCode[..3]
            : CommuneCode[..2];
}
