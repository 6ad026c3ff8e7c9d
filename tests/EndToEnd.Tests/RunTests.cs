using System.Globalization;
using System.Text.RegularExpressions;
using SocialInnovation.Infrastructure.EmbeddedDatabase;
using SocialInnovation.Testing;

namespace SocialInnovation.EndToEnd.Tests;

/// <summary>The first of the two commands, and the walk of the README on what it started.</summary>
public sealed partial class RunTests : IAsyncDisposable
{
    private const string LastLine = "14 awards · 221000.00 EUR granted · 9000.00 EUR left";

    private static readonly string Run = Path.Combine(Repository.Root, "build", "run");

    private readonly string data = Path.Combine(Path.GetTempPath(), $"social-innovation-run-{Guid.CreateVersion7():N}");
    private readonly string port = RunningService.FreePort().ToString(CultureInfo.InvariantCulture);

    public async ValueTask DisposeAsync() => await EmbeddedPostgres.DeleteAsync(data);

    [Fact]
    public async Task Run_LoadsTheExample_LetsTheReadmeBeWalked_StopsOnCtrlC_AndFindsItsDataAgain()
    {
        TimeSpan loaded;
        await using (var first = RunningService.Start(Run, "--port", port, "--data", data))
        {
            await first.SeeAsync("Ctrl-C stops");
            loaded = first.Elapsed;
            Assert.Contains($"Swagger UI: http://localhost:{port}/swagger", first.Lines);
            Assert.Contains(first.Lines, x => x.TrimStart().StartsWith("administrator", StringComparison.Ordinal));
            Assert.Equal(14, first.Lines.Count(x => AwardRow().IsMatch(x)));
            Assert.Equal(LastLine, first.Lines.SkipLast(1).Last());

            await WalkAsync();

            Assert.Equal(0, await first.InterruptAsync());
        }

        Assert.False(await RunningService.AcceptsConnectionsAsync(int.Parse(port, CultureInfo.InvariantCulture)));
        Assert.DoesNotContain(Directory.EnumerateFiles(data, "postmaster.pid", SearchOption.AllDirectories), _ => true);

        // What build/run ends with; a second start does not count the build.
        var service = Path.Combine(Repository.Root, "src", "Api", "bin", "Release", "net10.0", "SocialInnovation.Api.dll");
        await using var second = RunningService.Start("dotnet", service, "run", "--port", port, "--data", data);
        await second.SeeAsync("Swagger UI");
        var ready = second.Elapsed;
        await second.SeeAsync("Ctrl-C stops");
        Assert.Contains(LastLine, second.Lines);
        Assert.DoesNotContain(second.Lines, x => x.StartsWith("Loading", StringComparison.Ordinal));
        // It makes no cluster and loads nothing: on an idle machine it is ready within five seconds, on a busy one in the same proportion.
        Assert.InRange(ready / loaded, 0, 0.5);
        Assert.Equal(0, await second.InterruptAsync());
    }

    [Fact]
    public async Task Run_KilledWhileItLoadsTheExample_FinishesItOnTheNextStart()
    {
        await using (var first = RunningService.Start(Run, "--port", port, "--data", data))
        {
            await first.SeeAsync("Loading the example");
            await HasPublishedItsCallAsync();
            await first.KillAsync();
        }

        await using var second = RunningService.Start(Run, "--port", port, "--data", data);
        await second.SeeAsync("Ctrl-C stops");

        Assert.Equal(LastLine, second.Lines.SkipLast(1).Last());
        Assert.Equal(0, await second.InterruptAsync());
    }

    [Fact]
    public async Task Run_Empty_HasNoExample()
    {
        await using var service = RunningService.Start(Run, "--empty", "--port", port, "--data", data);
        await service.SeeAsync("Ctrl-C stops");

        Assert.DoesNotContain(service.Lines, x => x.Contains("awards ·", StringComparison.Ordinal));
        Assert.Equal(0, await service.InterruptAsync());
    }

    [Fact]
    public async Task Run_OnAConnectionOfYours_StartsNoClusterOfItsOwn()
    {
        await using var database = await TestDatabase.CreateAsync(TestContext.Current.CancellationToken);
        string[] options = ["--connection", database.ServiceConnectionString, "--owner-connection", database.OwnerConnectionString];
        await using var service = RunningService.Start(Run, [.. options, "--empty", "--port", port, "--data", data]);
        await service.SeeAsync("Ctrl-C stops");

        Assert.Equal(2L, await database.ScalarAsOwnerAsync("select count(*) from platform.users"));
        // What else is kept there is the service's own: the key that signs the audit trail.
        Assert.False(Directory.Exists(Path.Combine(data, "cluster")));
        Assert.Equal(0, await service.InterruptAsync());
    }

    [Fact]
    public async Task Run_Help_NamesEveryOption()
    {
        await using var help = RunningService.Start(Run, "--help");

        Assert.Equal(0, await help.EndAsync());
        foreach (var option in (string[])["--port N", "--data DIR", "--connection STRING", "--owner-connection STRING", "--empty"])
        {
            Assert.Contains(option, help.Text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("--port", "none", "--port none is no option; see --help.")]
    [InlineData("--connection", "Host=localhost", "--connection and --owner-connection go together")]
    [InlineData("--colour", "red", "--colour red is no option; see --help.")]
    public async Task Run_WithABadOption_SaysSo(string name, string value, string message)
    {
        await using var run = RunningService.Start(Run, name, value);

        Assert.Equal(2, await run.EndAsync());
        Assert.Contains(message, run.Text, StringComparison.Ordinal);
    }

    // Then the import is under way and far from its end.
    private async Task HasPublishedItsCallAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://localhost:{port}") };
        while (
            !(await http.GetStringAsync("/api/v1/calls", TestContext.Current.CancellationToken)).Contains(
                "published",
                StringComparison.Ordinal
            )
        )
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private async Task WalkAsync()
    {
        var readme = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "README.md"), TestContext.Current.CancellationToken);
        var walk = Walk().Match(readme).Groups["walk"].Value;
        Assert.Contains("adoption", walk, StringComparison.Ordinal);

        await using var shell = RunningService.Start("bash", ["-euo", "pipefail", "-c", walk], ("api", $"http://localhost:{port}"));
        var code = await shell.EndAsync();

        Assert.True(code == 0, shell.Text);
        Assert.Contains("\"organisationName\": \"Atelier partagé\"", shell.Text, StringComparison.Ordinal);
        Assert.Contains(
            "\"amount\": \"25000.00\"",
            shell.Text[shell.Text.LastIndexOf("available", StringComparison.Ordinal)..],
            StringComparison.Ordinal
        );
    }

    [GeneratedRegex("```bash\n(?<walk>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Walk();

    [GeneratedRegex(@"^  2013-LOR-\d{4} +\d+\.\d{2} ")]
    private static partial Regex AwardRow();
}
