using System.Diagnostics;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>Programs that these tests run, each in a folder of its own.</summary>
internal static class Programs
{
    /// <summary>Where a folder of these tests is.</summary>
    public static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Clients.Tests", name);

    public static void SkipWhenMissing(string program) =>
        Assert.SkipWhen(
            !IsInstalled(program) && Environment.GetEnvironmentVariable("CI") is null,
            $"{program} is not installed, which continuous integration has."
        );

    /// <summary>The packages of Node that the folder names and locks.</summary>
    public static Task InstallPackagesAsync(string folder) => RunAsync(folder, "npm", "ci", "--silent", "--no-audit", "--no-fund");

    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string folder, string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder(folder),
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {await errors}{output}");
        return output;
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, program)));
}
