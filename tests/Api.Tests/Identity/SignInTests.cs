using System.Text.RegularExpressions;
using OtpNet;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Passwords, the lock, and the second factor, in a browser without script.</summary>
public sealed partial class SignInTests(IdentityScene scene) : IClassFixture<IdentityScene>
{
    private readonly ApiFixture api = scene.Api;

    [Fact]
    public async Task WrongPassword_AndUnknownName_ReadTheSame()
    {
        var person = await scene.PersonAsync();
        var wrong = await new Browser(api).SignInAsync(person, password: "not the right one");
        var unknown = await new Browser(api).SignInAsync("nobody", password: "not the right one");

        Assert.Contains("role=\"alert\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal(Normal(wrong.Html), Normal(unknown.Html).Replace("nobody", person, StringComparison.Ordinal));
    }

    [Fact]
    public async Task TenWrongAttempts_LockTheAccount_ForAWhile()
    {
        var person = await scene.PersonAsync();
        await new Browser(api).SignInAsync(person);
        for (var attempt = 0; attempt < 10; attempt++)
        {
            await new Browser(api).SignInAsync(person, password: $"wrong number {attempt}");
        }

        Assert.Equal("/account/sign-in", PathOf(await new Browser(api).SignInAsync(person)));
        await api.Database.ExecuteAsync(
            $"update identity.accounts set lockout_end = now() - interval '1 second' where user_name = '{person}'"
        );
        Assert.Equal("/account/signed-in", PathOf(await new Browser(api).SignInAsync(person)));
    }

    [Fact]
    public async Task ManyAttemptsAtOnce_AreStillMany()
    {
        var person = await scene.PersonAsync();
        await new Browser(api).SignInAsync(person);

        await Task.WhenAll(Enumerable.Range(0, 20).Select(x => new Browser(api).SignInAsync(person, password: $"wrong number {x}")));

        Assert.Equal("/account/sign-in", PathOf(await new Browser(api).SignInAsync(person)));
    }

    [Fact]
    public async Task RoleThatDecides_SetsUpASecondFactor_AndShowsItEachTime()
    {
        var person = await scene.PersonAsync("decision-recorder");
        var setup = await new Browser(api).SignInAsync(person);
        Assert.Equal("/account/second-factor-setup", PathOf(setup));
        var browser = new Browser(api);
        setup = await browser.SignInAsync(person);
        var secret = Secret().Match(setup.Html).Groups[1].Value.Replace(" ", "", StringComparison.Ordinal);

        var wrong = await browser.SubmitAsync(setup, ("code", "000000"));
        Assert.Contains("role=\"alert\"", wrong.Html, StringComparison.Ordinal);
        var code = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp();
        Assert.Equal("/account/signed-in", PathOf(await browser.SubmitAsync(wrong, ("code", code))));

        var again = new Browser(api);
        var asked = await again.SignInAsync(person);
        Assert.Equal("/account/second-factor", PathOf(asked));
        var repeated = await again.SubmitAsync(asked, ("code", code));
        Assert.Equal("/account/second-factor", PathOf(repeated));
        var next = new Totp(Base32Encoding.ToBytes(secret)).ComputeTotp(DateTime.UtcNow.AddSeconds(30));
        Assert.Equal("/account/signed-in", PathOf(await again.SubmitAsync(repeated, ("code", next))));
    }

    [Fact]
    public async Task SecondFactor_IsNotPassedBy_ByGoingOnWithoutIt()
    {
        var person = await scene.PersonAsync("decision-recorder");
        var portal = scene.Portal;
        var browser = new Browser(api);
        await browser.SignInAsync(person);

        var page = await browser.OpenAsync(portal.Address());

        Assert.Null(page.Left);
        Assert.Equal("/account/sign-in", PathOf(page));
        Assert.Equal("/account/sign-in", PathOf(await new Browser(api).OpenAsync("/account/second-factor")));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task ReturnUrl_ToAnotherSite_IsNotFollowed(string address)
    {
        var person = await scene.PersonAsync();
        var page = await new Browser(api).SignInAsync(person, address);

        Assert.Equal("/account/signed-in", PathOf(page));
    }

    [Fact]
    public async Task Form_WithoutItsSecret_IsRefused()
    {
        using var content = new FormUrlEncodedContent([new("login", "paul"), new("password", "development only")]);

        using var response = await api.Anonymous().Http.PostAsync("/account/sign-in", content, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Fact]
    public async Task Page_IsFrench_ForWhoReadsFrench_AndRunsNoScript()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/account/sign-in");
        request.Headers.Add("Accept-Language", "fr");

        using var response = await api.Anonymous().Http.SendAsync(request, TestContext.Current.CancellationToken);

        var html = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("<html lang=\"fr\">", html, StringComparison.Ordinal);
        Assert.Contains("Se connecter", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var policy = response.Headers.GetValues("Content-Security-Policy").Single();
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
    }

    internal static string PathOf(Page page) => page.Address.Split('?')[0];

    private static string Normal(string html) => FormToken().Replace(html, "");

    [GeneratedRegex("<code>([A-Z2-7 ]+)</code>")]
    internal static partial Regex Secret();

    [GeneratedRegex("<input name=\"form-token\"[^>]*>")]
    private static partial Regex FormToken();
}
