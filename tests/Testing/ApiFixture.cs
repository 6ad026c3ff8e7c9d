using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SocialInnovation.Api.Http;
using SocialInnovation.Infrastructure.Persistence;

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
        TestDatabaseServer.Migrate = (owner, service) => DatabaseMigrator.MigrateAsync(owner, service, CancellationToken.None);
        var database = await TestDatabase.CreateAsync(CancellationToken.None);
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

    /// <summary>Imports a bundle of build/examples and waits until its job has ended.</summary>
    public async Task<ApiReply> ImportAsync(byte[] zip)
    {
        var administrator = await SignInAsync("administrator");
        var accepted = (await administrator.PostBytesAsync("/api/v1/imports", zip, "application/zip")).Expect(202);
        while (true)
        {
            var job = (await administrator.GetAsync(accepted.Headers.Location!.ToString())).Expect(200);
            if (job.Body["status"]!.GetValue<string>() is "succeeded" or "failed")
            {
                return (await administrator.GetAsync($"/api/v1/imports/{accepted.Id}")).Expect(200);
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        await Database.DisposeAsync();
    }
}
