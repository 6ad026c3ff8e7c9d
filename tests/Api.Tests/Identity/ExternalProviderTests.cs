using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Another provider's tokens: that of a second instance of the embedded one, which runs on a database of its own as a stranger.</summary>
public sealed class ExternalProviderTests(StrangerScene scene) : IClassFixture<StrangerScene>
{
    private static readonly (string, string)[] Introspection =
    [
        ("Authentication:Introspection:ClientId", "social-innovation"),
        ("Authentication:Introspection:ClientSecret", StrangerScene.Secret),
    ];

    [Fact]
    public async Task SignedToken_IsBelieved_AndItsClaimsBecomeRoles()
    {
        using var service = await scene.StartServiceAsync(("Authentication:Roles:instructor:0", "auditor"));
        var token = await scene.TokenAsync("machine");

        var me = await MeAsync(service, token);

        Assert.Equal("instructor", Assert.Single(me["roles"]!.AsArray())!.GetValue<string>());
        Assert.Equal(me["id"]!.ToString(), (await MeAsync(service, token))["id"]!.ToString());
        Assert.NotEqual(Tokens.ClaimsOf(token)["sub"]!.ToString(), me["id"]!.ToString());
    }

    [Fact]
    public async Task RolesWithoutAMap_AreTakenAsTheyAre_AndThoseThatDecideWantTheSecondFactor()
    {
        var token = await scene.TokenAsync("machine");
        using var plain = await scene.StartServiceAsync();
        using var strict = await scene.StartServiceAsync(
            ("Authentication:SecondFactor:Claim", "amr"),
            ("Authentication:SecondFactor:Values:0", "otp")
        );

        Assert.Equal("auditor", Assert.Single((await MeAsync(plain, token))["roles"]!.AsArray())!.GetValue<string>());
        Assert.Empty((await MeAsync(strict, token))["roles"]!.AsArray());
    }

    [Fact]
    public async Task Token_IsIntrospected_AndRefusedOnceItIsRevoked()
    {
        using var service = await scene.StartServiceAsync(Introspection);
        var token = await scene.TokenAsync("machine");
        Assert.Equal("auditor", Assert.Single((await MeAsync(service, token))["roles"]!.AsArray())!.GetValue<string>());

        await scene.RevokeAsync(token, "machine");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(service, token));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task ApiKey_IsOfOurOwnUser_WhoeverGivesTheTokens(bool areTokensAskedAbout)
    {
        var name = $"machine-{Guid.CreateVersion7():N}";
        var machine = await scene.Api.RegisterAsync(name, "finance-system");
        var key = (await scene.Api.IssueKeyAsync(machine.UserId, "api")).Key();
        using var service = await scene.StartServiceAsync(areTokensAskedAbout ? Introspection : []);

        var me = await MeAsync(service, key);

        Assert.Equal((name, $"{machine.UserId}"), (me["userName"]!.GetValue<string>(), me["id"]!.GetValue<string>()));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(service, "sik_0000000000000000000000000000000000000000000000000"));
    }

    [Fact]
    public async Task OwnProvider_IsOff_AndItsTokensAreStrangers()
    {
        using var service = await scene.StartServiceAsync();
        using var http = service.CreateClient();

        using var discovery = await http.GetAsync("/.well-known/openid-configuration", TestContext.Current.CancellationToken);
        using var page = await http.GetAsync("/account/sign-in", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, discovery.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
        var own = await scene.Api.SignInAsync("administrator");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(service, own.Http.DefaultRequestHeaders.Authorization!.Parameter!));
    }

    [Fact]
    public async Task ErasedPerson_IsNotMadeKnownAgain_ByAProviderThatStillKnowsIt()
    {
        var token = await scene.TokenAsync("leaver");
        using var before = await scene.StartServiceAsync();
        var person = (await MeAsync(before, token))["id"]!.GetValue<Guid>();
        var administrator = await scene.Api.SignInAsync("administrator");

        (await administrator.PostAsync($"/api/v1/users/{person}/erasure", new { reason = "File 7." }, 1)).Expect(201);

        using var after = await scene.StartServiceAsync();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(after, token));
        var user = (await administrator.GetAsync($"/api/v1/users/{person}")).Expect(200).Body;
        Assert.Empty(user["roles"]!.AsArray());
    }

    private static async Task<JsonNode> MeAsync(KestrelService service, string token)
    {
        using var http = service.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync("/api/v1/me", TestContext.Current.CancellationToken);
        var reply = await ApiReply.ReadAsync(response);
        return reply.Expect(200).Body;
    }

    private static async Task<HttpStatusCode> StatusAsync(KestrelService service, string token)
    {
        using var http = service.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await http.GetAsync("/api/v1/me", TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
