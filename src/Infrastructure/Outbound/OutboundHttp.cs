using Microsoft.Extensions.DependencyInjection;

namespace SocialInnovation.Infrastructure.Outbound;

/// <summary>
/// The one way out for a URL that a caller gives: HTTPS to public addresses, no redirect, no proxy, no cookie, bounded in time and size.
/// </summary>
public static class OutboundHttp
{
    /// <summary>Name of the client, for <see cref="IHttpClientFactory"/>.</summary>
    public const string Client = "outbound";

    internal const int MostBytes = 1024 * 1024;

    private const int MostHeaderKilobytes = 16;

    private static readonly TimeSpan LongestRequest = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan LongestConnect = TimeSpan.FromSeconds(5);

    /// <summary>Registers the client.</summary>
    /// <param name="services">The service collection.</param>
    /// <param name="allowPlainHttp">True in Development: <c>http://</c> will do.</param>
    public static IServiceCollection AddOutboundHttp(this IServiceCollection services, bool allowPlainHttp)
    {
        services.AddSingleton<INameResolver, DnsResolver>();
        services.AddSingleton<IAddressConnector, SocketConnector>();
        services.AddSingleton<OutboundConnections>();
        services
            .AddHttpClient(Client, client => client.Timeout = LongestRequest)
            .RemoveAllLoggers()
            .ConfigurePrimaryHttpMessageHandler(provider => HandlerOf(provider.GetRequiredService<OutboundConnections>()))
            .AddHttpMessageHandler(() => new OutboundBounds(allowPlainHttp));
        return services;
    }

    private static SocketsHttpHandler HandlerOf(OutboundConnections connections) =>
        new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ConnectTimeout = LongestConnect,
            MaxResponseHeadersLength = MostHeaderKilobytes,
            ConnectCallback = connections.ConnectAsync,
        };
}

/// <summary>Refuses what is not HTTPS, and reads no answer beyond its bound.</summary>
internal sealed class OutboundBounds(bool allowPlainHttp) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var scheme = request.RequestUri!.Scheme;
        if (scheme != Uri.UriSchemeHttps && !(allowPlainHttp && scheme == Uri.UriSchemeHttp))
        {
            throw new OutboundRefusedException($"{scheme} is not https.");
        }

        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(OutboundHttp.MostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }
}
