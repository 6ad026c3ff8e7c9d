using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using SocialInnovation.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Tests.Identity;

/// <summary>Another provider's tokens: that of a second instance of the embedded one, which runs on a database of its own as a stranger.</summary>
public sealed class ExternalProviderTests(StrangerScene scene) : IClassFixture<StrangerScene>
{
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
        using var service = await scene.StartServiceAsync(
            ("Authentication:Introspection:ClientId", "social-innovation"),
            ("Authentication:Introspection:ClientSecret", StrangerScene.Secret)
        );
        var token = await scene.TokenAsync("machine");
        Assert.Equal("auditor", Assert.Single((await MeAsync(service, token))["roles"]!.AsArray())!.GetValue<string>());

        await scene.RevokeAsync(token, "machine");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(service, token));
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

/// <summary>The stranger, and the service that trusts it.</summary>
public sealed class StrangerScene : IAsyncLifetime
{
    public const string Secret = "a secret of the tests alone";

    private ApiFixture strangers = null!;
    private KestrelService stranger = null!;
    private Uri address = null!;

    /// <summary>The service's own database, with its own provider.</summary>
    public ApiFixture Api { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        (Api, strangers) = (await ApiFixture.StartAsync(), await ApiFixture.StartAsync());
        address = new Uri($"http://127.0.0.1:{FreePort()}/");
        stranger = await KestrelService.StartAsync(
            strangers,
            settings: [("urls", address.ToString()), ("Identity:Issuer", address.ToString())]
        );
        var machine = await strangers.RegisterAsync("machine", "auditor");
        await RegisterClientAsync("machine", machine.UserId);
        await RegisterClientAsync("social-innovation", machine.UserId);
    }

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        await strangers.DisposeAsync();
        await Api.DisposeAsync();
    }

    public Task<KestrelService> StartServiceAsync(params (string, string)[] settings) =>
        KestrelService.StartAsync(Api, settings: [("Authentication:Authority", address.ToString()), .. settings]);

    public async Task<string> TokenAsync(string client) =>
        (
            await SendAsync(
                "connect/token",
                ("grant_type", "client_credentials"),
                ("client_id", client),
                ("client_secret", Secret),
                ("scope", "api")
            )
        )
            .Expect(200)
            .Body["access_token"]!.GetValue<string>();

    public async Task RevokeAsync(string token, string client) =>
        (await SendAsync("connect/revoke", ("token", token), ("client_id", client), ("client_secret", Secret))).Expect(200);

    private async Task<ApiReply> SendAsync(string path, params (string Name, string Value)[] fields)
    {
        using var http = stranger.CreateClient();
        using var content = new FormUrlEncodedContent(fields.Select(x => KeyValuePair.Create(x.Name, x.Value)));
        using var response = await http.PostAsync(path, content, TestContext.Current.CancellationToken);
        return await ApiReply.ReadAsync(response);
    }

    private async Task RegisterClientAsync(string id, Guid user)
    {
        await using var scope = strangers.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = id,
                    ClientSecret = Secret,
                    ClientType = ClientTypes.Confidential,
                    Permissions =
                    {
                        Permissions.Endpoints.Token,
                        Permissions.Endpoints.Introspection,
                        Permissions.Endpoints.Revocation,
                        Permissions.GrantTypes.ClientCredentials,
                        Permissions.Prefixes.Scope + "api",
                    },
                    Properties = { ["user"] = System.Text.Json.JsonSerializer.SerializeToElement(user) },
                }
            );
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
