using System.Diagnostics;
using System.Text.RegularExpressions;
using MimeKit;
using SocialInnovation.Api.Tests.Audit;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Accounts that are opened, confirmed and reset by mail.</summary>
public sealed partial class MailedLinkTests(IdentityScene scene) : IClassFixture<IdentityScene>
{
    private const string Password = "un chat dort sous le pont";

    private readonly ApiFixture api = scene.Api;
    private readonly Portal portal = scene.Portal;
    private readonly string address = scene.Address();

    [Fact]
    public async Task Applicant_Registers_Confirms_AndSignsIn()
    {
        var browser = new Browser(api);
        var done = await RegisterAsync(browser, address, Password);
        Assert.Contains("role=\"status\"", done.Html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", (await browser.SignInAsync(address, password: Password)).Html, StringComparison.Ordinal);

        var confirmed = await browser.SubmitAsync(await browser.OpenAsync(await LinkAsync("confirm-address")));

        Assert.Contains("role=\"status\"", confirmed.Html, StringComparison.Ordinal);
        Assert.Equal("/account/signed-in", SignInTests.PathOf(await browser.SignInAsync(address, password: Password)));
        var code = (await browser.OpenAsync(portal.Address())).Parameter("code")!;
        var me = await Tokens.CallAsync(api, Tokens.Of(await portal.ExchangeAsync(code)).Access);
        Assert.Equal("Claire Martin", me.Expect(200).Body["displayName"]!.GetValue<string>());
        Assert.Equal("applicant", me.Body["roles"]![0]!.GetValue<string>());
    }

    [Fact]
    public async Task AddressThatIsTaken_ReadsTheSame_AndItsOwnerIsTold()
    {
        var first = await RegisterAsync(new Browser(api), address, Password);
        await LinkAsync("confirm-address");

        var second = await RegisterAsync(new Browser(api), address.ToUpperInvariant(), "a completely other sentence");

        Assert.Equal(first.Html, second.Html);
        await LinkAsync("reset-password");
        Assert.Equal(
            1L,
            await api.Database.ScalarAsOwnerAsync(
                $"select count(*) from identity.accounts where normalized_email = '{address.ToUpperInvariant()}'"
            )
        );
    }

    [Theory]
    [InlineData("fourteen chars", "fewer than 15")]
    [InlineData("passwordpassword", "tried first")]
    [InlineData("aaaaaaaaaaaaaaaaaaa", "tried first")]
    [InlineData("123456789012345", "tried first")]
    [InlineData("sunshine12345 dragon", "tried first")]
    [InlineData("person.example.2026", "tried first")]
    [InlineData("development only", "tried first")]
    public async Task Password_ThatIsShortOrCommon_IsRefused(string password, string reason)
    {
        var page = await RegisterAsync(new Browser(api), address, password);

        Assert.Contains(reason, page.Html, StringComparison.Ordinal);
        Assert.Equal(
            0L,
            await api.Database.ScalarAsOwnerAsync(
                $"select count(*) from identity.accounts where normalized_email = '{address.ToUpperInvariant()}'"
            )
        );
    }

    [Theory]
    [InlineData("no digits and no capitals")]
    [InlineData("mot de passe écrit à la main")]
    public async Task Password_NeedsNoSpecialCharacters(string password) =>
        Assert.Contains("role=\"status\"", (await RegisterAsync(new Browser(api), address, password)).Html, StringComparison.Ordinal);

    [Fact]
    public async Task Reset_SetsThePassword_Once_AndEndsEverySession()
    {
        var browser = new Browser(api);
        await RegisterAsync(browser, address, Password);
        await browser.SubmitAsync(await browser.OpenAsync(await LinkAsync("confirm-address")));
        await browser.SignInAsync(address, password: Password);
        var tokens = Tokens.Of(await portal.ExchangeAsync((await browser.OpenAsync(portal.Address())).Parameter("code")!));

        var other = new Browser(api);
        await other.SubmitAsync(await other.OpenAsync("/account/forgot-password"), ("email", address));
        var form = await other.OpenAsync(await LinkAsync("reset-password"));
        Assert.Contains(
            "role=\"status\"",
            (await other.SubmitAsync(form, ("password", "another long sentence"))).Html,
            StringComparison.Ordinal
        );

        Assert.Contains(
            "used or is too old",
            (await other.SubmitAsync(form, ("password", "a third long sentence"))).Html,
            StringComparison.Ordinal
        );
        Assert.Contains("role=\"alert\"", (await other.SignInAsync(address, password: Password)).Html, StringComparison.Ordinal);
        Assert.Equal("/account/signed-in", SignInTests.PathOf(await other.SignInAsync(address, password: "another long sentence")));
        Assert.Null((await browser.OpenAsync(portal.Address())).Left);
        (await portal.RefreshAsync(tokens.Refresh)).Expect(400);
    }

    [Fact]
    public async Task Forgotten_OfAnUnknownAddress_ReadsTheSame_AndSendsNothing()
    {
        var browser = new Browser(api);
        await RegisterAsync(browser, address, Password);
        var form = await browser.OpenAsync("/account/forgot-password");

        var known = await browser.SubmitAsync(form, ("email", address));
        var unknown = await browser.SubmitAsync(form, ("email", "nobody@example.org"));

        Assert.Equal(known.Html, unknown.Html);
        Assert.Equal(0L, await api.Database.ScalarAsOwnerAsync("select count(*) from platform.mails where recipient like 'nobody%'"));
    }

    [Fact]
    public async Task ErasedApplicant_HasNothingLeftToSignInWith_AndItsAddressIsFree()
    {
        var browser = new Browser(api);
        await RegisterAsync(browser, address, Password);
        await browser.SubmitAsync(await browser.OpenAsync(await LinkAsync("confirm-address")));
        await browser.SignInAsync(address, password: Password);
        var tokens = Tokens.Of(await portal.ExchangeAsync((await browser.OpenAsync(portal.Address())).Parameter("code")!));
        var user = (await Tokens.CallAsync(api, tokens.Access)).Id;
        var key = (await api.IssueKeyAsync(user, "api")).Key();
        (await Tokens.CallAsync(api, key)).Expect(200);
        Assert.NotEmpty(await Traces.OfAsync(api.Database, address));

        var administrator = await api.SignInAsync("administrator");
        (await administrator.PostAsync($"/api/v1/users/{user}/erasure", new { reason = "File 7." }, 1)).Expect(201);

        Assert.Empty(await Traces.OfAsync(api.Database, address));
        (await portal.RefreshAsync(tokens.Refresh)).Expect(400);
        (await Tokens.CallAsync(api, key)).Expect(401);
        await Tokens.ExpectWithdrawnAsync(api, tokens.Access);
        Assert.StartsWith("/account/sign-in", (await browser.OpenAsync(portal.Address())).Address, StringComparison.Ordinal);
        var refused = await new Browser(api).SignInAsync(address, password: Password);
        Assert.Contains("role=\"alert\"", refused.Html, StringComparison.Ordinal);
        await RegisterAsync(new Browser(api), address, Password);
        Assert.NotEmpty(await Traces.OfAsync(api.Database, address));
    }

    private static async Task<Page> RegisterAsync(Browser browser, string email, string password) =>
        await browser.SubmitAsync(
            await browser.OpenAsync("/account/register"),
            ("name", "Claire Martin"),
            ("email", email),
            ("password", password)
        );

    private async Task<string> LinkAsync(string page)
    {
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(30))
        {
            foreach (var file in Directory.Exists(api.MailFolder) ? Directory.GetFiles(api.MailFolder, "*.eml") : [])
            {
                var mail = await MimeMessage.LoadAsync(file, TestContext.Current.CancellationToken);
                if (
                    mail.To.Mailboxes.Single().Address == address
                    && Link().Match(mail.TextBody ?? "") is { Success: true } link
                    && link.Value.Contains(page, StringComparison.Ordinal)
                )
                {
                    return new Uri(link.Value).PathAndQuery;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException($"No mail with a link to {page} for {address}.");
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Link();
}
