using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SocialInnovation.Api;
using SocialInnovation.Testing.Conformity;

namespace SocialInnovation.Testing;

/// <summary>The service on a real server: what the test server does not do, such as bounding a body.</summary>
public sealed class KestrelService : IDisposable
{
    private readonly WebApplication app;

    private KestrelService(WebApplication app) => this.app = app;

    /// <param name="api">Whose database it takes.</param>
    /// <param name="vary">What its server does otherwise.</param>
    /// <param name="environment">Where it believes to be.</param>
    /// <param name="settings">What else it is configured with.</param>
    public static async Task<KestrelService> StartAsync(
        ApiFixture api,
        Action<KestrelServerOptions>? vary = null,
        string environment = "Development",
        params (string Key, string Value)[] settings
    )
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = environment });
        builder.Configuration["RateLimits:CallerPerMinute"] = builder.Configuration["RateLimits:AddressPerMinute"] = "1000000";
        builder.Configuration["RateLimits:MessagesPerHour"] = "1000000";
        builder.Configuration["Mail:Folder"] = api.MailFolder;
        builder.Configuration["Files:Folder"] = api.FilesFolder;
        builder.Configuration["Mail:From"] = "no-reply@region.example";
        builder.Configuration["Mail:PortalAddress"] = "https://portal.example/invitation";
        builder.Configuration["Audit:SigningKey"] = AuditKeyFile.Path;
        builder.Configuration.AddInMemoryCollection(settings.Select(x => KeyValuePair.Create(x.Key, (string?)x.Value)));
        builder.Configuration["ConnectionStrings:Database"] = api.Database.ServiceConnectionString;
        builder.Configuration["urls"] ??= "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IStartupFilter, ConformityCheck>();
        builder.WebHost.ConfigureKestrel(options => vary?.Invoke(options));
        var app = builder.BuildService(background: false);
        await app.StartAsync();
        return new KestrelService(app);
    }

    public Uri Address => new(app.Urls.Single());

    public HttpClient CreateClient() => new() { BaseAddress = Address };

    public async Task<AuthenticationHeaderValue> SignInAsync(string userName)
    {
        using var http = CreateClient();
        using var response = await http.PostAsJsonAsync("/development/tokens", new { userName });
        var token = await response.Content.ReadFromJsonAsync<JsonNode>();
        return new AuthenticationHeaderValue("Bearer", token!["accessToken"]!.GetValue<string>());
    }

    public void Dispose()
    {
        app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)app).Dispose();
    }
}
