using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>A portal signs a person in by authorization code with PKCE.</summary>
public sealed class CodeFlowTests(IdentityScene scene) : IClassFixture<IdentityScene>
{
    private readonly ApiFixture api = scene.Api;
    private readonly Portal portal = scene.Portal;

    [Fact]
    public async Task SignIn_GivesATokenForTheApi_AndNoNameInIt()
    {
        var person = await scene.PersonAsync();
        var tokens = await portal.SignInAsync(new Browser(api), person);

        var me = (await Tokens.CallAsync(api, tokens.Access)).Expect(200);
        Assert.Equal(person, me.Body["userName"]!.GetValue<string>());
        var claims = Tokens.ClaimsOf(tokens.Access).AsObject();
        Assert.Equal("openid offline_access api", claims["scope"]!.GetValue<string>());
        Assert.Equal("applicant", claims["roles"]!.ToString());
        Assert.DoesNotContain("name", claims.Select(x => x.Key));
        Assert.DoesNotContain("email", claims.Select(x => x.Key));
    }

    [Fact]
    public async Task SecondSignIn_InTheSameBrowser_AsksNothing()
    {
        var person = await scene.PersonAsync();
        var browser = new Browser(api);
        await portal.SignInAsync(browser, person);

        Assert.NotNull((await browser.OpenAsync(portal.Address())).Parameter("code"));
        Assert.Equal("login_required", (await new Browser(api).OpenAsync(portal.Address(extra: "&prompt=none"))).Parameter("error"));
        Assert.StartsWith(
            "/account/sign-in",
            (await browser.OpenAsync(portal.Address(extra: "&prompt=login"))).Address,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Pkce_MissingPlainOrWrong_IsRefused()
    {
        var person = await scene.PersonAsync();
        var browser = new Browser(api);

        Assert.Equal("invalid_request", (await browser.OpenAsync(portal.Address(challenge: ""))).Error);
        Assert.Equal("invalid_request", (await browser.OpenAsync(portal.Address(method: "plain"))).Error);
        var code = await portal.CodeAsync(browser, person);
        Assert.Equal(
            "invalid_grant",
            (await portal.ExchangeAsync(code, codeVerifier: new string('a', 43))).Expect(400).Body["error"]!.ToString()
        );
        code = await portal.CodeAsync(browser, person);
        (await portal.ExchangeAsync(code, codeVerifier: "")).Expect(400);
    }

    [Theory]
    [InlineData("https://portal.example/callbac")]
    [InlineData("https://portal.example/callback/")]
    [InlineData("https://portal.example/Callback")]
    [InlineData("http://portal.example/callback")]
    [InlineData("https://portal.example.evil.example/callback")]
    public async Task RedirectUri_OffByOneCharacter_IsNotFollowed(string redirect)
    {
        var person = await scene.PersonAsync();
        var page = await new Browser(api).OpenAsync(portal.Address(redirect));

        Assert.Null(page.Left);
        Assert.Equal(400, page.Status);
        var code = await portal.CodeAsync(new Browser(api), person);
        (await portal.ExchangeAsync(code, redirect: redirect)).Expect(400);
    }

    [Fact]
    public async Task Code_ServesOnce_AndASecondUseTakesEverythingBack()
    {
        var person = await scene.PersonAsync();
        var code = await portal.CodeAsync(new Browser(api), person);
        var tokens = Tokens.Of((await portal.ExchangeAsync(code)).Expect(200));

        Assert.Equal("invalid_grant", (await portal.ExchangeAsync(code)).Expect(400).Body["error"]!.ToString());
        (await portal.RefreshAsync(tokens.Refresh)).Expect(400);
        await Tokens.ExpectWithdrawnAsync(api, tokens.Access);
    }

    [Fact]
    public async Task RefreshToken_Rotates_AndAReuseTakesTheWholeFamilyBack()
    {
        var person = await scene.PersonAsync();
        var first = await portal.SignInAsync(new Browser(api), person);
        var second = Tokens.Of((await portal.RefreshAsync(first.Refresh)).Expect(200));
        Assert.NotEqual(first.Refresh, second.Refresh);
        (await Tokens.CallAsync(api, second.Access)).Expect(200);

        Assert.Equal("invalid_grant", (await portal.RefreshAsync(first.Refresh)).Expect(400).Body["error"]!.ToString());
        Assert.Equal("invalid_grant", (await portal.RefreshAsync(second.Refresh)).Expect(400).Body["error"]!.ToString());
        await Tokens.ExpectWithdrawnAsync(api, first.Access);
        await Tokens.ExpectWithdrawnAsync(api, second.Access);
    }

    [Fact]
    public async Task Revocation_TakesAnAccessTokenBack_OnEveryInstance()
    {
        var person = await scene.PersonAsync();
        await using var other = api.StartAnother();
        var tokens = await portal.SignInAsync(new Browser(api), person);
        (await Tokens.CallAsync(other, tokens.Access)).Expect(200);

        (await portal.SendAsync("/connect/revoke", ("client_id", Portal.Id), ("token", tokens.Access))).Expect(200);

        await Tokens.ExpectWithdrawnAsync(api, tokens.Access);
        await Tokens.ExpectWithdrawnAsync(other, tokens.Access);
    }

    [Fact]
    public async Task Roles_AreThoseOfTheMomentOfTheRefresh()
    {
        var person = await scene.PersonAsync();
        var tokens = await portal.SignInAsync(new Browser(api), person);
        await api.Database.ExecuteAsync($"update platform.users set roles = '{{evaluator}}' where user_name = '{person}'");

        var fresh = Tokens.Of((await portal.RefreshAsync(tokens.Refresh)).Expect(200));

        Assert.Equal("evaluator", Tokens.ClaimsOf(fresh.Access)["roles"]!.ToString());
    }
}
