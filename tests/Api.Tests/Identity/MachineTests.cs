using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using SocialInnovation.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Machines by client credentials, scripts by device codes.</summary>
public sealed class MachineTests(IdentityScene scene) : IClassFixture<IdentityScene>, IAsyncLifetime
{
    private const string Secret = "a secret of the tests alone";

    private readonly ApiFixture api = scene.Api;
    private string client = null!;

    public async ValueTask InitializeAsync()
    {
        client = await scene.PersonAsync("finance-system");
        var user = (await (await api.SignInAsync(client)).GetAsync("/api/v1/me")).Id;
        await using var services = api.Services.CreateAsyncScope();
        await services
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = client,
                    ClientSecret = Secret,
                    ClientType = ClientTypes.Confidential,
                    Permissions =
                    {
                        Permissions.Endpoints.Token,
                        Permissions.GrantTypes.ClientCredentials,
                        Permissions.Prefixes.Scope + "budget.read",
                    },
                    Properties = { ["user"] = JsonSerializer.SerializeToElement(user) },
                }
            );
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task ClientCredentials_GiveTheMachinesRoles_AndTheScopeAskedFor()
    {
        var token = (await AskAsync("budget.read")).Expect(200).Body["access_token"]!.GetValue<string>();

        var claims = Tokens.ClaimsOf(token);
        Assert.Equal("finance-system", claims["roles"]!.ToString());
        Assert.Equal("budget.read", claims["scope"]!.ToString());
        (await Tokens.CallAsync(api, token, "/api/v1/ledger-entries")).Expect(200);
    }

    [Theory]
    [InlineData("budget.write")]
    [InlineData("api")]
    [InlineData("budget.read api")]
    [InlineData("everything")]
    public async Task Scope_ThatTheClientDoesNotHave_IsRefused(string scope)
    {
        var refused = (await AskAsync(scope)).Expect(400);

        Assert.StartsWith("invalid_", refused.Body["error"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Null(refused.Body["access_token"]);
    }

    [Fact]
    public async Task WrongSecret_OrNone_IsRefused()
    {
        (await scene.Portal.TokenAsync(("grant_type", "client_credentials"), ("client_id", client), ("client_secret", "guessed"))).Expect(
            401
        );
        (await scene.Portal.TokenAsync(("grant_type", "client_credentials"), ("client_id", client))).Expect(400);
        (await scene.Portal.TokenAsync(("grant_type", "client_credentials"), ("client_id", Portal.Id))).Expect(400);
    }

    [Fact]
    public async Task Device_IsAllowedByAPerson_WhoIsAsked()
    {
        var person = await scene.PersonAsync();
        var begun = (await scene.Portal.SendAsync("/connect/device", ("client_id", Portal.Id), ("scope", "openid api"))).Expect(200);
        var device = begun.Body["device_code"]!.GetValue<string>();
        Assert.Equal("authorization_pending", (await PollAsync(device)).Expect(400).Body["error"]!.GetValue<string>());

        var browser = new Browser(api);
        var address = $"/connect/verify?user_code={Uri.EscapeDataString(begun.Body["user_code"]!.GetValue<string>())}";
        var page = await browser.SubmitAsync(await browser.OpenAsync(address), ("login", person), ("password", "development only"));
        Assert.Contains("The portal", page.Html, StringComparison.Ordinal);
        var done = await browser.SubmitAsync(page, ("answer", "allow"));

        Assert.Contains("role=\"status\"", done.Html, StringComparison.Ordinal);
        var token = (await PollAsync(device)).Expect(200).Body["access_token"]!.GetValue<string>();
        Assert.Equal(person, (await Tokens.CallAsync(api, token)).Expect(200).Body["userName"]!.GetValue<string>());
    }

    [Fact]
    public async Task Device_ThatAPersonRefuses_GetsNothing()
    {
        var person = await scene.PersonAsync();
        var begun = (await scene.Portal.SendAsync("/connect/device", ("client_id", Portal.Id), ("scope", "api"))).Expect(200);
        var browser = new Browser(api);
        await browser.SignInAsync(person);
        var wrong = await browser.OpenAsync("/connect/verify?user_code=0000-0000-0000");
        Assert.Contains("role=\"alert\"", wrong.Html, StringComparison.Ordinal);

        var page = await browser.OpenAsync(
            $"/connect/verify?user_code={Uri.EscapeDataString(begun.Body["user_code"]!.GetValue<string>())}"
        );
        await browser.SubmitAsync(page, ("answer", "refuse"));

        Assert.Equal(
            "access_denied",
            (await PollAsync(begun.Body["device_code"]!.GetValue<string>())).Expect(400).Body["error"]!.GetValue<string>()
        );
    }

    private Task<ApiReply> AskAsync(string scope) =>
        scene.Portal.TokenAsync(("grant_type", "client_credentials"), ("client_id", client), ("client_secret", Secret), ("scope", scope));

    private Task<ApiReply> PollAsync(string device) =>
        scene.Portal.TokenAsync(
            ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
            ("client_id", Portal.Id),
            ("device_code", device)
        );
}
