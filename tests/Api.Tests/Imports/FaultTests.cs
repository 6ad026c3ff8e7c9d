using System.IO.Compression;
using SocialInnovation.Api.Tests.MainJob;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Imports;

/// <summary>What is wrong with a bundle stops the whole of it and is named; nothing in it stops the service.</summary>
public sealed class FaultTests(FaultTests.Service service) : IClassFixture<FaultTests.Service>
{
    private const int LongestName = 200;

    private static readonly string[] Names =
    [
        "call.json",
        "applications.csv",
        "documents.csv",
        "decisions.csv",
        "evaluators.csv",
        "marks.csv",
    ];

    private static readonly ExampleBundle Edge = new("edge-call");

    /// <summary>File, what stands in it, what is put there, and the fault with its line and column.</summary>
    public static TheoryData<string, string, string, string, int, int> Faults =>
        new()
        {
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-9999,E01,stakeholders,5", "bundle.broken-reference", 2, 1 },
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-0001,E99,stakeholders,5", "bundle.broken-reference", 2, 2 },
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-0001,E01,stakeholders,five", "bundle.number", 2, 4 },
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-0001,E01,stakeholders,4294967301", "bundle.number", 2, 4 },
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-0001,E01,stakeholders", "bundle.columns", 2, 3 },
            { "marks.csv", "EDGE-0001,E01,stakeholders,5", "EDGE-0001,E01,stake\0holders,5", "bundle.not-utf-8", 2, 20 },
            { "evaluators.csv", "E02,", "E01,", "bundle.duplicate", 3, 1 },
            { "call.json", "\"de-minimis\"", "\"de-maximis\"", "bundle.unknown-code", 37, 19 },
            { "call.json", "\"Europe/Paris\"", "\"Europe\\u0000\"", "bundle.not-utf-8", 6, 14 },
            { "call.json", "\"Europe/Paris\"", "\"Europe\\ud800\"", "bundle.not-utf-8", 6, 14 },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Fault_IsNamedWithItsPlace_AndNothingIsImported(string file, string from, string to, string code, int line, int column)
    {
        var zip = Edge.Zip((name, text) => name == file ? ReplaceFirst(text, from, to) : text);

        var report = await service.Api.ImportAsync(zip);

        Assert.Equal("faulty", report.Body.Word("outcome"));
        var fault = report.Body["faults"]!.AsArray().First(x => x!.Word("file") == file && x!.Word("code") == code)!;
        Assert.Equal((line, column), (fault["line"]!.GetValue<int>(), fault["column"]!.GetValue<int>()));
        Assert.NotEmpty(fault.Word("message"));
        Assert.Equal(0, report.Body["applied"]!.GetValue<int>());
        Assert.Empty(await (await service.Api.SignInAsync("auditor")).AllAsync("/api/v1/calls"));
    }

    [Theory]
    [InlineData("call.json")]
    [InlineData("documents.csv")]
    public async Task Bundle_WithoutAFile_IsFaulty(string missing)
    {
        var report = await service.Api.ImportAsync(Zip(Files().Where(x => x.Name != missing)));

        Assert.Equal("faulty", report.Body.Word("outcome"));
        Assert.Contains(report.Body["faults"]!.AsArray(), x => x!.Word("file") == missing && x!.Word("code") == "bundle.file-missing");
    }

    [Fact]
    public async Task Reference_LongerThanItsColumn_IsAFaultAndNotTriedForever()
    {
        var name = new string('x', LongestName + 1);

        var report = await service.Api.ImportAsync(
            Edge.Zip((file, text) => file == "call.json" ? text.Replace("\"EDGE\"", $"\"{name}\"") : text)
        );

        Assert.Equal("faulty", report.Body.Word("outcome"));
        Assert.Contains(report.Body["faults"]!.AsArray(), x => x!.Word("code") == "bundle.code-too-long");
    }

    [Fact]
    public async Task Body_ThatIsNoZip_IsRefused() =>
        (await SendAsync("not a zip"u8.ToArray())).ExpectRefusal(422, "platform.bundle-not-a-zip");

    [Theory]
    [InlineData("../call.json")]
    [InlineData("/etc/call.json")]
    [InlineData("a/../../call.json")]
    [InlineData("..\\call.json")]
    [InlineData("C:/call.json")]
    public async Task Zip_WithAWayOutOfItsFolder_IsRefused(string path) =>
        (await SendAsync(Zip(Files().Append((path, "{}"))))).ExpectRefusal(422, "platform.bundle-entry-unsafe");

    [Fact]
    public async Task Zip_WithOneFileTwice_IsRefused() =>
        (await SendAsync(Zip(Files().Append(("other/call.json", "{}"))))).ExpectRefusal(422, "platform.bundle-entry-twice");

    [Fact]
    public async Task Zip_WithTooManyFiles_IsRefused() =>
        (await SendAsync(Zip(Enumerable.Range(0, 101).Select(x => ($"{x}.txt", ""))))).ExpectRefusal(
            422,
            "platform.bundle-too-many-entries"
        );

    [Fact]
    public async Task Zip_ThatUnpacksToMoreThanItsBound_IsRefused() =>
        (await SendAsync(Zip([("marks.csv", new string('0', (64 * 1024 * 1024) + 1))]))).ExpectRefusal(422, "platform.bundle-too-large");

    [Theory]
    [InlineData("auditor")]
    [InlineData("manager")]
    public async Task Import_ByAnyoneButAnAdministrator_IsForbidden(string userName)
    {
        var caller = userName == "auditor" ? await service.Api.SignInAsync(userName) : service.Manager;

        Assert.Equal(403, (await caller.PostBytesAsync("/api/v1/imports", Edge.Zip(), "application/zip")).Status);
        Assert.Equal(401, (await service.Api.Anonymous().PostBytesAsync("/api/v1/imports", Edge.Zip(), "application/zip")).Status);
    }

    private static string ReplaceFirst(string text, string from, string to)
    {
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{from} is not in the file");
        return text[..at] + to + text[(at + from.Length)..];
    }

    private static IEnumerable<(string Name, string Text)> Files() => Names.Select(x => (x, Edge.Text(x)));

    private static byte[] Zip(IEnumerable<(string Name, string Text)> files)
    {
        using var target = new MemoryStream();
        using (var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }

        return target.ToArray();
    }

    private async Task<ApiReply> SendAsync(byte[] content) =>
        await (await service.Api.SignInAsync("administrator")).PostBytesAsync("/api/v1/imports", content, "application/zip");

    /// <summary>One service for all: what is refused leaves nothing behind.</summary>
    public sealed class Service : IAsyncLifetime
    {
        public ApiFixture Api { get; private set; } = null!;

        public ApiClient Manager { get; private set; } = null!;

        public async ValueTask InitializeAsync()
        {
            Api = await ApiFixture.StartAsync();
            Manager = await Api.RegisterAsync("manager", "programme-manager");
        }

        public ValueTask DisposeAsync() => Api.DisposeAsync();
    }
}
