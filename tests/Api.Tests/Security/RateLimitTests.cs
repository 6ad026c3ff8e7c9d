using System.Globalization;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Security;

/// <summary>Who sends too much waits, and nobody waits for another.</summary>
public sealed class RateLimitTests
{
    private const string Calls = "/api/v1/calls";
    private const int Limit = 5;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task WhoeverSendsTooMuch_IsToldToWait_AndNobodyElse()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.SignInAsync("administrator");
        using var service = await KestrelService.StartAsync(
            api,
            settings: [("RateLimits:CallerPerMinute", $"{Limit}"), ("RateLimits:AddressPerMinute", $"{Limit}")]
        );
        using var anonymous = service.CreateClient();

        Assert.Equal([4, 3, 2, 1, 0], await LeftAsync(anonymous, "address"));
        using var refused = await anonymous.GetAsync(new Uri(Calls, UriKind.Relative), Cancel);
        var reply = await ApiReply.ReadAsync(refused);
        reply.ExpectRefusal(429, "request.rate-limited");
        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 12);
        Assert.Contains($"{Limit}", reply.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        using var administrator = service.CreateClient();
        administrator.DefaultRequestHeaders.Authorization = await service.SignInAsync("administrator");
        using var auditor = service.CreateClient();
        auditor.DefaultRequestHeaders.Authorization = await service.SignInAsync("auditor");
        Assert.Equal([4, 3, 2, 1, 0], await LeftAsync(administrator, "caller"));
        Assert.Equal([4, 3, 2, 1, 0], await LeftAsync(auditor, "caller"));
        // What belongs to no operation is not counted, so that the service can be watched and explained.
        Assert.Equal(200, (int)(await anonymous.GetAsync(new Uri("/health/live", UriKind.Relative), Cancel)).StatusCode);
        Assert.Equal(200, (int)(await anonymous.GetAsync(new Uri("/errors/request.rate-limited", UriKind.Relative), Cancel)).StatusCode);
    }

    [Fact]
    public async Task IdentityProvider_CountsTheAddress_BeforeItLooksAtAnything()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.SignInAsync("administrator");
        using var service = await KestrelService.StartAsync(api, settings: ("RateLimits:AddressPerMinute", $"{Limit}"));
        using var http = service.CreateClient();
        for (var i = 0; i < Limit; i++)
        {
            using var page = await http.GetAsync(new Uri("/account/sign-in", UriKind.Relative), Cancel);
            Assert.Equal(200, (int)page.StatusCode);
        }

        foreach (var path in new[] { "/account/sign-in", "/connect/authorize", "/.well-known/openid-configuration" })
        {
            using var refused = await http.GetAsync(new Uri(path, UriKind.Relative), Cancel);
            (await ApiReply.ReadAsync(refused)).ExpectRefusal(429, "request.rate-limited");
        }
    }

    private static async Task<List<int>> LeftAsync(HttpClient http, string policy)
    {
        var left = new List<int>();
        for (var i = 0; i < Limit; i++)
        {
            using var answer = await http.GetAsync(new Uri(Calls, UriKind.Relative), Cancel);
            Assert.Equal(200, (int)answer.StatusCode);
            Assert.Equal($"\"{policy}\";q={Limit};w=60", answer.Headers.GetValues("RateLimit-Policy").Single());
            var text = answer.Headers.GetValues("RateLimit").Single();
            Assert.StartsWith($"\"{policy}\";r=", text, StringComparison.Ordinal);
            left.Add(int.Parse(text.Split('=')[1], CultureInfo.InvariantCulture));
        }

        return left;
    }
}
