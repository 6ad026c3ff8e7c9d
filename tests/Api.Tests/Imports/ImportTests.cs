using SocialInnovation.Api.Tests.MainJob;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Imports;

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

        Assert.Equal("imported", report.Body.Word("outcome"));
        var actual = await Outcome.ReadAsync(await api.SignInAsync("auditor"), Outcome.Refusals(report));
        Assert.Equal(Outcome.Expected(bundle).OrderBy(x => x.Key), actual.OrderBy(x => x.Key));
    }

    [Fact]
    public async Task Import_OfTheSameBundleTwice_ChangesNothing()
    {
        var zip = new ExampleBundle("edge-call").Zip();
        await api.ImportAsync(zip);
        var before = await Trail.ReadAsync(api);

        var second = await api.ImportAsync(zip);

        Assert.Equal("unchanged", second.Body.Word("outcome"));
        var after = await Trail.ReadAsync(api);
        Assert.Equal(OfProduct(before), OfProduct(after));
        Assert.Equal(before.Ledger, after.Ledger);
        var other = await api.ImportAsync(
            new ExampleBundle("edge-call").Zip((file, text) => file == "call.json" ? text.Replace("d'essai", "autre") : text)
        );
        Assert.Equal("faulty", other.Body.Word("outcome"));
        Assert.Equal("bundle.known-call", other.Body["faults"]![0]!.Word("code"));
    }

    private static List<AuditRow> OfProduct(Trail trail) =>
        [.. trail.Audit.Where(x => x.EntityType is not ("background-job" or "bundle-import"))];
}
