using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The files of one cluster, the account it runs under, and its start and stop.</summary>
internal sealed class Cluster
{
    private const string LocationFile = "cluster-location";

    private readonly Account account;
    private readonly string home;
    private readonly bool durable;
    private int port;

    private Cluster(PostgresBinaries binaries, Account account, string home, bool durable, string password)
    {
        (Binaries, this.account, this.home, this.durable, Password) = (binaries, account, home, durable, password);
    }

    public PostgresBinaries Binaries { get; }

    public string Password { get; }

    private string DataFolder => Path.Combine(home, "cluster");

    private string PortFile => Path.Combine(home, "port");

    public static async Task<Cluster> OpenAsync(PostgresBinaries binaries, string data, bool durable, CancellationToken cancellationToken)
    {
        var account = await Account.ChooseAsync(cancellationToken);
        var home = await HomeAsync(account, binaries, data, cancellationToken);
        var secret = Path.Combine(home, "password");
        if (!File.Exists(secret))
        {
            await account.WriteFileAsync(secret, EmbeddedPostgres.NewPassword(), cancellationToken);
        }

        var cluster = new Cluster(binaries, account, home, durable, await File.ReadAllTextAsync(secret, cancellationToken));
        if (!File.Exists(Path.Combine(cluster.DataFolder, "PG_VERSION")))
        {
            await cluster.InitialiseAsync(secret, cancellationToken);
        }

        return cluster;
    }

    public string ConnectionString(string role, string database) =>
        new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = role,
            Password = Password,
            Database = database,
            IncludeErrorDetail = true,
        }.ConnectionString;

    /// <summary>True when this call started the server, false when it ran already.</summary>
    public async Task<bool> EnsureRunningAsync(CancellationToken cancellationToken)
    {
        if (File.Exists(PortFile) && int.TryParse(await File.ReadAllTextAsync(PortFile, cancellationToken), out port))
        {
            if (await IsRunningAsync(cancellationToken))
            {
                return false;
            }
        }

        port = EmbeddedPostgres.FreePort();
        await account.WriteFileAsync(PortFile, EmbeddedPostgres.Text(port), cancellationToken);
        var settings = $"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c max_connections=300";
        if (!durable)
        {
            settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off";
        }

        // pg_ctl removes the lock file of a server that died, and puts the new one into a session of its own, out of reach of Ctrl-C.
        await account.RunAsync(
            Binaries.Program("pg_ctl"),
            ["start", "-w", "-t", "60", "-D", DataFolder, "-l", Path.Combine(home, "postgres.log"), "-o", settings],
            cancellationToken
        );
        return true;
    }

    public Task StopAsync() =>
        account.RunAsync(Binaries.Program("pg_ctl"), ["stop", "-w", "-m", "fast", "-D", DataFolder], CancellationToken.None);

    private async Task<bool> IsRunningAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(ConnectionString("postgres", "postgres") + ";Timeout=2;Pooling=false");
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    private async Task InitialiseAsync(string passwordFile, CancellationToken cancellationToken)
    {
        string[] arguments =
        [
            "-D",
            DataFolder,
            "-U",
            "postgres",
            "-A",
            "scram-sha-256",
            "--pwfile",
            passwordFile,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-instructions",
        ];
        await account.RunAsync(Binaries.Program("initdb"), arguments, cancellationToken);
    }

    /// <summary>
    /// The data folder itself where the account reaches it, else a folder in the account's own state, recorded in the data folder. No
    /// parent's permissions are touched.
    /// </summary>
    private static async Task<string> HomeAsync(
        Account account,
        PostgresBinaries binaries,
        string data,
        CancellationToken cancellationToken
    )
    {
        var record = Path.Combine(data, LocationFile);
        if (File.Exists(record))
        {
            return (await File.ReadAllTextAsync(record, cancellationToken)).Trim();
        }

        var home = Path.Combine(data, "postgresql");
        await account.CreateFolderAsync(home, cancellationToken);
        if (!await account.ReachesAsync(home, cancellationToken))
        {
            var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(data)))[..16];
            home = Path.Combine(account.StateFolder, "social-innovation", name);
            await account.CreateFolderAsync(home, cancellationToken);
        }

        if (!File.Exists(binaries.Program("initdb")) || !await account.ReachesAsync(home, cancellationToken))
        {
            throw new InvalidOperationException($"The account {account.Name} can't use {home} for the private cluster.");
        }

        await File.WriteAllTextAsync(record, home, cancellationToken);
        return home;
    }
}
