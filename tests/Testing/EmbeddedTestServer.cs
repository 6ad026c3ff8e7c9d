using System.Diagnostics;
using System.Globalization;
using SocialInnovation.Infrastructure.EmbeddedDatabase;

namespace SocialInnovation.Testing;

/// <summary>A throw-away embedded cluster of this test process.</summary>
internal sealed class EmbeddedTestServer : ITestServer
{
    private readonly EmbeddedPostgres server;
    private readonly string directory;

    private EmbeddedTestServer(EmbeddedPostgres server, string directory, string reason)
    {
        this.server = server;
        this.directory = directory;
        Description = $"embedded PostgreSQL {server.Version}{(reason.Length > 0 ? $" ({reason})" : "")}";
    }

    public string Description { get; }

    public ServicePasswords Passwords => server.Passwords;

    public string AdminConnectionString => server.AdminConnectionString;

    /// <param name="reason">Why it is not a container, when one was tried.</param>
    public static async Task<EmbeddedTestServer> StartAsync(string reason)
    {
        var parent = Path.Combine(Path.GetTempPath(), $"social-innovation-tests-{Environment.UserName}");
        Directory.CreateDirectory(parent);
        await RemoveLeftoversAsync(parent);
        var directory = Path.Combine(parent, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var server = await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions
            {
                DataDirectory = directory,
                Durable = false,
                MaxConnections = 300,
            }
        );
        return new EmbeddedTestServer(server, directory, reason);
    }

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        await EmbeddedPostgres.DeleteAsync(directory);
    }

    /// <summary>What killed runs left; another process's living cluster is locked and stays.</summary>
    private static async Task RemoveLeftoversAsync(string parent)
    {
        foreach (var leftover in Directory.EnumerateDirectories(parent).Where(directory => !IsOfALivingProcess(directory)))
        {
            try
            {
                await EmbeddedPostgres.DeleteAsync(leftover);
            }
            catch (IOException)
            {
                // Another test process is removing it at this moment.
            }
        }
    }

    private static bool IsOfALivingProcess(string directory)
    {
        try
        {
            using var process = Process.GetProcessById(int.Parse(Path.GetFileName(directory), CultureInfo.InvariantCulture));
            return process.Id != Environment.ProcessId;
        }
        catch (Exception gone) when (gone is ArgumentException or FormatException)
        {
            return false;
        }
    }
}
