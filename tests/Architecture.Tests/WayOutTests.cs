using SocialInnovation.Api.Commands;
using SocialInnovation.Architecture.Tests.Reading;

namespace SocialInnovation.Architecture.Tests;

/// <summary>The service has one way out by HTTP, and its guard stands there.</summary>
public sealed class WayOutTests
{
    private const string Guarded = "SocialInnovation.Infrastructure.Outbound";

    // It asks the service that it has just started, on this machine.
    private static readonly string[] Allowed = [typeof(Welcome).FullName!];

    private static readonly HashSet<string> Ways =
    [
        "System.Net.Http.HttpClient",
        "System.Net.Http.HttpClientHandler",
        "System.Net.Http.HttpMessageInvoker",
        "System.Net.Http.IHttpClientFactory",
        "System.Net.Http.SocketsHttpHandler",
        "System.Net.HttpWebRequest",
        "System.Net.WebClient",
        "System.Net.WebRequest",
        "System.Net.WebSockets.ClientWebSocket",
    ];

    [Fact]
    public void OnlyTheGuardedClient_LeavesByHttp()
    {
        var leaving = CodeBase.Production.Types.Where(x => x.Uses.Any(y => Ways.Contains(y.FullName))).Select(x => x.FullName).ToList();

        Assert.Contains(leaving, x => x.StartsWith(Guarded, StringComparison.Ordinal));
        Assert.Equal(Allowed, leaving.Where(x => !x.StartsWith(Guarded, StringComparison.Ordinal)));
    }
}
