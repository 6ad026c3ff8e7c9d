using System.Net;
using Microsoft.AspNetCore.Cors.Infrastructure;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Net.Http.Headers;
using IPNetwork = System.Net.IPNetwork;

namespace SocialInnovation.Api.Edge;

/// <summary>What stands between the service and the internet: bounds of a request, named proxies, listed origins, headers for browsers.</summary>
internal static class EdgeSetup
{
    private const string OriginsKey = "Edge:Origins";
    private const string ProxiesKey = "Edge:Proxies";
    private const long MostBodyBytes = 1024 * 1024;
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostHeaders = 64;
    private const int MostAddressBytes = 8 * 1024;

    private static readonly TimeSpan LongestHeaders = TimeSpan.FromSeconds(10);

    // Slower than this, a client keeps a connection rather than uses it.
    private static readonly MinDataRate SlowestClient = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));

    private static readonly TimeSpan RememberHttps = TimeSpan.FromDays(365);

    /// <summary>What of the configuration can't be understood, in words for who starts the service; null when it can start.</summary>
    public static string? WhyNotStart(IConfiguration configuration) =>
        Listed(configuration, ProxiesKey).FirstOrDefault(x => !IPNetwork.TryParse(x, out _) && !IPAddress.TryParse(x, out _)) is { } proxy
            ? $"{ProxiesKey} names {proxy}: a proxy is an IP address, or a network such as 10.0.0.0/8."
        : Listed(configuration, OriginsKey).FirstOrDefault(x => !IsOrigin(x)) is { } origin
            ? $"{OriginsKey} names {origin}: an origin is a scheme and a host, such as https://portal.example."
        : RateLimitPolicies.WhyNot(configuration);

    public static void AddEdge(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<RateLimitPolicies>();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MostBodyBytes;
            options.Limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
            options.Limits.MaxRequestHeaderCount = MostHeaders;
            options.Limits.MaxRequestLineSize = MostAddressBytes;
            options.Limits.RequestHeadersTimeout = LongestHeaders;
            options.Limits.MinRequestBodyDataRate = SlowestClient;
            options.Limits.MinResponseDataRate = SlowestClient;
        });
        builder.Services.AddHsts(options => (options.MaxAge, options.IncludeSubDomains) = (RememberHttps, false));
        builder.Services.AddCors(options => options.AddDefaultPolicy(policy => Allow(policy, Listed(builder.Configuration, OriginsKey))));
        builder.Services.Configure<ForwardedHeadersOptions>(options => Trust(options, Listed(builder.Configuration, ProxiesKey)));
    }

    /// <summary>Comes first: who calls, and over what, is what the named proxy says.</summary>
    public static void UseEdge(this WebApplication app)
    {
        if (Listed(app.Configuration, ProxiesKey).Length > 0)
        {
            app.UseForwardedHeaders();
        }

        if (!app.Environment.IsDevelopment())
        {
            app.UseHsts();
        }

        app.UseSecurityHeaders();
    }

    /// <summary>Comes after routing. Without a listed origin no browser on another one gets an answer that it may read.</summary>
    public static void UseListedOrigins(this WebApplication app)
    {
        if (Listed(app.Configuration, OriginsKey).Length > 0)
        {
            app.UseCors();
        }
    }

    private static string[] Listed(IConfiguration configuration, string key) => configuration.GetSection(key).Get<string[]>() ?? [];

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.GetLeftPart(UriPartial.Authority) == text;

    private static void Allow(CorsPolicyBuilder policy, string[] origins) =>
        policy
            .WithOrigins(origins)
            .WithMethods("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
            .WithHeaders(
                HeaderNames.Authorization,
                HeaderNames.ContentType,
                HeaderNames.IfMatch,
                HeaderNames.IfNoneMatch,
                HeaderNames.AcceptLanguage,
                "Idempotency-Key"
            )
            .WithExposedHeaders(
                HeaderNames.ETag,
                HeaderNames.Link,
                HeaderNames.Location,
                HeaderNames.ContentLanguage,
                HeaderNames.RetryAfter,
                "RateLimit",
                "RateLimit-Policy",
                "Idempotency-Replayed"
            )
            .SetPreflightMaxAge(TimeSpan.FromHours(1));

    private static void Trust(ForwardedHeadersOptions options, string[] proxies)
    {
        options.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost;
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        foreach (var proxy in proxies)
        {
            options.KnownIPNetworks.Add(
                proxy.Contains('/', StringComparison.Ordinal) ? IPNetwork.Parse(proxy) : Only(IPAddress.Parse(proxy))
            );
        }
    }

    private static IPNetwork Only(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
