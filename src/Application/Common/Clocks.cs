using SocialInnovation.Application.Common.Messaging;

namespace SocialInnovation.Application.Common;

/// <summary>Keys of the two clocks: the business clock decides rules, the real one serves tokens, jobs, idempotency and audit.</summary>
public static class Clocks
{
    public const string Business = "business";

    public const string Real = "real";
}

/// <summary>The business clock inside a request: it stands at the request's own instant.</summary>
internal sealed class RequestClock(RequestContext context) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => context.Now;
}

/// <summary>Where a new request gets its business instant from.</summary>
public interface IBusinessTime
{
    Task<DateTimeOffset> AtAsync(DateTimeOffset realInstant, CancellationToken cancellationToken);
}

/// <summary>Dates of the region, from instants.</summary>
public static class RegionalDate
{
    // One deployment serves one region: mainland France keeps one time.
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris");

    public static DateOnly Today(this TimeProvider clock) => DateOf(clock.GetUtcNow());

    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(LocalOf(instant).DateTime);

    /// <summary>An instant as the region's clocks show it.</summary>
    public static DateTimeOffset LocalOf(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);

    /// <summary>The first instant of a day in the region.</summary>
    public static DateTimeOffset StartOf(DateOnly day)
    {
        // No change of the clocks falls on midnight.
        var midnight = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(midnight, Zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
