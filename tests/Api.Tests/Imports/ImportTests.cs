using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests;

public sealed class ImportTests : IAsyncLifetime
{
    private ApiFixture api = null!;

    public async ValueTask InitializeAsync() => api = await ApiFixture.StartAsync();

    public ValueTask DisposeAsync() => api.DisposeAsync();

    [Theory]
    [InlineData("lorraine-2013")]
    [InlineData("edge-call")]
    public async Task Import_GivesTheExpectedOutcomeOfEveryApplication(string name)
    {
        var bundle = new ExampleBundle(name);

        var report = await api.ImportAsync(bundle.Zip());

        Assert.Equal("imported", report.Body["outcome"]!.GetValue<string>());
        var actual = await OutcomesAsync(report);
        var expected = bundle.Expected["outcomes"]!.AsObject().ToDictionary(x => x.Key, x => Outcome.OfExpected(x.Value!));
        Assert.Equal(expected.Count, actual.Count);
        Assert.All(expected, x => Assert.Equal((x.Key, x.Value), (x.Key, actual[x.Key])));
    }

    [Fact]
    public async Task Import_OfTheSameBundleTwice_ChangesNothing()
    {
        var zip = new ExampleBundle("edge-call").Zip();
        await api.ImportAsync(zip);
        var auditor = await api.SignInAsync("auditor");
        var before = await AllAsync(auditor, "/api/v1/applications?limit=100");

        var second = await api.ImportAsync(zip);

        Assert.Equal("unchanged", second.Body["outcome"]!.GetValue<string>());
        Assert.Equal(
            before.Select(x => x.ToJsonString()),
            (await AllAsync(auditor, "/api/v1/applications?limit=100")).Select(x => x.ToJsonString())
        );
        var other = await api.ImportAsync(
            new ExampleBundle("edge-call").Zip((file, text) => file == "call.json" ? text.Replace("d'essai", "autre") : text)
        );
        Assert.Equal("faulty", other.Body["outcome"]!.GetValue<string>());
        Assert.Equal("bundle.known-call", other.Body["faults"]![0]!["code"]!.GetValue<string>());
    }

    [Fact]
    public async Task Import_WithFaults_NamesEachWithItsPlaceAndImportsNothing()
    {
        var zip = new ExampleBundle("edge-call").Zip(
            (file, text) =>
                file switch
                {
                    "marks.csv" => text.Replace("EDGE-0001,E01,stakeholders,5", "EDGE-9999,E01,stakeholders,5"),
                    "call.json" => text.Replace("\"de-minimis\"", "\"de-maximis\""),
                    _ => text,
                }
        );

        var report = await api.ImportAsync(zip);

        Assert.Equal("faulty", report.Body["outcome"]!.GetValue<string>());
        var faults = report.Body["faults"]!
            .AsArray()
            .Select(x => (x!["file"]!.GetValue<string>(), x["line"]!.GetValue<int>(), x["code"]!.GetValue<string>()));
        Assert.Equal([("call.json", 37, "bundle.unknown-code"), ("marks.csv", 2, "bundle.broken-reference")], faults.Order());
        var auditor = await api.SignInAsync("auditor");
        Assert.Empty(await AllAsync(auditor, "/api/v1/calls"));
    }

    private async Task<Dictionary<string, Outcome>> OutcomesAsync(ApiReply report)
    {
        var auditor = await api.SignInAsync("auditor");
        var refusals = report.Body["refusals"]!
            .AsArray()
            .Where(x => x!["action"]!.GetValue<string>() == "submit-application")
            .ToDictionary(x => x!["subject"]!.GetValue<string>(), x => x!["code"]!.GetValue<string>());
        var call = (await AllAsync(auditor, "/api/v1/calls")).Single()["id"]!.GetValue<Guid>();
        var ranking = (await AllAsync(auditor, $"/api/v1/calls/{call}/rankings")).Single()["id"]!.GetValue<Guid>();
        var entries = (await AllAsync(auditor, $"/api/v1/rankings/{ranking}/entries?limit=100")).ToDictionary(x =>
            x["reference"]!.GetValue<string>()
        );
        return (await AllAsync(auditor, "/api/v1/applications?limit=100")).ToDictionary(
            x => x["reference"]!.GetValue<string>(),
            x => Outcome.OfActual(x, refusals, entries)
        );
    }

    private static async Task<List<JsonObject>> AllAsync(ApiClient client, string path)
    {
        var all = new List<JsonObject>();
        string? cursor = null;
        do
        {
            var separator = path.Contains('?') ? '&' : '?';
            var page = (await client.GetAsync(cursor is null ? path : $"{path}{separator}cursor={cursor}")).Expect(200);
            all.AddRange(page.Body["items"]!.AsArray().Select(x => x!.AsObject()));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        } while (cursor is not null);

        return all;
    }

    private sealed record Outcome(string State, string? Reason, int? Rank, string? Score, string Amount)
    {
        public static Outcome OfExpected(JsonNode x) =>
            new(
                x["state"]!.GetValue<string>(),
                x["reason"]?.GetValue<string>(),
                x["rank"]?.GetValue<int>(),
                x["score"]?.GetValue<string>(),
                x["amount"]!.GetValue<string>()
            );

        public static Outcome OfActual(JsonObject x, Dictionary<string, string> refusals, Dictionary<string, JsonObject> entries)
        {
            var reference = x["reference"]!.GetValue<string>();
            var entry = entries.GetValueOrDefault(reference);
            return new Outcome(
                x["state"]!.GetValue<string>(),
                x["outcomeReason"]?.GetValue<string>() ?? refusals.GetValueOrDefault(reference),
                entry?["rank"]!.GetValue<int>(),
                entry?["score"]!.GetValue<string>(),
                x["awardedAmount"]?["amount"]!.GetValue<string>() ?? "0.00"
            );
        }
    }
}
