using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.Testing;

/// <summary>
/// The one PostgreSQL of a test process, started when the first test asks for it: a container where a Docker engine
/// answers, else the embedded cluster. <c>TEST_DATABASE</c> (<c>container</c> or <c>embedded</c>) forces one of them.
/// </summary>
public sealed class TestDatabaseServer
{
    private const int MaxPoolSize = 20;

    private static readonly Lazy<Task<TestDatabaseServer>> Instance = new(StartAsync);

    private readonly ITestServer server;
    private readonly Lazy<Task<string>> template;

    private TestDatabaseServer(ITestServer server)
    {
        this.server = server;
        template = new Lazy<Task<string>>(CreateTemplateAsync);
    }

    /// <summary>
    /// Migrates the template, given the owner's connection string and the name of the service's role. Set once, before
    /// the first database is asked for; without it databases are empty.
    /// </summary>
    public static Func<string, string, Task>? Migrate { get; set; }

    /// <summary>What the run prints: <c>embedded PostgreSQL 15.18</c>.</summary>
    public string Description => server.Description;

    public static Task<TestDatabaseServer> GetAsync() => Instance.Value;

    /// <summary>A copy of the migrated template.</summary>
    public async Task<TestDatabase> CreateDatabaseAsync(CancellationToken cancellationToken = default)
    {
        var source = await template.Value;
        var name = $"test_{Guid.CreateVersion7():N}";
        await ExecuteAsync($"CREATE DATABASE {name} TEMPLATE {source} OWNER {DatabaseRoles.Owner}", cancellationToken);
        await using var admin = await OpenAsync(cancellationToken);
        await DatabaseRoles.RestrictAsync(admin, name, cancellationToken);
        return new TestDatabase(this, name);
    }

    internal string Connection(string role, string database, bool pooling = true) =>
        new NpgsqlConnectionStringBuilder(server.AdminConnectionString)
        {
            Username = role,
            Password = role == DatabaseRoles.Owner ? server.Passwords.Owner : server.Passwords.Service,
            Database = database,
            Pooling = pooling,
            MaxPoolSize = MaxPoolSize,
            IncludeErrorDetail = true,
        }.ConnectionString;

    internal async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var admin = await OpenAsync(cancellationToken);
        await DatabaseRoles.ExecuteAsync(admin, sql, cancellationToken);
    }

    private static async Task<TestDatabaseServer> StartAsync()
    {
        var server = await ChooseAsync();

        // The runner has no hook after the last test of a process.
        AppDomain.CurrentDomain.ProcessExit += (_, _) => server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        var line = $"Database: {server.Description}";
        Console.WriteLine(line);
        if (Environment.GetEnvironmentVariable("TEST_DATABASE_REPORT") is { Length: > 0 } report)
        {
            await File.AppendAllTextAsync(report, line + Environment.NewLine);
        }

        return new TestDatabaseServer(server);
    }

    private static async Task<ITestServer> ChooseAsync()
    {
        switch (Environment.GetEnvironmentVariable("TEST_DATABASE"))
        {
            case "container":
                return await ContainerTestServer.StartAsync();
            case "embedded":
                return await EmbeddedTestServer.StartAsync("");
            case null or "":
                break;
            case var other:
                throw new InvalidOperationException($"TEST_DATABASE is 'container', 'embedded' or nothing, not '{other}'.");
        }

        var (container, reason) = await ContainerTestServer.TryStartAsync();
        return container is null ? await EmbeddedTestServer.StartAsync(reason) : container;
    }

    private async Task<string> CreateTemplateAsync()
    {
        var name = $"template_{Guid.CreateVersion7():N}";
        await using var admin = await OpenAsync(CancellationToken.None);
        await DatabaseRoles.EnsureRolesAsync(admin, server.Passwords, CancellationToken.None);
        await DatabaseRoles.EnsureDatabaseAsync(admin, name, CancellationToken.None);
        if (Migrate is not null)
        {
            await Migrate(Connection(DatabaseRoles.Owner, name, pooling: false), DatabaseRoles.Service);
        }

        // A database can only be copied while nobody is connected to it.
        await DatabaseRoles.ExecuteAsync(admin, $"ALTER DATABASE {name} ALLOW_CONNECTIONS false", CancellationToken.None);
        await DatabaseRoles.ExecuteAsync(
            admin,
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'",
            CancellationToken.None
        );
        return name;
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(server.AdminConnectionString);
        await connection.OpenAsync(cancellationToken);
        return connection;
    }
}
