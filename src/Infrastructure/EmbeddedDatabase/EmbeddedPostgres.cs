using System.Diagnostics;
using Npgsql;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>
/// A private PostgreSQL cluster in a folder, with the service's database and roles in it: for a developer's machine and
/// for the tests, never for production. Disposing stops the server, if it was started here.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly ClusterServer? server;
    private readonly FileStream? hostLock;
    private int disposed;

    private EmbeddedPostgres(
        ServicePasswords passwords,
        Postmaster postmaster,
        Version version,
        ClusterServer? server,
        FileStream? hostLock
    )
    {
        this.server = server;
        this.hostLock = hostLock;
        Port = postmaster.Port;
        ProcessId = postmaster.ProcessId;
        Version = version;
        Passwords = passwords;
        AdminConnectionString = Connection(Port, "postgres", passwords.Admin, "postgres");
        OwnerConnectionString = Connection(Port, DatabaseRoles.Owner, passwords.Owner, DatabaseRoles.Database);
        ServiceConnectionString = Connection(Port, DatabaseRoles.Service, passwords.Service, DatabaseRoles.Database);
    }

    /// <summary>The loopback port of the server.</summary>
    public int Port { get; }

    /// <summary>The server's process.</summary>
    public int ProcessId { get; }

    /// <summary>The server's version.</summary>
    public Version Version { get; }

    /// <summary>False when a running server was joined, which disposing leaves alone.</summary>
    public bool StartedHere => server is not null;

    /// <summary>The roles' passwords, for connection strings to further databases.</summary>
    public ServicePasswords Passwords { get; }

    /// <summary>As the superuser, to the maintenance database.</summary>
    public string AdminConnectionString { get; }

    /// <summary>As the owner of the database: for migrations.</summary>
    public string OwnerConnectionString { get; }

    /// <summary>As the role that owns nothing: for the service.</summary>
    public string ServiceConnectionString { get; }

    /// <summary>
    /// Starts the cluster of a folder, made on first use, and joins it when another process runs it already. One that was
    /// killed, or whose host was, starts again.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">It cannot be had; the message says why and what to do.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var data = Path.GetFullPath(options.DataDirectory);
        var account = ServerAccount.ForThisProcess();
        var home = await ClusterHome.PrepareAsync(data, account, cancellationToken).ConfigureAwait(false);
        var server = new ClusterServer(data, home, account, options);

        FileStream? hostLock = null;
        var startedHere = false;
        try
        {
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience; )
            {
                hostLock ??= TryLock(data);
                if (hostLock is not null && !startedHere && !server.IsRunByOthers())
                {
                    await server.StartAsync(cancellationToken).ConfigureAwait(false);
                    startedHere = true;
                }

                if (
                    server.Passwords() is { } passwords
                    && await ConnectAsync(server, passwords, prepare: hostLock is not null, cancellationToken).ConfigureAwait(false)
                        is var (postmaster, version)
                )
                {
                    if (!startedHere)
                    {
                        hostLock?.Dispose();
                    }

                    return new EmbeddedPostgres(passwords, postmaster, version, startedHere ? server : null, hostLock);
                }

                await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
            }

            throw new EmbeddedPostgresException($"The PostgreSQL in {home} does not answer. Its log: {server.LogPath}");
        }
        catch
        {
            await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
            hostLock?.Dispose();
            throw;
        }
    }

    /// <summary>Stops what a killed host left running in a folder and removes the folder with its cluster.</summary>
    /// <returns>False, with nothing done, when a living process uses it.</returns>
    public static async Task<bool> DeleteAsync(string dataDirectory, CancellationToken cancellationToken = default)
    {
        var data = Path.GetFullPath(dataDirectory);
        if (!Directory.Exists(data))
        {
            return true;
        }

        using var hostLock = TryLock(data);
        if (hostLock is null)
        {
            return false;
        }

        var home = ClusterHome.Recorded(data) ?? data;
        var server = new ClusterServer(data, home, ServerAccount.ForThisProcess(), new() { DataDirectory = data, Durable = false });
        if (server.IsRunByOthers())
        {
            return false;
        }

        await server.StopLeftoverAsync(cancellationToken).ConfigureAwait(false);
        if (home != data && Directory.Exists(home))
        {
            Directory.Delete(home, recursive: true);
        }

        Directory.Delete(data, recursive: true);
        return true;
    }

    /// <summary>Stops the server that was started here; its clients are disconnected.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) != 0)
        {
            return;
        }

        if (server is not null)
        {
            await server.StopAsync(CancellationToken.None).ConfigureAwait(false);
        }

        hostLock?.Dispose();
    }

    private static FileStream? TryLock(string data)
    {
        try
        {
            return new FileStream(Path.Combine(data, "host.lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>
    /// Null while the server is starting, on its way out, or not yet prepared by its host: only who holds the folder's
    /// lock makes roles and database.
    /// </summary>
    private static async Task<(Postmaster, Version)?> ConnectAsync(
        ClusterServer server,
        ServicePasswords passwords,
        bool prepare,
        CancellationToken cancellationToken
    )
    {
        if (server.Find() is not { } postmaster)
        {
            return null;
        }

        var connectionString = prepare
            ? Connection(postmaster.Port, "postgres", passwords.Admin, "postgres")
            : Connection(postmaster.Port, DatabaseRoles.Service, passwords.Service, DatabaseRoles.Database);
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 };
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            if (prepare)
            {
                await DatabaseRoles.EnsureRolesAsync(connection, passwords, cancellationToken).ConfigureAwait(false);
                await DatabaseRoles.EnsureDatabaseAsync(connection, DatabaseRoles.Database, cancellationToken).ConfigureAwait(false);
            }

            return (postmaster, connection.PostgreSqlVersion);
        }
        catch (PostgresException refused) when (prepare && refused.SqlState == PostgresErrorCodes.InvalidPassword)
        {
            throw new EmbeddedPostgresException($"The cluster refuses the passwords kept in {server.PasswordsPath}.", refused);
        }
        catch (NpgsqlException unavailable) when (!prepare || unavailable.IsTransient || unavailable is not PostgresException)
        {
            return null;
        }
    }

    private static string Connection(int port, string role, string password, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = role,
            Password = password,
            Database = database,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
}
