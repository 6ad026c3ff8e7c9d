using System.Diagnostics;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>Packages of Node that a folder of these tests names and locks.</summary>
internal static class Npm
{
    /// <summary>Where they are named.</summary>
    public static string Folder(string name) => Path.Combine(Repository.Root, "tests", "Clients.Tests", name);

    public static void SkipWhenMissing() =>
        Assert.SkipWhen(
            !IsInstalled("npm") && Environment.GetEnvironmentVariable("CI") is null,
            "Node and npm are not installed, which continuous integration has."
        );

    public static Task InstallAsync(string folder) => RunAsync(folder, "npm", "ci", "--silent", "--no-audit", "--no-fund");

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
