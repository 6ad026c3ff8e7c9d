using System.ComponentModel;
using System.Diagnostics;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>Runs the programs of PostgreSQL and npm, under another account where one is given.</summary>
internal static class Command
{
    /// <summary>What a program left behind: its exit code and all it printed.</summary>
    internal sealed record Result(int ExitCode, string Output)
    {
        public bool Succeeded => ExitCode == 0;

        public void OrThrow(string failure)
        {
            if (!Succeeded)
            {
                throw new EmbeddedPostgresException($"{failure}: {Output.Trim()}");
            }
        }
    }

    public static bool IsOnPath(string program) => SearchPath().Any(directory => File.Exists(Path.Combine(directory, program)));

    public static IEnumerable<string> SearchPath() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathRooted);

    public static async Task<Result> RunAsync(
        ServerAccount? account,
        string program,
        IReadOnlyList<string> arguments,
        string workingDirectory,
        CancellationToken cancellationToken
    )
    {
        var start = StartInfo(account, program, arguments, workingDirectory);
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new Result(process.ExitCode, await output.ConfigureAwait(false) + await error.ConfigureAwait(false));
        }
        catch (Win32Exception missing)
        {
            return new Result(127, missing.Message);
        }
    }

    public static ProcessStartInfo StartInfo(
        ServerAccount? account,
        string program,
        IReadOnlyList<string> arguments,
        string workingDirectory
    )
    {
        string[] line = [.. account?.Prefix() ?? [], program, .. arguments];
        var start = new ProcessStartInfo(line[0], line[1..]) { WorkingDirectory = workingDirectory, UseShellExecute = false };

        // PGDATA, PGPORT, PGUSER, ... of the caller's shell belong to another server.
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.Ordinal)).ToList())
        {
            start.Environment.Remove(name);
        }

        start.Environment["LC_ALL"] = "C";
        if (account is not null)
        {
            start.Environment["HOME"] = workingDirectory;
        }

        return start;
    }
}
