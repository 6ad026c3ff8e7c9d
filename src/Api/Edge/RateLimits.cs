using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.Net.Http.Headers;
using SocialInnovation.Api.Http;
using SocialInnovation.Api.Security;

namespace SocialInnovation.Api.Edge;

/// <summary>
/// How many requests a minute a known caller may send, and an address from which nobody known calls. A bucket that fills evenly: who was
/// quiet may send a minute's worth at once. Each instance of the service counts for itself.
/// </summary>
/// <remarks>The headers follow the draft ietf-httpapi-ratelimit-headers.</remarks>
internal sealed class RateLimits(RequestDelegate next, IConfiguration configuration, ProblemWriter problems) : IDisposable
{
    private const int Window = 60;
    private const int CallerPerMinute = 1_200;
    private const int AddressPerMinute = 600;

    private readonly Policy caller = new("caller", configuration.GetValue("RateLimits:CallerPerMinute", CallerPerMinute));
    private readonly Policy address = new("address", configuration.GetValue("RateLimits:AddressPerMinute", AddressPerMinute));

    public Task InvokeAsync(HttpContext http)
    {
        if (http.GetEndpoint()?.Metadata.GetMetadata<OperationMetadata>() is null)
        {
            return next(http);
        }

        return Callers.From(http.User) is { } known
            ? LimitAsync(http, caller, known.Id.Value.ToString())
            : LimitAsync(http, address, http.Connection.RemoteIpAddress?.ToString() ?? "unknown");
    }

    public void Dispose()
    {
        caller.Dispose();
        address.Dispose();
    }

    private async Task LimitAsync(HttpContext http, Policy policy, string who)
    {
        using var lease = policy.Buckets.AttemptAcquire(who);
        var left = policy.Buckets.GetStatistics(who)?.CurrentAvailablePermits ?? 0;
        var (name, limit) = (policy.Name, policy.PerMinute);
        http.Response.Headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={limit};w={Window}");
        http.Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left}");
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        var seconds = Math.Max(1, wait).ToString(CultureInfo.InvariantCulture);
        http.Response.Headers[HeaderNames.RetryAfter] = seconds;
        await problems.WriteAsync(http, HttpErrors.RateLimited(limit, seconds), StatusCodes.Status429TooManyRequests);
    }

    private sealed class Policy(string name, int perMinute) : IDisposable
    {
        public string Name => name;

        public int PerMinute { get; } =
            perMinute > 0
                ? perMinute
                : throw new InvalidOperationException($"RateLimits: the {name}'s requests per minute are one or more.");

        public PartitionedRateLimiter<string> Buckets { get; } =
            PartitionedRateLimiter.Create<string, string>(who => RateLimitPartition.GetTokenBucketLimiter(who, _ => Bucket(perMinute)));

        public void Dispose() => Buckets.Dispose();

        // Filled each second, or for few requests whenever there is one more.
        private static TokenBucketRateLimiterOptions Bucket(int perMinute)
        {
            var atOnce = Math.Max(1, perMinute / Window);
            return new TokenBucketRateLimiterOptions
            {
                TokenLimit = perMinute,
                TokensPerPeriod = atOnce,
                ReplenishmentPeriod = TimeSpan.FromSeconds((double)Window * atOnce / perMinute),
                QueueLimit = 0,
            };
        }
    }
}
