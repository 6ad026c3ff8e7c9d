using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Many callers want the same money at once: what it holds is given, to the cent, and nothing more.</summary>
public sealed class ParallelAwardsTests
{
    private const int Callers = 200;
    private const int Winners = 50;

    [Fact]
    public async Task Awards_AtOnce_AreGivenUntilTheFreedMoneyIsGone()
    {
        var waiting = Enumerable.Repeat(new BundledApplication(100), Callers);
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(Winners * 100, [new BundledApplication(Winners * 100), .. waiting])
        );
        Assert.Equal(0, await scene.AvailableAsync());
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        Assert.Equal(Winners * 100, await scene.AvailableAsync());

        var replies = await Task.WhenAll(
            Enumerable.Range(1, Callers).Select(x => scene.Recorder.PostAsync("/api/v1/awards", scene.Award(x, 100, "Out of rank.")))
        );

        Assert.Equal(Winners, replies.Count(x => x.Status == 201));
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(422, "budget.envelope-exceeded"));
        Assert.Equal(0, await scene.AvailableAsync());
        var grants = (await scene.AllAsync($"/api/v1/grants?callId={scene.CallId}")).ToLookup(x => x["status"]!.GetValue<string>());
        Assert.Equal(Winners, grants["awarded"].Count());
        Assert.Equal(
            replies.Where(x => x.Status == 201).Select(x => x.Id).Order(),
            grants["awarded"].Select(x => x["id"]!.GetValue<Guid>()).Order()
        );
        Assert.Equal(Winners, (await scene.AllAsync("/api/v1/applications?state=awarded")).Count - 1);
        Assert.Equal(Callers - Winners, (await scene.AllAsync("/api/v1/applications?state=waiting-listed")).Count);
        await AssertLedgerAsync(scene, committed: Winners * 100, awards: Winners);
    }

    [Fact]
    public async Task Awards_ToTheSameApplicationAtOnce_GiveOneGrant()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(1000), new BundledApplication(100))
        );
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => scene.Recorder.PostAsync("/api/v1/awards", scene.Award(1, 100)))
        );

        Assert.Single(replies, x => x.Status == 201);
        Assert.All(
            replies.Where(x => x.Status != 201),
            x => Assert.True(x.Status == 422 && x.Code is "applications.not-waiting-listed" or "budget.already-granted", x.Text)
        );
        Assert.Equal(900, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Cancellations_OfOneGrantAtOnce_GiveItsMoneyBackOnce()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(1000)));
        var path = $"/api/v1/grants/{await scene.GrantOfAsync(0)}";
        var version = (await scene.Auditor.GetAsync(path)).Expect(200).Version;

        var replies = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => scene.Recorder.PostAsync($"{path}/cancellation", BudgetScene.Cancellation(), version))
        );

        Assert.Single(replies, x => x.Status == 201);
        // Who saw that version is told that it is stale before the state is looked at.
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(412, "request.version-stale"));
        (await scene.PostAsync(scene.Recorder, path, "cancellation", BudgetScene.Cancellation())).ExpectRefusal(
            409,
            "budget.grant-not-cancellable"
        );
        Assert.Equal(1000, await scene.AvailableAsync());
        await AssertLedgerAsync(scene, committed: 0, awards: 0);
    }

    [Fact]
    public async Task Adoptions_AtOnce_CommitOnce()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(300)) { IsAdopted = false }
        );
        await scene.SignAsync(scene.ScenarioId);
        var other = await scene.ProposeSignedAsync();
        var versions = new Dictionary<Guid, int>();
        foreach (var id in new[] { scene.ScenarioId, other })
        {
            versions[id] = (await scene.Auditor.GetAsync($"{BudgetScene.Scenarios}/{id}")).Version;
        }

        var replies = await Task.WhenAll(
            versions
                .SelectMany(x => Enumerable.Repeat(x, 4))
                .Select(x => scene.Recorder.PostAsync($"{BudgetScene.Scenarios}/{x.Key}/adoption", BudgetScene.Decision(), x.Value))
        );

        Assert.Single(replies, x => x.Status == 201);
        Assert.All(replies, x => Assert.True(x.Status is 201 or 409 or 412 or 422, x.Text));
        Assert.Equal(100, await scene.AvailableAsync());
        await AssertLedgerAsync(scene, committed: 900, awards: 2);
    }

    [Fact]
    public async Task Reservations_AtOnce_AreMadeUntilTheFundIsEmpty()
    {
        await using var scene = await ApplicationScene.StartAsync();
        var officer = await scene.Api.RegisterAsync("officer", "budget-officer");
        var fund = (await officer.PostAsync("/api/v1/funds", new { name = "A small fund" })).Expect(201);
        var version = fund.Version;
        foreach (var (financer, amount) in new[] { ("Region", "333.33"), ("Bank", "166.67") })
        {
            var contribution = BudgetBodies.Contribution(amount, financer);
            version = (await officer.PostAsync($"/api/v1/funds/{fund.Id}/contributions", contribution, version)).Expect(201).Version;
        }

        var calls = new List<Guid>();
        for (var i = 0; i < 16; i++)
        {
            calls.Add(await scene.DraftCallAsync($"PAR-{i}"));
        }

        var replies = await Task.WhenAll(
            calls.Select(call => officer.PostAsync("/api/v1/envelopes", BudgetBodies.Envelope(fund.Id, call, BudgetBodies.Line("100.00"))))
        );

        Assert.Equal(5, replies.Count(x => x.Status == 201));
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(422, "budget.fund-exceeded"));
        var balances = (await officer.GetAsync($"/api/v1/balances?fundId={fund.Id}")).Expect(200).Body.AsArray();
        Assert.Equal(500, balances.Where(x => Account(x!) == "envelope-available").Sum(x => BudgetScene.Parse(x!["balance"]!)));
        Assert.All(balances.Where(x => Account(x!) == "fund-available"), x => Assert.Equal("0.00", x!["balance"]!.GetValue<string>()));

        static string Account(System.Text.Json.Nodes.JsonNode balance) => balance["account"]!.GetValue<string>();
    }

    internal static async Task AssertLedgerAsync(BudgetScene scene, decimal committed, int awards)
    {
        await using var connection = new NpgsqlConnection(scene.Api.Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            """
            select
                (select coalesce(sum(balance), 0) from budget.accounts where kind = 'grant-committed'),
                (select count(*) from budget.accounts where kind = 'grant-committed' and balance > 0),
                (select sum(balance) from budget.accounts),
                (select count(*) from budget.accounts a
                    where a.balance <> (select coalesce(sum(p.amount), 0) from budget.ledger_postings p where p.account_id = a.id)),
                (select count(distinct grant_id) from budget.accounts where kind = 'grant-committed' and balance > 0)
            """,
            connection
        );
        await using var reader = await command.ExecuteReaderAsync();
        Assert.True(await reader.ReadAsync());
        Assert.Equal(
            (committed, 0m, 0L, (long)awards),
            (reader.GetDecimal(0), reader.GetDecimal(2), reader.GetInt64(3), reader.GetInt64(4))
        );
    }
}
