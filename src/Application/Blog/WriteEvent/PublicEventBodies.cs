using FluentValidation;
using SocialInnovation.Application.Blog.WritePost;
using SocialInnovation.Application.Common;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.WriteEvent;

/// <summary>What the editors write of an event.</summary>
public sealed record PublicEventBody
{
    /// <summary>Its unique name in addresses, such as <c>fete-du-jardin</c>; made of the first title when not given, and fixed once the event is public.</summary>
    public string? Slug { get; init; }

    /// <summary>The event in each language in which it can be read, each language once; the first is the original.</summary>
    public required IReadOnlyList<EditionBody> Editions { get; init; }

    /// <summary>Codes by which it is found, at most 10.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>Who holds it, as it is to be shown, at most 200 characters.</summary>
    public required string Organiser { get; init; }

    /// <summary>From when until when.</summary>
    public required EventTimeBody Time { get; init; }

    /// <summary>Where people meet; not given when they meet online only.</summary>
    public EventPlaceBody? Place { get; init; }

    /// <summary>Where it is attended from afar, https, at most 500 characters; needed when there is no place.</summary>
    public string? OnlineUrl { get; init; }

    /// <summary>Where people register, https, at most 500 characters.</summary>
    public string? RegistrationUrl { get; init; }

    internal EventContent? ToContent() =>
        Time.ToTime() is not { } time
            ? null
            : new(Slug, EditionBody.ToEditions(Editions), Tags, Organiser, time, Place?.ToPlace(), OnlineUrl, RegistrationUrl);
}

/// <summary>From when until when: two instants, or the first and the last of whole days.</summary>
/// <param name="StartsAt">Its beginning.</param>
/// <param name="EndsAt">Its end, after the beginning.</param>
/// <param name="FirstDay">The first of whole days, from midnight on in the region's time.</param>
/// <param name="LastDay">The last of them, until the midnight after it.</param>
public sealed record EventTimeBody(
    DateTimeOffset? StartsAt = null,
    DateTimeOffset? EndsAt = null,
    DateOnly? FirstDay = null,
    DateOnly? LastDay = null
)
{
    internal EventTime? ToTime() =>
        this switch
        {
            { StartsAt: { } starts, EndsAt: { } ends, FirstDay: null, LastDay: null } => new(starts, ends, null, null),
            { StartsAt: null, EndsAt: null, FirstDay: { } first, LastDay: { } last } when last < DateOnly.MaxValue => new(
                RegionalDate.StartOf(first),
                RegionalDate.StartOf(last.AddDays(1)),
                first,
                last
            ),
            _ => null,
        };
}

/// <summary>Where people meet.</summary>
/// <param name="Name">Name of the place, at most 200 characters.</param>
/// <param name="CommuneCode">INSEE code of the commune; not the postcode.</param>
/// <param name="Commune">Name of the commune, at most 200 characters.</param>
/// <param name="Address">Street and number, at most 300 characters.</param>
/// <param name="Latitude">Degrees north (WGS 84), -90 to 90, a decimal string with at most six decimals; with the longitude or not at all.</param>
/// <param name="Longitude">Degrees east (WGS 84), -180 to 180, a decimal string with at most six decimals.</param>
public sealed record EventPlaceBody(
    string Name,
    string CommuneCode,
    string Commune,
    string? Address = null,
    string? Latitude = null,
    string? Longitude = null
)
{
    internal static EventPlaceBody Of(EventPlace place) =>
        new(place.Name, place.CommuneCode, place.Commune, place.Address, Figures.Text(place.Latitude), Figures.Text(place.Longitude));

    internal EventPlace ToPlace() => new(Name, Address, CommuneCode, Commune, Figures.Parse(Latitude), Figures.Parse(Longitude));
}

internal sealed class PublicEventBodyValidator : AbstractValidator<PublicEventBody>
{
    public PublicEventBodyValidator()
    {
        RuleFor(x => x.Slug).MaximumLength(PostSlug.MaxLength).Matches(PostSlug.Pattern);
        RuleFor(x => x.Editions).NotEmpty().HasAtMost(BlogLimits.Editions);
        RuleForEach(x => x.Editions).NotNull().SetValidator(new EditionBodyValidator());
        RuleFor(x => x.Tags).NotNull().HasAtMost(BlogLimits.Tags);
        RuleForEach(x => x.Tags).IsCode();
        RuleFor(x => x.Organiser).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.Time).NotNull();
        RuleFor(x => x.Place!).SetValidator(new EventPlaceBodyValidator()).When(x => x.Place is not null);
        RuleFor(x => x.OnlineUrl).MaximumLength(PlaceLimits.Url).Matches(PlaceLimits.UrlPattern);
        RuleFor(x => x.RegistrationUrl).MaximumLength(PlaceLimits.Url).Matches(PlaceLimits.UrlPattern);
    }
}

internal sealed class EventPlaceBodyValidator : AbstractValidator<EventPlaceBody>
{
    public EventPlaceBodyValidator()
    {
        RuleFor(x => x.Name).NotEmpty().MaximumLength(Limits.Title);
        RuleFor(x => x.CommuneCode).NotEmpty().MaximumLength(PlaceLimits.CommuneCode).Matches(PlaceLimits.CommunePattern);
        RuleFor(x => x.Commune).NotEmpty().MaximumLength(PlaceLimits.Commune);
        RuleFor(x => x.Address).MaximumLength(BlogLimits.Address);
        RuleFor(x => x.Latitude).MaximumLength(PlaceLimits.Coordinate).Matches(PlaceLimits.LatitudePattern);
        RuleFor(x => x.Longitude).MaximumLength(PlaceLimits.Coordinate).Matches(PlaceLimits.LongitudePattern);
    }
}
