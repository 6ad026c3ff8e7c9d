using System.Net;
using System.Net.Sockets;
using System.Text;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>What stands between the service and the internet, on a real server.</summary>
public sealed class EdgeTests(EdgeTests.Desk desk) : IClassFixture<EdgeTests.Desk>
{
    private const string Portal = "https://portal.example";
    private const string Host = "api.example";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/api/v1/calls", 200, "default-src 'none'")]
    [InlineData("/api/v1/nothing", 404, "default-src 'none'")]
    [InlineData("/errors/request.malformed-json", 200, "default-src 'none'")]
    [InlineData("/health/live", 200, "default-src 'none'")]
    [InlineData("/swagger/index.html", 200, "script-src 'self'")]
    public async Task EveryAnswer_TellsABrowserWhatNotToDoWithIt(string path, int status, string policy)
    {
        using var service = await KestrelService.StartAsync(desk.Api);
        using var http = service.CreateClient();
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Resource-Policy"));
        Assert.Contains(policy, Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe-eval", Header(answer, "Content-Security-Policy"), StringComparison.Ordinal);
        Assert.Empty(Header(answer, "Server"));
        Assert.Empty(Header(answer, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData(Portal, Portal)]
    [InlineData("https://portal.example.evil.example", "")]
    [InlineData("http://portal.example", "")]
    [InlineData("null", "")]
    public async Task Browser_ReadsAnswersOnListedOriginsOnly(string origin, string allowed)
    {
        using var service = await KestrelService.StartAsync(desk.Api, settings: ("Edge:Origins:0", Portal));
        using var http = service.CreateClient();
        using var preflight = Request(
            HttpMethod.Options,
            ("Origin", origin),
            ("Access-Control-Request-Method", "PUT"),
            ("Access-Control-Request-Headers", "if-match,authorization")
        );
        using var asked = await http.SendAsync(preflight, Cancel);
        using var request = Request(HttpMethod.Get, ("Origin", origin));
        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(allowed, Header(asked, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed.Length > 0, Header(asked, "Access-Control-Allow-Methods").Contains("PUT", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(allowed, Header(answer, "Access-Control-Allow-Origin"));
        Assert.Equal(allowed.Length > 0, Header(answer, "Access-Control-Expose-Headers").Contains("ETag", StringComparison.Ordinal));
        Assert.Empty(Header(answer, "Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task WithoutAListedOrigin_NoAnswerNamesOne()
    {
        using var service = await KestrelService.StartAsync(desk.Api);
        using var http = service.CreateClient();
        using var request = Request(HttpMethod.Get, ("Origin", Portal));
        using var answer = await http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(Header(answer, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("127.0.0.0/8", true)]
    [InlineData("192.0.2.7", false)]
    [InlineData(null, false)]
    public async Task WhatAProxyForwards_IsBelievedOfNamedProxiesOnly(string? proxy, bool isBelieved)
    {
        (string, string)[] named = proxy is null ? [] : [("Edge:Proxies:0", proxy)];
        using var service = await KestrelService.StartAsync(
            desk.Api,
            environment: "Production",
            settings: [("Authentication:Authority", "https://id.example"), .. named]
        );
        using var http = service.CreateClient();
        using var request = Request(
            HttpMethod.Get,
            ("X-Forwarded-Proto", "https"),
            ("X-Forwarded-Host", Host),
            ("X-Forwarded-For", "198.51.100.4")
        );
        request.RequestUri = new Uri("/api/v1/nothing", UriKind.Relative);
        using var answer = await http.SendAsync(request, Cancel);
        var problem = await ApiReply.ReadAsync(answer);

        var place = isBelieved ? $"https://{Host}" : service.Address.ToString().TrimEnd('/');
        Assert.Equal($"{place}/errors/request.route-not-found", problem.Body["type"]!.GetValue<string>());
        Assert.Equal(isBelieved ? "max-age=31536000" : "", Header(answer, "Strict-Transport-Security"));
    }

    [Theory]
    [InlineData("""{"userName": "applicant"} {}""", "request.malformed-json")]
    [InlineData("""{"userName": "applicant"} // the tester""", "request.malformed-json")]
    [InlineData("""{"userName": "applicant",}""", "request.malformed-json")]
    [InlineData("""{"userName": "applicant", "userName": "administrator"}""", "request.validation-failed")]
    [InlineData("""{"userName": "\uD800"}""", "request.validation-failed")]
    public async Task Body_ThatIsNotStrictlyJson_IsRefused(string body, string code) =>
        (await desk.Api.Anonymous().PostAsync("/development/tokens", body)).ExpectRefusal(400, code);

    [Theory]
    [InlineData("{\"content\":", "}", "request.validation-failed")]
    [InlineData("[", "]", "request.validation-failed")]
    [InlineData("{\"callId\":[", "]}", "request.too-deep")]
    public async Task Body_ThatIsNestedForItsOwnSake_IsRefused(string open, string close, string code)
    {
        var body = string.Concat(Enumerable.Repeat(open, 20_000)) + "1" + string.Concat(Enumerable.Repeat(close, 20_000));

        (await desk.Applicant.PostAsync("/api/v1/applications", body)).ExpectRefusal(400, code);
    }

    [Fact]
    public async Task Body_ThatIsNotUtf8_IsRefused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/applications")
        {
            Content = new ByteArrayContent([(byte)'{', (byte)'"', 0xC3, 0x28, (byte)'"', (byte)':', (byte)'1', (byte)'}']),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        request.Headers.Add("Idempotency-Key", "not-utf-8");
        using var answer = await desk.Applicant.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith("request.", (await ApiReply.ReadAsync(answer)).Code, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_BeyondTheirBounds_AreRefusedBeforeAnythingIsRead()
    {
        using var service = await KestrelService.StartAsync(desk.Api);

        Assert.StartsWith(
            "HTTP/1.1 431 ",
            await SendAsync(service, string.Concat(Enumerable.Range(0, 70).Select(i => $"X-{i}: 1\r\n"))),
            StringComparison.Ordinal
        );
        Assert.StartsWith("HTTP/1.1 431 ", await SendAsync(service, $"X-Long: {new string('a', 17 * 1024)}\r\n"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 414 ", await SendAsync(service, "", new string('a', 9 * 1024)), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 200 ", await SendAsync(service, "X-Short: 1\r\n"), StringComparison.Ordinal);
    }

    private static async Task<string> SendAsync(KestrelService service, string headers, string query = "")
    {
        using var client = new TcpClient();
        await client.ConnectAsync(service.Address.Host, service.Address.Port, Cancel);
        await using var stream = client.GetStream();
        var request = $"GET /api/v1/calls?{query} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{headers}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancel);
        using var answer = new StreamReader(stream);
        return await answer.ReadLineAsync(Cancel) ?? "";
    }

    private static HttpRequestMessage Request(HttpMethod method, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, "/api/v1/calls");
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(",", values) : "";

    /// <summary>A database of its own, with an applicant.</summary>
    public sealed class Desk : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public ApiClient Applicant { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            Applicant = await Api.RegisterAsync("applicant", "applicant");
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
