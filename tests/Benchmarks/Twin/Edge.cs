using System.Globalization;
using System.Threading.RateLimiting;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>What each answer of the service says to browsers, and how it counts a caller's requests.</summary>
internal static class Edge
{
    private static readonly PartitionedRateLimiter<string> Buckets = PartitionedRateLimiter.Create<string, string>(who =>
        RateLimitPartition.GetTokenBucketLimiter(
            who,
            _ => new TokenBucketRateLimiterOptions
            {
                TokenLimit = ServiceHost.RequestsPerMinute,
                TokensPerPeriod = ServiceHost.RequestsPerMinute / 60,
                ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            }
        )
    );

    public static Task SetHeaders(HttpContext http, RequestDelegate next)
    {
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        return next(http);
    }

    public static async Task LimitAsync(HttpContext http, RequestDelegate next)
    {
        var caller = http.User.FindFirst("sub")?.Value;
        var who = caller ?? http.Connection.RemoteIpAddress!.ToString();
        var name = caller is null ? "address" : "caller";
        using var lease = Buckets.AttemptAcquire(who);
        var left = Buckets.GetStatistics(who)!.CurrentAvailablePermits;
        var headers = http.Response.Headers;
        headers["RateLimit-Policy"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";q={ServiceHost.RequestsPerMinute};w=60");
        headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{name}\";r={left}");
        if (lease.IsAcquired)
        {
            await next(http);
            return;
        }

        http.Response.StatusCode = StatusCodes.Status429TooManyRequests;
    }
}
