using System.Globalization;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The unprivileged account under which PostgreSQL runs when root starts it, since PostgreSQL refuses root.</summary>
internal sealed record ServerAccount(string Name, int UserId, int GroupId, string Home)
{
    private static readonly string[] Candidates = ["postgres", "nobody"];

    /// <summary>Null when the process's own account will do.</summary>
    /// <exception cref="EmbeddedPostgresException">Root, on a system without any of the accounts.</exception>
    public static ServerAccount? ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        var accounts = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).Where(fields => fields.Length > 5).ToList();
        var account = Candidates.Select(name => accounts.Find(fields => fields[0] == name)).FirstOrDefault(fields => fields is not null);
        return account is null
            ? throw new EmbeddedPostgresException(
                "PostgreSQL does not run as root, and there is neither an account 'postgres' nor 'nobody' to run it."
            )
            : new ServerAccount(account[0], Number(account[2]), Number(account[3]), account[5]);

        static int Number(string field) => int.Parse(field, CultureInfo.InvariantCulture);
    }

    /// <summary>The words that put a command line under this account, without the session and terminal that sudo wants.</summary>
    public IReadOnlyList<string> Prefix() =>
        Command.IsOnPath("setpriv")
            ? ["setpriv", $"--reuid={UserId}", $"--regid={GroupId}", "--clear-groups", "--"]
            : ["runuser", "-u", Name, "--"];

    /// <summary>Whether every folder on the way to <paramref name="directory"/> lets this account pass.</summary>
    public async Task<bool> CanEnterAsync(string directory, CancellationToken cancellationToken)
    {
        var entry = await Command.RunAsync(this, "sh", ["-c", "cd \"$1\"", "sh", directory], "/", cancellationToken).ConfigureAwait(false);
        return entry.Succeeded;
    }

    /// <summary>Gives a file or folder of ours, with all that is in it, to this account.</summary>
    public async Task TakeOverAsync(string path, CancellationToken cancellationToken)
    {
        var owner = string.Create(CultureInfo.InvariantCulture, $"{UserId}:{GroupId}");
        var result = await Command.RunAsync(null, "chown", ["-R", owner, path], "/", cancellationToken).ConfigureAwait(false);
        result.OrThrow($"{path} could not be given to the account '{Name}'");
    }
}
