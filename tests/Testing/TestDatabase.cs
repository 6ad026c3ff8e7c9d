using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.Testing;

/// <summary>A migrated database of one test class, dropped when disposed.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private readonly TestDatabaseServer server;

    internal TestDatabase(TestDatabaseServer server, string name)
    {
        this.server = server;
        Name = name;
        OwnerConnectionString = server.Connection(DatabaseRoles.Owner, name);
        ServiceConnectionString = server.Connection(DatabaseRoles.Service, name);
    }

    public string Name { get; }

    /// <summary>As the owner of every table: to look behind the service's back.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>Changes what no request can, as somebody with the owner's password could.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>As the role that the service connects with.</summary>
    public string ServiceConnectionString { get; }

    /// <summary>A database of its own on this process's server, made from the migrated template.</summary>
    public static async Task<TestDatabase> CreateAsync(CancellationToken cancellationToken = default)
    {
        var server = await TestDatabaseServer.GetAsync();
        return await server.CreateDatabaseAsync(cancellationToken);
    }

    public async Task<object?> ScalarAsOwnerAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }

    /// <summary>Ends every connection and lets none in again.</summary>
    public async Task CutOffAsync()
    {
        await server.ExecuteAsync($"ALTER DATABASE {Name} ALLOW_CONNECTIONS false", CancellationToken.None);
        await server.ExecuteAsync(
            $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{Name}'",
            CancellationToken.None
        );
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connectionString in (string[])[OwnerConnectionString, ServiceConnectionString])
        {
            await using var connection = new NpgsqlConnection(connectionString);
            NpgsqlConnection.ClearPool(connection);
        }

        await server.ExecuteAsync($"DROP DATABASE IF EXISTS {Name} WITH (FORCE)", CancellationToken.None);
    }
}
