using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Infrastructure.Outbound;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>A URL that a caller gives reaches public hosts and nothing else: not this machine, not its network, not a cloud's inside.</summary>
public sealed class OutboundTests
{
    private const string Public = "93.184.215.14";

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("127.9.9.9")]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.168.1.1")]
    [InlineData("169.254.169.254")]
    [InlineData("100.64.0.1")]
    [InlineData("100.100.100.200")]
    [InlineData("168.63.129.16")]
    [InlineData("192.0.0.192")]
    [InlineData("198.18.0.1")]
    [InlineData("203.0.113.9")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("fe80::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("ff02::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2001:0:7f00:1::")]
    [InlineData("2002:7f00:1::1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("64:ff9b::127.0.0.1")]
    [InlineData("64:ff9b::169.254.169.254")]
    [InlineData("64:ff9b:1::1")]
    public async Task InnerAddress_IsRefused_AsLiteralAndBehindAName(string address)
    {
        await using var world = new World(_ => [IPAddress.Parse(address)]);
        var literal = address.Contains(':', StringComparison.Ordinal) ? $"[{address}]" : address;

        await RefusedAsync(world, $"https://{literal}/");
        await RefusedAsync(world, "https://innocent.example/");

        Assert.False(PublicAddress.Is(IPAddress.Parse(address)));
        Assert.Empty(world.Connected);
    }

    [Theory]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://0177.0.0.1/")]
    [InlineData("https://127.1/")]
    [InlineData("https://①②⑦.0.0.1/")]
    public async Task InnerAddress_InDisguise_IsRefused(string url)
    {
        await using var world = new World(name => IPAddress.TryParse(name, out var address) ? [address] : []);

        await RefusedAsync(world, url);
    }

    [Theory]
    [InlineData(Public)]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:2800:21f:cb07:6820:80da:af6b:8b2c")]
    [InlineData("64:ff9b::8.8.8.8")]
    [InlineData("::ffff:8.8.8.8")]
    public void PublicAddress_IsOne(string address) => Assert.True(PublicAddress.Is(IPAddress.Parse(address)));

    [Fact]
    public async Task Name_ThatHasAlsoAnInnerAddress_IsRefused()
    {
        await using var world = new World(_ => [IPAddress.Parse(Public), IPAddress.Loopback]);

        await RefusedAsync(world, "https://both.example/");
        Assert.Empty(world.Connected);
    }

    [Fact]
    public async Task Name_IsResolvedOnce_AndTheConnectionGoesToTheAddressThatWasLookedAt()
    {
        var answers = new ConcurrentQueue<IPAddress>([IPAddress.Parse(Public), IPAddress.Loopback]);
        await using var world = new World(_ => [answers.TryDequeue(out var next) ? next : IPAddress.Loopback]);
        using var client = world.Client();

        Assert.Equal("ok", await client.GetStringAsync(new Uri("http://rebinding.example/"), TestContext.Current.CancellationToken));

        Assert.Equal([$"{Public}:80"], world.Connected);
        Assert.Single(answers);
        // A new connection asks again, and the second answer is no better for coming late.
        await RefusedAsync(world, "http://rebinding.example/");
        Assert.Single(world.Connected);
    }

    [Fact]
    public async Task Redirect_IsAnAnswer_AndNotFollowed()
    {
        await using var world = new World(_ => [IPAddress.Parse(Public)])
        {
            Answer = "HTTP/1.1 302 Found\r\nLocation: http://169.254.169.254/latest\r\nContent-Length: 0\r\nConnection: close\r\n\r\n",
        };
        using var client = world.Client();

        using var reply = await client.GetAsync(new Uri("http://redirecting.example/"), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Found, reply.StatusCode);
        Assert.Single(world.Connected);
    }

    [Fact]
    public async Task AnswerBeyondItsBound_IsNotRead()
    {
        await using var world = new World(_ => [IPAddress.Parse(Public)])
        {
            Answer = $"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{new string('x', OutboundHttp.MostBytes + 1)}",
        };
        using var client = world.Client();

        await Assert.ThrowsAsync<HttpRequestException>(() =>
            client.GetAsync(
                new Uri("http://endless.example/"),
                HttpCompletionOption.ResponseHeadersRead,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task PlainHttp_IsForDevelopmentOnly()
    {
        await using var world = new World(_ => [IPAddress.Parse(Public)]);
        using var strict = world.Client(allowPlainHttp: false);

        await Assert.ThrowsAsync<OutboundRefusedException>(() =>
            strict.GetAsync(new Uri("http://plain.example/"), TestContext.Current.CancellationToken)
        );
        Assert.Empty(world.Connected);
    }

    private static async Task RefusedAsync(World world, string url)
    {
        using var client = world.Client();
        var exception = await Assert.ThrowsAnyAsync<HttpRequestException>(() =>
            client.GetAsync(new Uri(url), TestContext.Current.CancellationToken)
        );
        Assert.IsType<OutboundRefusedException>(exception.GetBaseException());
    }

    /// <summary>An internet of one server, whatever the address; it notes the addresses that are asked for.</summary>
    private sealed class World : INameResolver, IAddressConnector, IAsyncDisposable
    {
        private readonly Func<string, IPAddress[]> names;
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;

        public World(Func<string, IPAddress[]> names)
        {
            this.names = names;
            listener.Start();
            serving = ServeAsync();
        }

        public string Answer { get; init; } = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok";

        public ConcurrentQueue<string> Connected { get; } = [];

        public HttpClient Client(bool allowPlainHttp = true)
        {
            var services = new ServiceCollection().AddOutboundHttp(allowPlainHttp);
            services.AddSingleton<INameResolver>(this).AddSingleton<IAddressConnector>(this);
            var provider = services.BuildServiceProvider();
            return provider.GetRequiredService<IHttpClientFactory>().CreateClient(OutboundHttp.Client);
        }

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string name, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<IPAddress>>(names(name));

        public Task<Stream> ConnectAsync(IPEndPoint address, CancellationToken cancellationToken)
        {
            Connected.Enqueue(address.ToString());
            return new SocketConnector().ConnectAsync((IPEndPoint)listener.LocalEndpoint, cancellationToken);
        }

        public async ValueTask DisposeAsync()
        {
            listener.Stop();
            await serving;
        }

        private async Task ServeAsync()
        {
            try
            {
                while (true)
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    using var reader = new StreamReader(stream, leaveOpen: true);
                    while (await reader.ReadLineAsync() is { Length: > 0 })
                    {
                        // The request's head.
                    }

                    await TryWriteAsync(stream);
                }
            }
            catch (Exception exception) when (exception is SocketException or InvalidOperationException)
            {
                // The test has ended.
            }
        }

        private async Task TryWriteAsync(NetworkStream stream)
        {
            try
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Answer));
            }
            catch (IOException)
            {
                // The client has heard enough.
            }
        }
    }
}
