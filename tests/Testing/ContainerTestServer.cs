using DotNet.Testcontainers.Builders;
using DotNet.Testcontainers.Configurations;
using Npgsql;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using Testcontainers.PostgreSql;

namespace SocialInnovation.Testing;

/// <summary>PostgreSQL in a container of this test process.</summary>
internal sealed class ContainerTestServer : ITestServer
{
    /// <summary>Marks our containers, so that a script can remove those of killed runs.</summary>
    private const string Label = "social-innovation-tests";

    private const string DefaultImage = "postgres:17-alpine";

    private readonly PostgreSqlContainer container;

    private ContainerTestServer(PostgreSqlContainer container, string connectionString, string description)
    {
        this.container = container;
        AdminConnectionString = connectionString;
        Description = description;
    }

    public string Description { get; }

    public ServicePasswords Passwords { get; } = ServicePasswords.Create();

    public string AdminConnectionString { get; }

    private static string Image =>
        Environment.GetEnvironmentVariable("TEST_DATABASE_IMAGE") is { Length: > 0 } image ? image : DefaultImage;

    /// <summary>Null and the reason when no engine answers or the image cannot be had.</summary>
    public static async Task<(ContainerTestServer? Server, string Reason)> TryStartAsync()
    {
        if (TestcontainersSettings.OS.DockerEndpointAuthConfig is null)
        {
            return (null, "no Docker engine answers");
        }

        try
        {
            return (await StartAsync(), "");
        }
        catch (DockerUnavailableException)
        {
            return (null, "no Docker engine answers");
        }
        catch (Exception failure) when (failure is not NpgsqlException)
        {
            return (null, $"a Docker engine answers, but not with the image {Image}: {failure.Message.ReplaceLineEndings(" ")}");
        }
    }

    public static async Task<ContainerTestServer> StartAsync()
    {
        var container = new PostgreSqlBuilder(Image)
            .WithLabel(Label, "true")
            .WithCommand("-c", "max_connections=300", "-c", "max_wal_size=2GB", "-c", "timezone=UTC")
            .Build();
        await container.StartAsync();
        var connectionString = new NpgsqlConnectionStringBuilder(container.GetConnectionString())
        {
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ConnectionString;
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        return new ContainerTestServer(container, connectionString, $"PostgreSQL {connection.PostgreSqlVersion} in a container of {Image}");
    }

    public ValueTask DisposeAsync() => container.DisposeAsync();
}
