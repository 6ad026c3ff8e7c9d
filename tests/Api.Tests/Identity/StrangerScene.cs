using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using SocialInnovation.Testing;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace SocialInnovation.Api.Tests.Identity;

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
        await RegisterClientAsync("leaver", (await strangers.RegisterAsync("leaver", "applicant")).UserId);
    }

    public async ValueTask DisposeAsync()
    {
        stranger.Dispose();
        await strangers.DisposeAsync();
        await Api.DisposeAsync();
    }

    /// <summary>The service with its own provider, where the stranger serves as another login.</summary>
    public async Task<KestrelService> StartWithLoginAsync()
    {
        var port = FreePort();
        var id = $"service-{port}";
        await RegisterClientAsync(id, Guid.Empty, new Uri($"http://localhost:{port}/account/external-callback"));
        return await KestrelService.StartAsync(
            Api,
            settings:
            [
                ("urls", $"http://127.0.0.1:{port}/"),
                ("Identity:Issuer", $"http://localhost:{port}/"),
                ("Identity:ExternalLogin:Authority", address.ToString()),
                ("Identity:ExternalLogin:ClientId", id),
                ("Identity:ExternalLogin:ClientSecret", Secret),
                ("Identity:ExternalLogin:Name", "The stranger"),
            ]
        );
    }

    public static string Origin(KestrelService service) => $"http://localhost:{service.Address.Port}/";

    public static HttpClient Client(KestrelService service) =>
        new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(Origin(service)) };

    /// <summary>A browser at the stranger, who knows the visitor.</summary>
    public async Task<Browser> BrowserAsync(string visitor)
    {
        var administrator = await strangers.SignInAsync("administrator");
        var known = (await administrator.GetAsync($"/api/v1/users?userName={visitor}")).Body["items"]!.AsArray();
        if (known.Count == 0)
        {
            await strangers.RegisterAsync(visitor, "applicant");
        }

        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        return new Browser(http, address.ToString());
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

    private async Task RegisterClientAsync(string id, Guid user, Uri? redirect = null)
    {
        await using var scope = strangers.Services.CreateAsyncScope();
        var client = new OpenIddictApplicationDescriptor
        {
            ClientId = id,
            ClientSecret = Secret,
            ClientType = ClientTypes.Confidential,
            ConsentType = ConsentTypes.Implicit,
            Permissions =
            {
                Permissions.Endpoints.Token,
                Permissions.Endpoints.Authorization,
                Permissions.Endpoints.Introspection,
                Permissions.Endpoints.Revocation,
                Permissions.GrantTypes.ClientCredentials,
                Permissions.GrantTypes.AuthorizationCode,
                Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + "api",
            },
            Properties = { ["user"] = JsonSerializer.SerializeToElement(user) },
        };
        if (redirect is not null)
        {
            client.RedirectUris.Add(redirect);
        }

        await scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>().CreateAsync(client);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
