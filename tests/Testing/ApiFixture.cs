using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using MimeKit;
using SocialInnovation.Api.Http;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Testing.Conformity;

namespace SocialInnovation.Testing;

/// <summary>The service over HTTP on a database of its own.</summary>
public sealed partial class ApiFixture : IAsyncDisposable
{
    private readonly WebApplicationFactory<Problem> factory;
    private readonly bool ownsDatabase;

    private ApiFixture(TestDatabase database, bool ownsDatabase, Action<IServiceCollection>? services) =>
        (Database, this.ownsDatabase, factory) = (
            database,
            ownsDatabase,
            CreateFactory(database, services, Commands, MailFolderOf(database))
        );

    public TestDatabase Database { get; }

    /// <summary>Where the mails of this database's instances arrive.</summary>
    public string MailFolder => MailFolderOf(Database);

    /// <summary>Where this database's instances keep files.</summary>
    public string FilesFolder => FilesFolderOf(Database);

    /// <summary>What the requests to this instance sent to the database.</summary>
    public CommandCounter Commands { get; } = new();

    public IServiceProvider Services => factory.Services;

    public static async Task<ApiFixture> StartAsync()
    {
        TestDatabaseServer.Migrate = (owner, service) => DatabaseMigrator.MigrateAsync(owner, service, CancellationToken.None);
        return new ApiFixture(await TestDatabase.CreateAsync(CancellationToken.None), ownsDatabase: true, null);
    }

    /// <summary>Another instance of the service on the same database; it starts with its first client.</summary>
    /// <param name="services">What it is made of otherwise.</param>
    public ApiFixture StartAnother(Action<IServiceCollection>? services = null) => new(Database, ownsDatabase: false, services);

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

    /// <summary>The secret of the link in the last mail to a recipient; waits until there is one.</summary>
    public async Task<string> MailedTokenAsync(string recipient)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var mails = Directory.Exists(MailFolder) ? Directory.GetFiles(MailFolder, "*.eml") : [];
            var texts = mails
                .OrderDescending()
                .Select(x => MimeMessage.Load(x))
                .Where(x => x.To.Mailboxes.Single().Address == recipient)
                .Select(x => MailedToken().Match(x.TextBody!));
            if (texts.FirstOrDefault(x => x.Success) is { } token)
            {
                return token.Groups[1].Value;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    public Task MoveClockAsync(DateTimeOffset now) => Anonymous().PostAsync("/development/clock", new { now }, key: null);

    /// <summary>Imports a bundle of build/examples and waits until its job has ended.</summary>
    public async Task<ApiReply> ImportAsync(byte[] zip) => await EndOfImportAsync(await SendBundleAsync(zip));

    /// <summary>Sends a bundle and does not wait.</summary>
    public async Task<ApiReply> SendBundleAsync(byte[] zip)
    {
        var administrator = await SignInAsync("administrator");
        return (await administrator.PostBytesAsync("/api/v1/imports", zip, "application/zip")).Expect(202);
    }

    /// <summary>The report of an import, once its job has ended.</summary>
    public async Task<ApiReply> EndOfImportAsync(ApiReply accepted)
    {
        await JobAsync(accepted, job => job["status"]!.GetValue<string>() is "succeeded" or "failed");
        return (await (await SignInAsync("administrator")).GetAsync($"/api/v1/imports/{accepted.Id}")).Expect(200);
    }

    /// <summary>The job of an import, once it is as wanted.</summary>
    public async Task<JsonNode> JobAsync(ApiReply accepted, Func<JsonNode, bool> isWanted)
    {
        var administrator = await SignInAsync("administrator");
        while (true)
        {
            var job = (await administrator.GetAsync($"/api/v1/jobs/{accepted.Body["jobId"]!.GetValue<Guid>()}")).Expect(200);
            if (isWanted(job.Body))
            {
                return job.Body;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(20));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await factory.DisposeAsync();
        if (ownsDatabase)
        {
            await Database.DisposeAsync();
            if (Directory.Exists(MailFolder))
            {
                Directory.Delete(MailFolder, recursive: true);
            }

            if (Directory.Exists(FilesFolder))
            {
                Directory.Delete(FilesFolder, recursive: true);
            }
        }
    }

    [GeneratedRegex(@"\?token=([A-Za-z0-9_-]+)")]
    private static partial Regex MailedToken();

    private static string MailFolderOf(TestDatabase database) =>
        Path.Combine(Path.GetTempPath(), $"social-innovation-mail-{database.Name}");

    private static string FilesFolderOf(TestDatabase database) =>
        Path.Combine(Path.GetTempPath(), $"social-innovation-files-{database.Name}");

    private static WebApplicationFactory<Problem> CreateFactory(
        TestDatabase database,
        Action<IServiceCollection>? services,
        CommandCounter commands,
        string mailFolder
    ) =>
        new WebApplicationFactory<Problem>().WithWebHostBuilder(builder =>
        {
            builder.UseEnvironment("Development");
            builder.ConfigureAppConfiguration(
                (_, configuration) =>
                    configuration.AddInMemoryCollection(
                        new Dictionary<string, string?> { ["ConnectionStrings:Database"] = database.ServiceConnectionString }
                    )
            );
            builder.UseSetting("ConnectionStrings:Database", database.ServiceConnectionString);
            builder.UseSetting("Mail:Folder", mailFolder);
            builder.UseSetting("Files:Folder", FilesFolderOf(database));
            // A test sends in a second what a person sends in a day.
            builder.UseSetting("RateLimits:CallerPerMinute", "1000000");
            builder.UseSetting("RateLimits:AddressPerMinute", "1000000");
            builder.UseSetting("RateLimits:MessagesPerHour", "1000000");
            builder.ConfigureLogging(logging =>
                logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.None).SetMinimumLevel(LogLevel.Warning)
            );
            builder.ConfigureTestServices(x =>
            {
                x.AddSingleton<IStartupFilter, ConformityCheck>();
                x.AddSingleton<IStartupFilter>(commands);
                services?.Invoke(x);
            });
        });
}
