using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Api.Commands;

/// <summary>The newcomer's start: a database, its migrations, the service, the example, and what to do next. For development only.</summary>
internal static class RunCommand
{
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
            await using var postgres = options.Connection is null ? await StartDatabaseAsync(options) : null;
            var connection = options.Connection ?? postgres!.ServiceConnectionString;
            var owner = options.OwnerConnection ?? postgres!.OwnerConnectionString;
            await DatabaseMigrator.MigrateAsync(owner, new NpgsqlConnectionStringBuilder(connection).Username!, CancellationToken.None);
            await ServeAsync(options, connection);
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

    private static async Task ServeAsync(RunOptions options, string connection)
    {
        var address = $"http://localhost:{options.Port}";
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { EnvironmentName = Environments.Development, ContentRootPath = AppContext.BaseDirectory }
        );
        builder.Configuration["ConnectionStrings:Database"] = connection;
        builder.WebHost.UseUrls(address);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        await using var app = builder.BuildService();
        await app.StartAsync();
        using var welcome = new Welcome(address, Console.Out);
        await welcome.ShowAsync(loadExample: !options.IsEmpty, app.Lifetime.ApplicationStopping);
        await app.WaitForShutdownAsync();
    }
}
