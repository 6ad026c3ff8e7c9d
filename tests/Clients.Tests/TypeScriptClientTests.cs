using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Clients.Tests;

/// <summary>
/// A TypeScript client is generated from the document, compiles strictly, and does the main job against a service that listens. It needs
/// Node and npm, which continuous integration has.
/// </summary>
public sealed class TypeScriptClientTests
{
    private const string Folder = "typescript";

    [Fact]
    public async Task MainJob_EndsWithTheAward_AndLosesNoCentAndNoInstant()
    {
        Programs.SkipWhenMissing("npm");
        await using var api = await ApiFixture.StartAsync();
        // The first users of a fresh database are made by its first instance.
        await api.SignInAsync("administrator");
        using var service = await KestrelService.StartAsync(api);
        await Programs.InstallPackagesAsync(Folder);
        await Programs.RunAsync(
            Folder,
            "npx",
            "openapi-typescript",
            Path.Combine(Repository.Root, "build", "api", "openapi.json"),
            "--output",
            "generated.ts"
        );
        await Programs.RunAsync(Folder, "npx", "tsc");

        var seen = JsonNode.Parse(await Programs.RunAsync(Folder, "node", "out/main-job.js", service.Address.ToString().TrimEnd('/')))!;

        var award = Assert.Single(seen["awards"]!.AsArray())!;
        Assert.Equal("Ressourcerie du Saulnois", award["projectTitle"]!.GetValue<string>());
        Assert.Equal("39999.99", award["amount"]!.GetValue<string>());
        Assert.Equal("9999999999.99", seen["ceiling"]!.GetValue<string>());
        Assert.Equal("66.6667", seen["rate"]!.GetValue<string>());
        Assert.Equal("2031-09-02T07:00:00.123456+00:00", seen["opensAt"]!.GetValue<string>());
        Assert.Equal("budget.fund-not-found", seen["refusal"]!.GetValue<string>());
    }
}
