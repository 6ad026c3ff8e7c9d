using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Another provider, such as ProConnect, by which persons sign in at the embedded one: a second instance plays it.</summary>
public sealed class ExternalLoginTests(StrangerScene scene) : IClassFixture<StrangerScene>
{
    [Fact]
    public async Task Person_LinksItsLoginOnce_AndThenSignsInWithIt()
    {
        await scene.Api.RegisterAsync("paul", "applicant");
        using var service = await scene.StartWithLoginAsync();

        var (browser, page) = await ReturnAsync(service, "visitor");
        Assert.StartsWith("/account/external", page.Address, StringComparison.Ordinal);
        var wrong = await browser.SubmitAsync(page, ("login", "paul"), ("password", "not the right one"));
        Assert.Contains("role=\"alert\"", wrong.Html, StringComparison.Ordinal);
        Assert.Equal("/account/signed-in", (await browser.SubmitAsync(wrong, ("login", "paul"), ("password", "development only"))).Address);

        var (_, again) = await ReturnAsync(service, "visitor");
        Assert.Equal("/account/signed-in", again.Address);
        var (_, other) = await ReturnAsync(service, "another-visitor");
        Assert.StartsWith("/account/external", other.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RoleThatDecides_ShowsItsSecondFactorAllTheSame()
    {
        await scene.Api.RegisterAsync("denis", "decision-recorder");
        using var service = await scene.StartWithLoginAsync();
        var (browser, page) = await ReturnAsync(service, "deciding-visitor");

        var next = await browser.SubmitAsync(page, ("login", "denis"), ("password", "development only"));

        Assert.StartsWith("/account/second-factor-setup", next.Address, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnswerThatNobodyAskedFor_SignsNobodyIn()
    {
        using var service = await scene.StartWithLoginAsync();
        using var http = StrangerScene.Client(service);
        var browser = new Browser(http, StrangerScene.Origin(service));

        var page = await browser.OpenAsync("/account/external-callback?code=guessed&state=guessed");

        Assert.Equal("/account/sign-in?problem=external-failed", page.Address);
        Assert.Contains("role=\"alert\"", page.Html, StringComparison.Ordinal);
        Assert.StartsWith("/account/sign-in", (await browser.OpenAsync("/account/external")).Address, StringComparison.Ordinal);
    }

    // The service has one name and the stranger another, as a browser keeps the cookies of both apart by name and not by port.
    private async Task<(Browser Browser, Page Page)> ReturnAsync(KestrelService service, string visitor)
    {
        var browser = new Browser(StrangerScene.Client(service), StrangerScene.Origin(service));
        var left = (await browser.SubmitAsync(await browser.OpenAsync("/account/sign-in"), 1)).Left!;
        var stranger = await scene.BrowserAsync(visitor);
        var back = await stranger.SubmitAsync(
            await stranger.OpenAsync(left.PathAndQuery),
            ("login", visitor),
            ("password", "development only")
        );
        return (browser, await browser.OpenAsync(back.Left!.PathAndQuery));
    }
}
