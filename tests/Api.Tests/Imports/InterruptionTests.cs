using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Api.Tests.MainJob;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Imports;

/// <summary>An import goes on where another instance left it, as if nothing had happened.</summary>
public sealed class InterruptionTests(ImportedBundle undisturbed) : IClassFixture<ImportedBundle>, IAsyncLifetime
{
    private const int Midway = 200;

    private ApiFixture database = null!;

    public async ValueTask InitializeAsync() => database = await ApiFixture.StartAsync();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task Import_WhoseInstanceStops_IsTakenOverAtOnce()
    {
        ApiReply accepted;
        await using (var first = database.StartAnother())
        {
            accepted = await first.SendBundleAsync(MainJobWalk.Bundle.Zip());
            await IsMidwayAsync(first, accepted);
        }

        await using var second = database.StartAnother();

        await EndsAsUndisturbedAsync(second, accepted);
    }

    [Fact]
    public async Task Import_WhoseInstanceDiesWithoutGivingItBack_IsTakenOverWhenTheLeaseHasLapsed()
    {
        ApiReply accepted;
        await using (var first = database.StartAnother(x => x.NeverRelease()))
        {
            accepted = await first.SendBundleAsync(MainJobWalk.Bundle.Zip());
            await IsMidwayAsync(first, accepted);
        }

        await using var second = database.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.FromMinutes(1))));

        await EndsAsUndisturbedAsync(second, accepted);
    }

    [Fact]
    public async Task Import_ThatTakesLongerThanItsLease_IsRunByOneInstanceOnly()
    {
        var taken = new TakenJobs();
        await using var first = database.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.Zero, speed: 5)).CountTakes(taken));
        await using var second = database.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.Zero, speed: 5)).CountTakes(taken));
        await second.SignInAsync("administrator");
        var accepted = await first.SendBundleAsync(MainJobWalk.Bundle.Zip());
        await IsMidwayAsync(first, accepted);

        await LockedTable.HoldAsync(database.Database, "applications.grant_applications", TimeSpan.FromSeconds(9));

        await EndsAsUndisturbedAsync(first, accepted);
        Assert.Equal(1, taken.Count);
    }

    [Fact]
    public async Task Import_AcrossManySweeps_IsNotOvertakenByThePresent()
    {
        await using var hurried = database.StartAnother(x => x.AddRealClock(new MovedClock(TimeSpan.Zero, speed: 200)));

        await using var observer = database.StartAnother(WithoutBackground);
        var accepted = await hurried.SendBundleAsync(MainJobWalk.Bundle.Zip());

        await EndsAsUndisturbedAsync(observer, accepted);
        var ended = (await observer.JobAsync(accepted, x => x["endedAt"] is not null))["endedAt"]!.GetValue<DateTimeOffset>();
        Assert.All(await SweptAsync(observer), x => Assert.True(x >= ended, $"A sweep came at {x:O}; the import ended at {ended:O}."));
    }

    // When the sweep wrote down that the waiting list of 2013 is over, which it does as soon as it may.
    private static async Task<IReadOnlyList<DateTimeOffset>> SweptAsync(ApiFixture api)
    {
        var auditor = await api.SignInAsync("auditor");
        for (var tries = 0; tries < 300; tries++)
        {
            var swept = (await auditor.AllAsync("/api/v1/audit-trail"))
                .Where(x => x.Word("action") == "end-waiting-lists")
                .Select(x => x["recordedAt"]!.GetValue<DateTimeOffset>())
                .ToList();
            if (swept.Count > 0)
            {
                return swept;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(100), TestContext.Current.CancellationToken);
        }

        throw new InvalidOperationException("No sweep came.");
    }

    private static void WithoutBackground(IServiceCollection services) => services.RemoveBackground();

    private static Task IsMidwayAsync(ApiFixture api, ApiReply accepted) =>
        api.JobAsync(
            accepted,
            job =>
            {
                Assert.NotEqual("succeeded", job.Word("status"));
                return job["done"]!.GetValue<int>() >= Midway;
            }
        );

    private async Task EndsAsUndisturbedAsync(ApiFixture api, ApiReply accepted)
    {
        var report = await api.EndOfImportAsync(accepted);

        Assert.Equal("imported", report.Body.Word("outcome"));
        Assert.Equal(undisturbed.Report.Body["refusals"]!.ToJsonString(), report.Body["refusals"]!.ToJsonString());
        Assert.Equal(undisturbed.Report.Body["applied"]!.GetValue<int>(), report.Body["applied"]!.GetValue<int>());
        var outcomes = await Outcome.ReadAsync(await api.SignInAsync("auditor"), Outcome.Refusals(report));
        Assert.Equal(
            Outcome.Expected(MainJobWalk.Bundle).OrderBy(x => x.Key),
            outcomes.Select(x => KeyValuePair.Create(x.Key, WhileTheListHeld(x.Value))).OrderBy(x => x.Key)
        );
        var trail = await Trail.ReadAsync(api);
        Assert.Equal(Texts(undisturbed.Trail.Ledger), Texts(trail.Ledger));
        Assert.Equal(Texts(undisturbed.Trail.Balances), Texts(trail.Balances));
        Assert.Equal(Rows(undisturbed.Trail), Rows(trail));
    }

    // The waiting list of 2013 is long over: once the import has ended, the next sweep refuses who waited on it, be it before the outcomes are
    // read here or after.
    private static Outcome WhileTheListHeld(Outcome outcome) =>
        outcome.Reason == "waiting-list-ended" ? outcome with { State = "waiting-listed", Reason = "envelope-exhausted" } : outcome;

    private static IEnumerable<string> Texts(IEnumerable<MoneyRow> rows) => rows.Select(x => x.Text).Order(StringComparer.Ordinal);

    // The job's own progress is another one when it was interrupted; sweeps come when they come.
    private static IEnumerable<string> Rows(Trail trail) =>
        trail
            .Audit.Where(x => x.Person != "nobody" && x.EntityType is not ("background-job" or "bundle-import"))
            .Select(x => x.ToString())
            .Order(StringComparer.Ordinal);
}
