using System.Security.Cryptography;
using System.Text;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>
/// Where the cluster of a data folder lives: in it, or, when a parent folder shuts out the account that has to run the
/// server, in that account's own state folder. The data folder then records where.
/// </summary>
internal static class ClusterHome
{
    private const string RecordName = "cluster-location";

    /// <summary>The recorded place, or null when the cluster is in the data folder itself or not made yet.</summary>
    public static string? Recorded(string dataDirectory)
    {
        var record = Path.Combine(dataDirectory, RecordName);
        return File.Exists(record) ? File.ReadAllText(record).Trim() : null;
    }

    /// <summary>The folder in which the account can keep a cluster; made when missing.</summary>
    public static async Task<string> PrepareAsync(string dataDirectory, ServerAccount? account, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(dataDirectory);
        if (Recorded(dataDirectory) is { } recorded && Directory.Exists(recorded))
        {
            return recorded;
        }

        if (account is null || await account.CanEnterAsync(dataDirectory, cancellationToken).ConfigureAwait(false))
        {
            return dataDirectory;
        }

        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(dataDirectory)))[..16];
        foreach (var state in StateFolders(account))
        {
            var home = Path.Combine(state, name);
            Directory.CreateDirectory(home);
            await account.TakeOverAsync(home, cancellationToken).ConfigureAwait(false);
            if (await account.CanEnterAsync(home, cancellationToken).ConfigureAwait(false))
            {
                await File.WriteAllTextAsync(Path.Combine(dataDirectory, RecordName), home + "\n", cancellationToken).ConfigureAwait(false);
                return home;
            }

            Directory.Delete(home);
        }

        throw new EmbeddedPostgresException($"No folder was found that lets the account '{account.Name}' in to keep the cluster.");
    }

    private static IEnumerable<string> StateFolders(ServerAccount account)
    {
        if (Directory.Exists(account.Home))
        {
            yield return Path.Combine(account.Home, "social-innovation");
        }

        yield return "/var/lib/social-innovation";
        yield return "/var/tmp/social-innovation";
    }
}
