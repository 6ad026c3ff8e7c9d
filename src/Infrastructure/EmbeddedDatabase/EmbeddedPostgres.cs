using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>What a private cluster is started with.</summary>
/// <param name="DataDirectory">Folder of the cluster and of what is kept beside it.</param>
/// <param name="Durable">False for tests: a crash may lose data, and nothing waits for the disk.</param>
public sealed record EmbeddedPostgresOptions(string DataDirectory, bool Durable = true);

/// <summary>
/// A private PostgreSQL cluster of this folder: for the newcomer's first start and for tests, never for production. The service's role owns
/// nothing; migrations run as the owner.
/// </summary>
public sealed class EmbeddedPostgres : IAsyncDisposable
{
    public const string Database = "social_innovation";

    public const string OwnerRole = "social_innovation_owner";

    public const string ServiceRole = "social_innovation_service";

    private readonly Cluster cluster;
    private readonly bool startedHere;

    private EmbeddedPostgres(Cluster cluster, bool startedHere) => (this.cluster, this.startedHere) = (cluster, startedHere);

    /// <summary>As the cluster's superuser, to the database <c>postgres</c>.</summary>
    public string AdminConnectionString => cluster.ConnectionString("postgres", "postgres");

    /// <summary>As the role that owns the schema: for migrations.</summary>
    public string OwnerConnectionString => cluster.ConnectionString(OwnerRole, Database);

    /// <summary>As the role that owns nothing: for the service.</summary>
    public string ServiceConnectionString => cluster.ConnectionString(ServiceRole, Database);

    /// <summary>Which PostgreSQL runs.</summary>
    public string Origin => cluster.Binaries.Origin;

    /// <summary>Starts the cluster of a data folder, making it first where there is none; one that runs already is used and left running.</summary>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, CancellationToken cancellationToken)
    {
        var data = Path.GetFullPath(options.DataDirectory);
        Directory.CreateDirectory(data);
        var binaries = await PostgresBinaries.FindAsync(data, cancellationToken);
        var cluster = await Cluster.OpenAsync(binaries, data, options.Durable, cancellationToken);
        var startedHere = await cluster.EnsureRunningAsync(cancellationToken);
        await EnsureRolesAsync(cluster, cancellationToken);
        return new EmbeddedPostgres(cluster, startedHere);
    }

    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        if (startedHere)
        {
            await cluster.StopAsync();
        }
    }

    /// <summary>Makes a database owned by the owner's role, in which the service's role can make nothing.</summary>
    internal static IEnumerable<string> CreateDatabase(string name, string? template = null) =>
        [
            $"create database {name} owner {OwnerRole}{(template is null ? "" : $" template {template}")}",
            $"revoke create, temporary on database {name} from public",
        ];

    private static async Task EnsureRolesAsync(Cluster cluster, CancellationToken cancellationToken)
    {
        await using var admin = new NpgsqlConnection(cluster.ConnectionString("postgres", "postgres"));
        await admin.OpenAsync(cancellationToken);
        await using var exists = new NpgsqlCommand("select count(*) from pg_database where datname = $1", admin)
        {
            Parameters = { new() { Value = Database } },
        };
        if ((long)(await exists.ExecuteScalarAsync(cancellationToken))! > 0)
        {
            return;
        }

        string[] statements =
        [
            $"do $$ begin create role {OwnerRole} login password '{cluster.Password}'; exception when duplicate_object then null; end $$",
            $"do $$ begin create role {ServiceRole} login password '{cluster.Password}'; exception when duplicate_object then null; end $$",
            .. CreateDatabase(Database),
        ];
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, admin);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    internal static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    internal static string NewPassword() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    internal static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
