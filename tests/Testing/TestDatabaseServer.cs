using System.Diagnostics;
using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Infrastructure.Persistence;
using Testcontainers.PostgreSql;

namespace SocialInnovation.Testing;

/// <summary>
/// The PostgreSQL of one test process: a container when a Docker engine is asked for or answers, else a private cluster. Always real, always
/// with the real migrations.
/// </summary>
public sealed class TestDatabaseServer
{
    private const string Template = "template_migrated";

    private static readonly Lazy<Task<TestDatabaseServer>> Shared = new(StartAsync);

    private readonly string adminConnectionString;
    private static readonly SemaphoreSlim Creating = new(1, 1);
    private int created;

    private TestDatabaseServer(string adminConnectionString) => this.adminConnectionString = adminConnectionString;

    public static Task<TestDatabaseServer> GetAsync() => Shared.Value;

    /// <summary>A database of one's own, made from the migrated template.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref created)}";
        await Creating.WaitAsync();
        try
        {
            await ExecuteAsync(EmbeddedPostgres.CreateDatabase(name, Template));
        }
        finally
        {
            Creating.Release();
        }

        return new TestDatabase(
            ConnectionString(EmbeddedPostgres.OwnerRole, name),
            ConnectionString(EmbeddedPostgres.ServiceRole, name),
            () => ExecuteAsync([$"drop database if exists {name} with (force)"])
        );
    }

    private static async Task<TestDatabaseServer> StartAsync()
    {
        var wanted = Environment.GetEnvironmentVariable("TEST_DATABASE");
        var useContainer = wanted == "container" || (wanted != "embedded" && await HasDockerAsync());
        var (admin, origin) = useContainer ? await StartContainerAsync() : await StartEmbeddedAsync();
        Report($"Database: {origin}");
        var server = new TestDatabaseServer(admin);
        await server.ExecuteAsync(EmbeddedPostgres.CreateDatabase(Template));
        await DatabaseMigrator.MigrateAsync(
            server.ConnectionString(EmbeddedPostgres.OwnerRole, Template),
            EmbeddedPostgres.ServiceRole,
            CancellationToken.None
        );
        NpgsqlConnection.ClearAllPools();
        return server;
    }

    private static async Task<(string Admin, string Origin)> StartEmbeddedAsync()
    {
        var folder = Directory.CreateTempSubdirectory("social-innovation-tests-").FullName;
        var postgres = await EmbeddedPostgres.StartAsync(new EmbeddedPostgresOptions(folder, Durable: false), CancellationToken.None);
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            postgres.DisposeAsync().AsTask().GetAwaiter().GetResult();
            Directory.Delete(folder, recursive: true);
        };
        return (postgres.AdminConnectionString, postgres.Origin);
    }

    private static async Task<(string Admin, string Origin)> StartContainerAsync()
    {
        var image = Environment.GetEnvironmentVariable("TEST_DATABASE_IMAGE") ?? "postgres:17-alpine";
        var container = new PostgreSqlBuilder(image)
            .WithUsername("postgres")
            .WithCommand("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off", "-c", "max_connections=300")
            .Build();
        await container.StartAsync();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => container.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var admin = new NpgsqlConnectionStringBuilder(container.GetConnectionString()) { Database = "postgres" };
        await using var connection = new NpgsqlConnection(admin.ConnectionString);
        await connection.OpenAsync();
        foreach (var role in new[] { EmbeddedPostgres.OwnerRole, EmbeddedPostgres.ServiceRole })
        {
            await using var command = new NpgsqlCommand($"create role {role} login password '{admin.Password}'", connection);
            await command.ExecuteNonQueryAsync();
        }

        return (admin.ConnectionString, $"container {image}, PostgreSQL {connection.PostgreSqlVersion}");
    }

    private static async Task<bool> HasDockerAsync()
    {
        try
        {
            using var docker = Process.Start(
                new ProcessStartInfo("docker", "info") { RedirectStandardOutput = true, RedirectStandardError = true }
            )!;
            await docker.WaitForExitAsync();
            return docker.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static void Report(string line)
    {
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("TEST_DATABASE_REPORT") is { Length: > 0 } file)
        {
            File.AppendAllText(file, line + Environment.NewLine);
        }
    }

    private string ConnectionString(string role, string database) =>
        new NpgsqlConnectionStringBuilder(adminConnectionString)
        {
            Username = role,
            Database = database,
            MaxPoolSize = 40,
        }.ConnectionString;

    private async Task ExecuteAsync(IEnumerable<string> statements)
    {
        await using var connection = new NpgsqlConnection(adminConnectionString);
        await connection.OpenAsync();
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync();
        }
    }
}

/// <summary>One test class's database.</summary>
public sealed class TestDatabase(string ownerConnectionString, string serviceConnectionString, Func<Task> drop) : IAsyncDisposable
{
    public string OwnerConnectionString => ownerConnectionString;

    public string ServiceConnectionString => serviceConnectionString;

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearPool(new NpgsqlConnection(ownerConnectionString));
        NpgsqlConnection.ClearPool(new NpgsqlConnection(serviceConnectionString));
        await drop();
    }
}
