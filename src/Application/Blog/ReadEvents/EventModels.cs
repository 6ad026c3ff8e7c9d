using SocialInnovation.Application.Blog.ReadPosts;
using SocialInnovation.Application.Blog.WriteEvent;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Access;
using SocialInnovation.Domain.Blog;

namespace SocialInnovation.Application.Blog.ReadEvents;

/// <summary>An event as a list shows it.</summary>
public sealed record PublicEventSummary
{
    /// <summary>Identifier.</summary>
    public required PublicEventId Id { get; init; }

    /// <summary>Its name in addresses: it is read at <c>/public-events/{slug}</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands.</summary>
    public required PublicEventStatus Status { get; init; }

    /// <summary>Its titles and summaries; the first is the original.</summary>
    public required IReadOnlyList<EditionSummary> Editions { get; init; }

    /// <summary>Codes by which it is found.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Who holds it.</summary>
    public required string Organiser { get; init; }

    /// <summary>Its beginning; of whole days, their first midnight.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Its end, which no longer belongs to it; of whole days, the midnight after the last.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The first of whole days; null of an event that has hours.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last of whole days.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Where people meet; null when they meet online only.</summary>
    public EventPlaceBody? Place { get; init; }

    /// <summary>Where it is attended from afar.</summary>
    public string? OnlineUrl { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    internal static PublicEventSummary Of(PublicEvent shown) =>
        new()
        {
            Id = shown.Id,
            Slug = shown.Slug,
            Status = shown.Status,
            Editions = EditionSummary.Of(shown.Editions),
            Tags = shown.Tags,
            Organiser = shown.Organiser,
            StartsAt = shown.StartsAt,
            EndsAt = shown.EndsAt,
            FirstDay = shown.FirstDay,
            LastDay = shown.LastDay,
            Place = shown.Place is { } place ? EventPlaceBody.Of(place) : null,
            OnlineUrl = shown.OnlineUrl,
            Version = shown.Version,
        };
}

/// <summary>An event with a date and a place, to which the public is invited.</summary>
public sealed record PublicEventModel
{
    /// <summary>Identifier.</summary>
    public required PublicEventId Id { get; init; }

    /// <summary>Its name in addresses: it is read at <c>/public-events/{slug}</c>.</summary>
    public required string Slug { get; init; }

    /// <summary>Where it stands.</summary>
    public required PublicEventStatus Status { get; init; }

    /// <summary>The event in each of its languages; the first is the original.</summary>
    public required IReadOnlyList<EditionModel> Editions { get; init; }

    /// <summary>Codes by which it is found.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Who holds it.</summary>
    public required string Organiser { get; init; }

    /// <summary>Its beginning; of whole days, their first midnight.</summary>
    public required DateTimeOffset StartsAt { get; init; }

    /// <summary>Its end, which no longer belongs to it; of whole days, the midnight after the last.</summary>
    public required DateTimeOffset EndsAt { get; init; }

    /// <summary>The first of whole days; null of an event that has hours.</summary>
    public DateOnly? FirstDay { get; init; }

    /// <summary>The last of whole days.</summary>
    public DateOnly? LastDay { get; init; }

    /// <summary>Where people meet; null when they meet online only.</summary>
    public EventPlaceBody? Place { get; init; }

    /// <summary>Where it is attended from afar.</summary>
    public string? OnlineUrl { get; init; }

    /// <summary>Where people register.</summary>
    public string? RegistrationUrl { get; init; }

    /// <summary>When it became public; null for a draft.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>When what is read of it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Why it does not take place.</summary>
    public string? CancellationReason { get; init; }

    /// <summary>Version, which is the ETag.</summary>
    public required int Version { get; init; }

    /// <summary>The transitions that this caller may take now, and for each other one the code that says why not; absent for anonymous callers.</summary>
    public IReadOnlyList<AllowedAction>? AllowedActions { get; init; }

    internal static PublicEventModel Of(PublicEvent shown, IMarkdown markdown, IReadOnlyList<AllowedAction>? actions = null) =>
        new()
        {
            Id = shown.Id,
            Slug = shown.Slug,
            Status = shown.Status,
            Editions = EditionModel.Of(shown.Editions, markdown),
            Tags = shown.Tags,
            Organiser = shown.Organiser,
            StartsAt = shown.StartsAt,
            EndsAt = shown.EndsAt,
            FirstDay = shown.FirstDay,
            LastDay = shown.LastDay,
            Place = shown.Place is { } place ? EventPlaceBody.Of(place) : null,
            OnlineUrl = shown.OnlineUrl,
            RegistrationUrl = shown.RegistrationUrl,
            PublishedAt = shown.PublishedAt,
            UpdatedAt = shown.UpdatedAt,
            CancellationReason = shown.CancellationReason,
            Version = shown.Version,
            AllowedActions = actions,
        };
}
