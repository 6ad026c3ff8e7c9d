using System.Diagnostics;
using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.EndToEnd.Tests;

public sealed class EmbeddedDatabaseTests : IAsyncDisposable
{
    private readonly string data = Path.Combine(Path.GetTempPath(), $"social-innovation-embedded-{Guid.CreateVersion7():N}");

    public async ValueTask DisposeAsync() => await EmbeddedPostgres.DeleteAsync(data);

    [Fact]
    public async Task Start_AfterAStop_FindsWhatWasWritten()
    {
        int port;
        TimeSpan made;
        var watch = Stopwatch.StartNew();
        await using (var first = await StartAsync())
        {
            made = watch.Elapsed;
            await ExecuteAsync(first.OwnerConnectionString, "CREATE TABLE memo AS SELECT 'élève' AS word");
            port = first.Port;
        }

        Assert.False(await AcceptsConnectionsAsync(port));
        watch.Restart();
        await using var second = await StartAsync();

        // It makes no second cluster.
        Assert.InRange(watch.Elapsed / made, 0, 0.9);
        Assert.Equal(port, second.Port);
        Assert.Equal("ÉLÈVE", await ScalarAsync(second.OwnerConnectionString, "SELECT upper(word) FROM memo"));
    }

    [Fact]
    public async Task Service_OwnsNothing_AndCreatesNothing()
    {
        await using var server = await StartAsync();
        await ExecuteAsync(server.OwnerConnectionString, "CREATE SCHEMA calls; CREATE TABLE calls.call (id int)");

        foreach (
            var statement in (string[])
                [
                    "CREATE TABLE public.mine (id int)",
                    "CREATE SCHEMA mine",
                    "CREATE TABLE calls.mine (id int)",
                    "CREATE TEMPORARY TABLE mine (id int)",
                    "CREATE EXTENSION pg_trgm",
                    "CREATE DATABASE mine",
                    "CREATE ROLE mine",
                    "DROP TABLE calls.call",
                    "SELECT * FROM calls.call",
                ]
        )
        {
            var refusal = await Assert.ThrowsAsync<PostgresException>(() => ExecuteAsync(server.ServiceConnectionString, statement));
            Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refusal.SqlState);
        }

        Assert.Equal(
            0L,
            await ScalarAsync(
                server.ServiceConnectionString,
                "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o' AND refobjid = current_user::regrole"
            )
        );
    }

    [Fact]
    public async Task Owner_OwnsTheDatabase_AndAddsTheTrustedExtensions()
    {
        await using var server = await StartAsync();

        await ExecuteAsync(
            server.OwnerConnectionString,
            "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent; CREATE EXTENSION btree_gist"
        );

        Assert.Equal(
            DatabaseRoles.Owner,
            await ScalarAsync(
                server.OwnerConnectionString,
                "SELECT datdba::regrole::text FROM pg_database WHERE datname = current_database()"
            )
        );
        Assert.Equal("off", await ScalarAsync(server.OwnerConnectionString, "SELECT current_setting('is_superuser')"));
    }

    [Fact]
    public async Task Start_WhenTheServerWasKilled_StartsAgain()
    {
        await using var first = await StartAsync(durable: true);
        await ExecuteAsync(first.OwnerConnectionString, "CREATE TABLE memo AS SELECT 7 AS number");
        Kill(first.ProcessId);
        await first.DisposeAsync();

        await using var second = await StartAsync();

        Assert.Equal(7, await ScalarAsync(second.OwnerConnectionString, "SELECT number FROM memo"));
    }

    [Fact]
    public async Task Start_WhenTheDeadServersNumberBelongsToAnotherProcess_StartsAgain()
    {
        string cluster;
        await using (var first = await StartAsync())
        {
            cluster = (string)(await ScalarAsync(first.AdminConnectionString, "SELECT current_setting('data_directory')"))!;
        }

        await File.WriteAllTextAsync(
            Path.Combine(cluster, "postmaster.pid"),
            $"{Environment.ProcessId}\n{cluster}\n1\n5432\n\n127.0.0.1\n",
            TestContext.Current.CancellationToken
        );

        await using var second = await StartAsync();

        Assert.True(second.StartedHere);
    }

    [Fact]
    public async Task Start_WhenThePortHasBeenTaken_ChoosesAnother()
    {
        int port;
        TimeSpan made;
        var watch = Stopwatch.StartNew();
        await using (var first = await StartAsync())
        {
            made = watch.Elapsed;
            port = first.Port;
        }

        using var other = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, port);
        other.Start();
        await using var second = await StartAsync();

        Assert.NotEqual(port, second.Port);
    }

    [Fact]
    public async Task Start_WhenAnotherHostRunsTheCluster_JoinsItAndLeavesItRunning()
    {
        await using var host = await StartAsync();

        var guest = await StartAsync();
        await guest.DisposeAsync();

        Assert.False(guest.StartedHere);
        Assert.Equal(host.ProcessId, guest.ProcessId);
        Assert.True(await AcceptsConnectionsAsync(host.Port));
        Assert.False(await EmbeddedPostgres.DeleteAsync(data, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Start_OfSeveralHostsAtOnce_MakesOneServer()
    {
        var hosts = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => StartAsync()));

        Assert.Single(hosts, host => host.StartedHere);
        Assert.Single(hosts.Select(host => host.ProcessId).Distinct());
        foreach (var host in hosts.OrderBy(host => host.StartedHere))
        {
            Assert.Equal(1, await ScalarAsync(host.ServiceConnectionString, "SELECT 1"));
            await host.DisposeAsync();
        }
    }

    [Fact]
    public async Task Start_InAFolderClosedToOthers_KeepsItClosed()
    {
        var closed = Directory.CreateDirectory(data).FullName;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        var inner = Path.Combine(closed, "clone", ".data");
        await using (var server = await StartAsync(inner))
        {
            Assert.Equal(1, await ScalarAsync(server.ServiceConnectionString, "SELECT 1"));
        }

        await using (var again = await StartAsync(inner))
        {
            Assert.True(again.StartedHere);
        }

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(closed));
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(inner, "passwords")));
        }

        var record = Path.Combine(inner, "cluster-location");
        Assert.Equal(Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows(), File.Exists(record));
        var elsewhere = File.Exists(record) ? (await File.ReadAllTextAsync(record, TestContext.Current.CancellationToken)).Trim() : inner;
        Assert.True(await EmbeddedPostgres.DeleteAsync(inner, TestContext.Current.CancellationToken));
        Assert.False(Directory.Exists(elsewhere));
    }

    private Task<EmbeddedPostgres> StartAsync(string? directory = null, bool durable = false) =>
        EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = directory ?? data,
                Durable = durable,
                MaxConnections = 20,
            },
            TestContext.Current.CancellationToken
        );

    private static void Kill(int processId)
    {
        using var process = Process.GetProcessById(processId);
        process.Kill();
        process.WaitForExit();
    }

    private static async Task<bool> AcceptsConnectionsAsync(int port)
    {
        using var client = new System.Net.Sockets.TcpClient();
        try
        {
            await client.ConnectAsync("127.0.0.1", port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (System.Net.Sockets.SocketException)
        {
            return false;
        }
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
        await DatabaseRoles.ExecuteAsync(connection, sql, TestContext.Current.CancellationToken);
    }

    private static async Task<object?> ScalarAsync(string connectionString, string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString + ";Pooling=false");
        await connection.OpenAsync(TestContext.Current.CancellationToken);
#pragma warning disable CA2100 // The tests' own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        return await command.ExecuteScalarAsync(TestContext.Current.CancellationToken);
    }
}
