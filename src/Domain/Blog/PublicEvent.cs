using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Domain.Blog;

/// <summary>Where an event stands.</summary>
public enum PublicEventStatus
{
    /// <summary>Its editors alone see it.</summary>
    Draft,

    /// <summary>Everybody sees it.</summary>
    Published,

    /// <summary>It does not take place; everybody sees that, and why.</summary>
    Cancelled,
}

/// <summary>An event with a date and a place, to which the public is invited.</summary>
public sealed class PublicEvent : AggregateRoot<PublicEventId>
{
    private PublicEvent() { }

    public string Slug { get; private set; } = null!;

    public IReadOnlyList<PostEdition> Editions { get; private set; } = [];

    public IReadOnlyList<string> Tags { get; private set; } = [];

    /// <summary>Who holds it, as it is to be shown.</summary>
    public string Organiser { get; private set; } = null!;

    public DateTimeOffset StartsAt { get; private set; }

    public DateTimeOffset EndsAt { get; private set; }

    /// <summary>Of an event that takes whole days; null of one that has hours.</summary>
    public DateOnly? FirstDay { get; private set; }

    public DateOnly? LastDay { get; private set; }

    public EventPlace? Place { get; private set; }

    /// <summary>INSEE code of the place's commune.</summary>
    public string? CommuneCode { get; private set; }

    public string? Department { get; private set; }

    /// <summary>Where it is attended from afar.</summary>
    public string? OnlineUrl { get; private set; }

    public string? RegistrationUrl { get; private set; }

    public PublicEventStatus Status { get; private set; }

    public DateTimeOffset? PublishedAt { get; private set; }

    /// <summary>When what is read of it last changed.</summary>
    public DateTimeOffset UpdatedAt { get; private set; }

    public string? CancellationReason { get; private set; }

    public static Result<PublicEvent> Draft(PublicEventId id, EventContent content, DateTimeOffset now)
    {
        var drafted = new PublicEvent { Id = id };
        return drafted.Write(content, now) is { } error ? error : drafted;
    }

    /// <summary>The edition in a language, or the original where there is none in it.</summary>
    public PostEdition EditionIn(PostLanguage language) => Editions.FirstOrDefault(x => x.Language == language) ?? Editions[0];

    public Error? WhyNotRewrite() => Status == PublicEventStatus.Cancelled ? PublicEventErrors.Cancelled : null;

    /// <summary>Replaces all that is written. The address of an event that is public stays.</summary>
    public Result Rewrite(EventContent content, DateTimeOffset now)
    {
        var error =
            WhyNotRewrite()
            ?? (content.Slug is { } slug && slug != Slug && Status == PublicEventStatus.Published ? PostErrors.SlugFixed : null)
            ?? Write(content, now);
        return error is null ? Result.Success : error;
    }

    public Error? WhyNotPublish() =>
        Status switch
        {
            PublicEventStatus.Published => PublicEventErrors.AlreadyPublished,
            PublicEventStatus.Cancelled => PublicEventErrors.Cancelled,
            _ => null,
        };

    public Result Publish(DateTimeOffset now)
    {
        if (WhyNotPublish() is { } error)
        {
            return error;
        }

        (Status, PublishedAt, UpdatedAt) = (PublicEventStatus.Published, now, now);
        return Result.Success;
    }

    public Error? WhyNotCancel() =>
        Status switch
        {
            PublicEventStatus.Draft => PublicEventErrors.NotPublished,
            PublicEventStatus.Cancelled => PublicEventErrors.Cancelled,
            _ => null,
        };

    /// <summary>Tells everybody that it does not take place, and why.</summary>
    public Result Cancel(string reason, DateTimeOffset now)
    {
        if (WhyNotCancel() is { } error)
        {
            return error;
        }

        (Status, CancellationReason, UpdatedAt) = (PublicEventStatus.Cancelled, reason, now);
        return Result.Success;
    }

    private Error? Write(EventContent content, DateTimeOffset now)
    {
        var slug = content.Slug ?? Slug ?? PostSlug.Of(content.Editions[0].Title);
        if ((EditionRules.WhyNotKeep(content.Editions, slug) ?? content.WhyNotKeep()) is { } error)
        {
            return error;
        }

        (Slug, Editions, Tags) = (slug, content.Editions, [.. content.Tags.Distinct().Order(StringComparer.Ordinal)]);
        (StartsAt, EndsAt, FirstDay, LastDay) = content.Time;
        (Place, CommuneCode, Department) = (content.Place, content.Place?.CommuneCode, content.Place?.Department());
        (Organiser, OnlineUrl, RegistrationUrl, UpdatedAt) = (content.Organiser, content.OnlineUrl, content.RegistrationUrl, now);
        return null;
    }
}
