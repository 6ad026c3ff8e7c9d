using System.Diagnostics;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>
/// A TypeScript client is generated from the document, compiles strictly, and does the main job against a service that listens. It needs
/// Node and npm, which continuous integration has.
/// </summary>
public sealed class TypeScriptClientTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "Clients.Tests", "typescript");

    [Fact]
    public async Task MainJob_EndsWithTheAward_AndLosesNoCentAndNoInstant()
    {
        Assert.SkipWhen(
            !IsInstalled("npm") && Environment.GetEnvironmentVariable("CI") is null,
            "Node and npm are not installed: the TypeScript client can't be generated."
        );
        await using var api = await ApiFixture.StartAsync();
        // The first users of a fresh database are made by its first instance.
        await api.SignInAsync("administrator");
        using var service = await KestrelService.StartAsync(api);
        await RunAsync("npm", "ci", "--silent", "--no-audit", "--no-fund");
        await RunAsync(
            "npx",
            "openapi-typescript",
            Path.Combine(Repository.Root, "build", "api", "openapi.json"),
            "--output",
            "generated.ts"
        );
        await RunAsync("npx", "tsc");

        var seen = JsonNode.Parse(await RunAsync("node", "out/main-job.js", service.Address.ToString().TrimEnd('/')))!;

        var award = Assert.Single(seen["awards"]!.AsArray())!;
        Assert.Equal("Ressourcerie du Saulnois", award["projectTitle"]!.GetValue<string>());
        Assert.Equal("39999.99", award["amount"]!.GetValue<string>());
        Assert.Equal("9999999999.99", seen["ceiling"]!.GetValue<string>());
        Assert.Equal("66.6667", seen["rate"]!.GetValue<string>());
        Assert.Equal("2031-09-02T07:00:00.123456+00:00", seen["opensAt"]!.GetValue<string>());
        Assert.Equal("budget.fund-not-found", seen["refusal"]!.GetValue<string>());
    }

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(x => File.Exists(Path.Combine(x, program)));

    private static async Task<string> RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(
            new ProcessStartInfo(program, arguments)
            {
                WorkingDirectory = Folder,
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
}
