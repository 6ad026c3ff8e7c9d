using Npgsql;
using SocialInnovation.Api.Identity;
using SocialInnovation.Api.Security;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Infrastructure.Files;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Platform.Audit;

namespace SocialInnovation.Api.Commands;

/// <summary>The newcomer's start: a database, its migrations, the service, the example, and what to do next. For development only.</summary>
internal static class RunCommand
{
    private const string AuditKeyFile = "audit-key.pem";

    public static async Task<int> RunAsync(string[] args)
    {
        var (options, problem) = RunOptions.Parse(args);
        if (options is null)
        {
            await Console.Error.WriteLineAsync(problem);
            return 2;
        }

        try
        {
            // The cluster starts while this process still compiles what it needs next: a second start is a matter of seconds.
            var warm = Task.Run(DatabaseMigrator.WarmUp);
            await using var postgres = options.Connection is null ? await StartDatabaseAsync(options) : null;
            await warm;
            var connection = options.Connection ?? postgres!.ServiceConnectionString;
            var owner = options.OwnerConnection ?? postgres!.OwnerConnectionString;
            var service = Task.Run(() => Build(options, connection));
            await DatabaseMigrator.MigrateAsync(owner, new NpgsqlConnectionStringBuilder(connection).Username!, CancellationToken.None);
            await using var app = await service;
            await ServeAsync(app, options);
            return 0;
        }
        catch (EmbeddedPostgresException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
        catch (NpgsqlException exception)
        {
            await Console.Error.WriteLineAsync($"The database can't be used: {exception.Message}");
            return 1;
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return 1;
        }
    }

    private static Task<EmbeddedPostgres> StartDatabaseAsync(RunOptions options) =>
        EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions { DataDirectory = options.Data, Report = Console.WriteLine });

    private static string AddressOf(RunOptions options) => $"http://localhost:{options.Port}";

    private static WebApplication Build(RunOptions options, string connection)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.AddSecretFiles();
        builder.Configuration["ConnectionStrings:Database"] = connection;
        builder.Configuration["Mail:PortalAddress"] ??= $"{AddressOf(options)}/swagger";
        builder.Configuration["Mail:Folder"] ??= Path.Combine(options.Data, "mail");
        builder.Configuration[FilesRegistration.FolderKey] ??= Path.Combine(options.Data, "files");
        builder.Configuration[ProviderSetup.IssuerKey] = $"{AddressOf(options)}/";
        builder.Configuration[ProviderSetup.SecondFactorKey] = ProviderSetup.Lifted;
        var key = Path.Combine(Path.GetFullPath(options.Data), AuditKeyFile);
        AuditKeys.Ensure(key);
        builder.Configuration[AuditSetup.SigningKey] = key;
        builder.WebHost.UseUrls(AddressOf(options));
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // That keys are not encrypted at rest is known, and refused elsewhere.
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder.BuildService();
    }

    private static async Task ServeAsync(WebApplication app, RunOptions options)
    {
        await app.StartAsync();
        using var welcome = new Welcome(AddressOf(options), Console.Out);
        await welcome.ShowAsync(loadExample: !options.IsEmpty, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }
}
