using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>The service on a real server: what the test server does not do, such as bounding a body.</summary>
internal sealed class KestrelService : IDisposable
{
    private readonly WebApplication app;

    private KestrelService(WebApplication app) => this.app = app;

    public static async Task<KestrelService> StartAsync(ApiFixture api)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Development" });
        builder.Configuration["ConnectionStrings:Database"] = api.Database.ServiceConnectionString;
        builder.Configuration["urls"] = "http://127.0.0.1:0";
        builder.Logging.ClearProviders();
        var app = builder.BuildService(background: false);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new KestrelService(app);
    }

    public HttpClient CreateClient() => new() { BaseAddress = new Uri(app.Urls.Single()) };

    public async Task<AuthenticationHeaderValue> SignInAsync(string userName)
    {
        using var http = CreateClient();
        using var response = await http.PostAsJsonAsync("/development/tokens", new { userName }, TestContext.Current.CancellationToken);
        var token = await response.Content.ReadFromJsonAsync<JsonNode>(TestContext.Current.CancellationToken);
        return new AuthenticationHeaderValue("Bearer", token!["accessToken"]!.GetValue<string>());
    }

    public void Dispose()
    {
        app.StopAsync().GetAwaiter().GetResult();
        ((IDisposable)app).Dispose();
    }
}
