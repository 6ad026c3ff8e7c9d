using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Api.Edge;

/// <summary>Refuses who sends more than its policy allows, and tells everybody else how much is left.</summary>
/// <remarks>The headers follow the draft ietf-httpapi-ratelimit-headers.</remarks>
internal sealed class RateLimits(RequestDelegate next, RateLimitPolicies policies, ProblemWriter problems)
{
    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OperationMetadata>() is null && !CallerAuthentication.IsForProvider(http))
        {
            return next(http);
        }

        return Callers.From(http.User) is { } known
            ? LimitAsync(http, policies.Caller, known.Id.Value.ToString())
            : LimitAsync(http, policies.Address, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
    }

    private async Task LimitAsync(HttpContext http, RateLimitPolicy policy, string who)
    {
        using var lease = policy.Buckets.AttemptAcquire(who);
        var left = policy.Buckets.GetStatistics(who)?.CurrentAvailablePermits ?? 0;
        var (name, limit) = (policy.Name, policy.Permits);
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={limit};w={policy.Window}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left}");
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        var seconds = RateLimitPolicy.SecondsToWait(lease);
        http.Response.Headers[HeaderNames.RetryAfter] = seconds;
        await problems.WriteAsync(http, HttpErrors.RateLimited(limit, seconds), StatusCodes.Status429TooManyRequests);
    }
}

/// <summary>
/// How many requests a minute a known caller may send, and an address from which nobody known calls. A bucket that fills evenly: who was
/// quiet may send a minute's worth at once. Each instance of the service counts for itself.
/// </summary>
internal sealed class RateLimitPolicies(IConfiguration configuration) : IDisposable
{
    private const string CallerKey = "RateLimits:CallerPerMinute";
    private const string AddressKey = "RateLimits:AddressPerMinute";
    private const string MessagesKey = "RateLimits:MessagesPerHour";

    public RateLimitPolicy Caller { get; } = new("caller", configuration.GetValue(CallerKey, 1_200), RateLimitPolicy.Minute);

    public RateLimitPolicy Address { get; } = new("address", configuration.GetValue(AddressKey, 600), RateLimitPolicy.Minute);

    /// <summary>Messages to people, from an address or a caller, and in the name of an e-mail address.</summary>
    public RateLimitPolicy Messages { get; } = new("messages", configuration.GetValue(MessagesKey, 10), RateLimitPolicy.Hour);

    /// <summary>What of the configuration is no limit; null when all is.</summary>
    public static string? WhyNot(IConfiguration configuration) =>
        new[] { CallerKey, AddressKey, MessagesKey }.FirstOrDefault(x =>
            configuration[x] is { } text && !(int.TryParse(text, CultureInfo.InvariantCulture, out var limit) && limit > 0)
        )
            is { } wrong
            ? $"{wrong} is {configuration[wrong]}: it is a number of requests, one or more."
            : null;

    public void Dispose()
    {
        Caller.Dispose();
        Address.Dispose();
        Messages.Dispose();
    }
}

internal sealed class RateLimitPolicy(string name, int permits, int window) : IDisposable
{
    public const int Minute = 60;

    public const int Hour = 3_600;

    public string Name => name;

    public int Permits => permits;

    /// <summary>In so many seconds.</summary>
    public int Window => window;

    public PartitionedRateLimiter<string> Buckets { get; } =
        PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => Bucket(permits, window)));

    /// <summary>After how many seconds the next one is taken, for <c>Retry-After</c>.</summary>
    public static string SecondsToWait(RateLimitLease lease)
    {
        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        return Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
    }

    public void Dispose() => Buckets.Dispose();

    // Filled each second, or for few requests whenever there is one more.
    private static TokenBucketRateLimiterOptions Bucket(int permits, int window)
    {
        var atOnce = Math.Max(1, permits / window);
        return new TokenBucketRateLimiterOptions
        {
            TokenLimit = permits,
            TokensPerPeriod = atOnce,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)window * atOnce / permits),
            QueueLimit = 0,
        };
    }
}
