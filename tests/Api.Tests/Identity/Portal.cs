using System.Diagnostics;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using SocialInnovation.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>A program that signs persons in by authorization code with PKCE, as a portal in a browser does.</summary>
public sealed class Portal(ApiFixture api)
{
    public const string Id = "portal";

    public const string Redirect = "https://portal.example/callback";

    public const string Scope = "openid offline_access api";

    private readonly string verifier = Base64Url(RandomNumberGenerator.GetBytes(32));

    public string Challenge => Base64Url(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));

    /// <summary>Registers it, as an administrator does.</summary>
    public async Task RegisterAsync(string consent = ConsentTypes.Implicit)
    {
        await using var scope = api.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = Id,
                    ClientType = ClientTypes.Public,
                    ConsentType = consent,
                    DisplayName = "The portal",
                    RedirectUris = { new Uri(Redirect) },
                    Permissions =
                    {
                        Permissions.Endpoints.Authorization,
                        Permissions.Endpoints.Token,
                        Permissions.Endpoints.Revocation,
                        Permissions.Endpoints.DeviceAuthorization,
                        Permissions.GrantTypes.AuthorizationCode,
                        Permissions.GrantTypes.RefreshToken,
                        Permissions.GrantTypes.DeviceCode,
                        Permissions.ResponseTypes.Code,
                        Permissions.Prefixes.Scope + "api",
                    },
                }
            );
    }

    /// <summary>The address at which a sign-in begins.</summary>
    public string Address(string redirect = Redirect, string? challenge = null, string method = "S256", string extra = "") =>
        $"/connect/authorize?client_id={Id}&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}"
        + $"&scope={Uri.EscapeDataString(Scope)}&state=s1&nonce=n1{extra}"
        + (challenge == "" ? "" : $"&code_challenge={challenge ?? Challenge}&code_challenge_method={method}");

    /// <summary>Signs a person in: the page of the service, and back with a code.</summary>
    public async Task<string> CodeAsync(Browser browser, string userName)
    {
        var page = await browser.OpenAsync(Address());
        page = page.Left is null ? await browser.SubmitAsync(page, ("login", userName), ("password", "development only")) : page;
        return page.Parameter("code") ?? throw new InvalidOperationException($"No code at {page.Address}: {page.Left} {page.Html}");
    }

    public async Task<Tokens> SignInAsync(Browser browser, string userName) =>
        Tokens.Of((await ExchangeAsync(await CodeAsync(browser, userName))).Expect(200));

    public Task<ApiReply> ExchangeAsync(string code, string? codeVerifier = null, string redirect = Redirect) =>
        TokenAsync(
            ("grant_type", "authorization_code"),
            ("client_id", Id),
            ("code", code),
            ("redirect_uri", redirect),
            ("code_verifier", codeVerifier ?? verifier)
        );

    public Task<ApiReply> RefreshAsync(string refreshToken) =>
        TokenAsync(("grant_type", "refresh_token"), ("client_id", Id), ("refresh_token", refreshToken));

    public Task<ApiReply> TokenAsync(params (string Name, string Value)[] fields) => SendAsync("/connect/token", fields);

    public async Task<ApiReply> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var content = new FormUrlEncodedContent(fields.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        using var response = await api.Anonymous().Http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(response);
    }

    private static string Base64Url(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

/// <summary>What a sign-in gives.</summary>
public sealed record Tokens(string Access, string Refresh, string? Identity)
{
    public static Tokens Of(ApiReply reply) =>
        new(
            reply.Body["access_token"]!.GetValue<string>(),
            reply.Body["refresh_token"]!.GetValue<string>(),
            reply.Body["id_token"]?.GetValue<string>()
        );

    /// <summary>The answer of the API to a caller with this access token.</summary>
    public static async Task<ApiReply> CallAsync(ApiFixture api, string accessToken, string path = "/api/v1/me")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        using var response = await api.Anonymous().Http.SendAsync(request, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(response);
    }

    /// <summary>Waits until an instance has read of a token's withdrawal, as it does once a second.</summary>
    public static async Task ExpectWithdrawnAsync(ApiFixture api, string accessToken)
    {
        var begun = Stopwatch.GetTimestamp();
        while ((await CallAsync(api, accessToken)).Status != 401)
        {
            Assert.True(Stopwatch.GetElapsedTime(begun) < TimeSpan.FromSeconds(15), "The token is still believed.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>The claims of a token, unverified.</summary>
    public static JsonNode ClaimsOf(string token)
    {
        var part = token.Split('.')[1].Replace('-', '+').Replace('_', '/');
        return JsonNode.Parse(Convert.FromBase64String(part.PadRight((part.Length + 3) / 4 * 4, '=')))!;
    }
}
