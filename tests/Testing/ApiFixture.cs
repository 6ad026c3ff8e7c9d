using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SocialInnovation.Api.Http;

namespace SocialInnovation.Testing;

/// <summary>The service over HTTP on a database of its own.</summary>
public sealed class ApiFixture : IAsyncDisposable
{
    private readonly WebApplicationFactory<Problem> factory;

    private ApiFixture(TestDatabase database, WebApplicationFactory<Problem> factory) => (Database, this.factory) = (database, factory);

    public TestDatabase Database { get; }

    public IServiceProvider Services => factory.Services;

    public static async Task<ApiFixture> StartAsync()
    {
        var database = await (await TestDatabaseServer.GetAsync()).CreateDatabaseAsync();
        var factory = new WebApplicationFactory<Problem>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            builder.ConfigureAppConfiguration(
                (_, configuration) =>
                    configuration.AddInMemoryCollection(
                        new Dictionary<string, string?> { ["ConnectionStrings:Database"] = database.ServiceConnectionString }
                    )
            );
            builder.UseSetting("ConnectionStrings:Database", database.ServiceConnectionString);
            builder.ConfigureLogging(logging =>
                logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).SetMinimumLevel(LogLevel.Warning)
            );
        });
        return new ApiFixture(database, factory);
    }

    /// <summary>A caller without a token.</summary>
    public ApiClient Anonymous() => new(factory.CreateClient(new WebApplicationFactoryClientOptions { AllowAutoRedirect = false }));

    /// <summary>A caller with the token of a registered user.</summary>
    public async Task<ApiClient> SignInAsync(string userName)
    {
        var client = Anonymous();
        var token = await client.PostAsync("/development/tokens", new { userName }, key: null);
        client.UseToken(token.Body["accessToken"]!.GetValue<string>());
        return client;
    }

    /// <summary>Registers a user and signs it in.</summary>
    public async Task<ApiClient> RegisterAsync(string userName, params string[] roles)
    {
        var administrator = await SignInAsync("administrator");
        var registered = await administrator.PostAsync(
            "/api/v1/users",
            new
            {
                userName,
                displayName = userName,
                roles,
            }
        );
        registered.Expect(201);
        var client = await SignInAsync(userName);
        client.UserId = registered.Id;
        return client;
    }

    public Task MoveClockAsync(DateTimeOffset now) => Anonymous().PostAsync("/development/clock", new { now }, key: null);

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Database.DisposeAsync();
    }
}
