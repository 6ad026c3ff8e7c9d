using System.Diagnostics;

namespace SocialInnovation.Infrastructure.EmbeddedDatabase;

/// <summary>Runs a program to its end and says what it printed when it failed.</summary>
internal static class Command
{
    public static string Run(string program, IEnumerable<string> arguments)
    {
        using var process = Start(program, arguments, null);
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }

    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string? workingDirectory,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(program, arguments, workingDirectory);
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0
            ? await output
            : throw new InvalidOperationException($"{Path.GetFileName(program)} failed: {(await output + await errors).Trim()}");
    }

    public static string? Find(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? string.Empty)
            .Split(Path.PathSeparator)
            .SelectMany(x => new[] { Path.Combine(x, name), Path.Combine(x, name + ".cmd"), Path.Combine(x, name + ".exe") })
            .FirstOrDefault(File.Exists);

    private static Process Start(string program, IEnumerable<string> arguments, string? workingDirectory)
    {
        var start = new ProcessStartInfo(program)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingDirectory ?? Path.GetTempPath(),
        };
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start.");
    }
}
