using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Programs that the configuration names are clients from the next start on.</summary>
public sealed class ConfiguredClientTests(IdentityScene scene) : IClassFixture<IdentityScene>
{
    [Fact]
    public async Task Machine_GetsATokenWithItsConfiguredSecret_AndNoLongerWithTheFormerOne()
    {
        var user = await scene.PersonAsync("finance-system");
        using (var service = await StartAsync(user, "the first secret of the tests"))
        {
            Assert.Equal(200, await AskAsync(service, "the first secret of the tests", "budget.read"));
            Assert.Equal(400, await AskAsync(service, "the first secret of the tests", "budget.write"));
        }

        using var next = await StartAsync(user, "the second secret of the tests");
        Assert.Equal(401, await AskAsync(next, "the first secret of the tests", "budget.read"));
        Assert.Equal(200, await AskAsync(next, "the second secret of the tests", "budget.read"));
    }

    private Task<KestrelService> StartAsync(string user, string secret) =>
        KestrelService.StartAsync(
            scene.Api,
            settings:
            [
                ("Identity:Clients:0:Id", "finance"),
                ("Identity:Clients:0:Secret", secret),
                ("Identity:Clients:0:UserName", user),
                ("Identity:Clients:0:Scopes:0", "budget.read"),
            ]
        );

    private static async Task<int> AskAsync(KestrelService service, string secret, string scope)
    {
        using var http = service.CreateClient();
        using var content = new FormUrlEncodedContent([
            new("grant_type", "client_credentials"),
            new("client_id", "finance"),
            new("client_secret", secret),
            new("scope", scope),
        ]);
        using var response = await http.PostAsync("/connect/token", content, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }
}
