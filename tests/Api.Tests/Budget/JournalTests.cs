using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Budget;
using SocialInnovation.Domain.Budget;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;
using Booked = SocialInnovation.Domain.Budget.Movement;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Payments and claims in the journal, which no route books yet, and the balances of any past day.</summary>
public sealed class JournalTests : IAsyncLifetime
{
    private BudgetScene scene = null!;
    private FundId fund;
    private GrantId grant;
    private List<GrantShare> shares = [];

    /// <summary>600.00 of 1 000.00 EUR are granted, 300.00 of each of two contributions.</summary>
    public async ValueTask InitializeAsync()
    {
        scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(500)));
        (fund, grant) = (new FundId(scene.FundId), new GrantId(await scene.GrantOfAsync(0)));
        var shown = (await scene.Auditor.GetAsync($"/api/v1/grants/{grant.Value}")).Expect(200).Body["shares"]!.AsArray();
        shares =
        [
            .. shown.Select(x => new GrantShare(
                x!["lineId"]!.GetValue<Guid>(),
                x["contributionId"]!.GetValue<Guid>(),
                x["financer"]!.GetValue<string>(),
                x["fiscalYear"]!.GetValue<int>(),
                new Money(BudgetScene.Amount(x["amount"]!))
            )),
        ];
        Assert.Equal([300m, 300m], shares.Select(x => x.Amount.Amount));
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task PaymentsAndClaims_MoveFromPlaceToPlace_AndEachPastDayKeepsItsBalances()
    {
        await PostAsync(Booked.Payment(fund, grant, Parts(150, 250), Day(2), "BORD-1"));
        await PostAsync(Booked.Reclaim(fund, grant, Parts(100, 50), Day(4), "TITRE-1"));
        await PostAsync(Booked.Collection(fund, grant, Parts(60, 40), toEnvelope: true, Day(6), "TITRE-1"));
        await PostAsync(Booked.Collection(fund, grant, Parts(30, 0), toEnvelope: false, Day(8), "TITRE-1"));
        // Booked last, dated in between.
        await PostAsync(Booked.Payment(fund, grant, Parts(50, 0), Day(5), "BORD-2"));

        Assert.Equal("committed 600, envelope 400", await BalancesAsync(1));
        Assert.Equal("committed 200, envelope 400, paid 400", await BalancesAsync(2));
        Assert.Equal("claims 150, committed 200, envelope 400, paid 250", await BalancesAsync(4));
        Assert.Equal("claims 150, committed 150, envelope 400, paid 300", await BalancesAsync(5));
        Assert.Equal("claims 50, committed 150, envelope 500, paid 300", await BalancesAsync(7));
        Assert.Equal("claims 20, committed 150, envelope 500, fund 30, paid 300", await BalancesAsync(8));
        var ofGrant = (await scene.Auditor.GetAsync($"/api/v1/ledger-entries?grantId={grant.Value}&limit=100")).Expect(200);
        Assert.Equal(170m + 300m, ofGrant.Body["items"]!.AsArray().Sum(x => BudgetScene.Parse(x!["amount"]!)));
    }

    [Fact]
    public async Task NoPlace_GivesMoreOfAContribution_ThanItHas()
    {
        await PostAsync(Booked.Payment(fund, grant, Parts(200, 100), Day(2), "BORD-1"));
        await PostAsync(Booked.Reclaim(fund, grant, Parts(80, 0), Day(3), "TITRE-1"));

        foreach (
            var movement in new[]
            {
                Booked.Payment(fund, grant, Parts(100.01m, 0), Day(4), "BORD-2"),
                Booked.Reclaim(fund, grant, Parts(0, 100.01m), Day(4), "TITRE-2"),
                Booked.Reclaim(fund, grant, Parts(120.01m, 0), Day(4), "TITRE-2"),
                Booked.Collection(fund, grant, Parts(80.01m, 0), toEnvelope: true, Day(4), "TITRE-1"),
                Booked.Collection(fund, grant, Parts(0, 0.01m), toEnvelope: false, Day(4), "TITRE-1"),
            }
        )
        {
            var refused = await Assert.ThrowsAsync<PostgresException>(() => PostAsync(movement));
            Assert.Equal("ck_accounts_balance", refused.ConstraintName);
        }

        Assert.Equal("claims 80, committed 300, envelope 400, paid 220", await BalancesAsync(9));
    }

    [Fact]
    public async Task Balances_AreToldByFinancer_Contribution_Year_LineAndGrant()
    {
        await PostAsync(Booked.Payment(fund, grant, Parts(150, 250), Day(2), "BORD-1"));

        foreach (var by in new[] { "account", "financer", "contribution", "fiscal-year", "envelope-line", "grant" })
        {
            var rows = await RowsAsync($"&by={by}");
            Assert.Equal(0, rows.Sum(x => BudgetScene.Parse(x["balance"]!)));
            Assert.Equal(400, rows.Where(x => Word(x, "account") == "grant-paid").Sum(x => BudgetScene.Parse(x["balance"]!)));
        }

        Assert.Equal(
            [("BPI France", 2013), ("Région Lorraine", 2013)],
            (await RowsAsync("&by=contribution"))
                .Where(x => Word(x, "account") == "grant-paid")
                .Select(x => (Word(x, "financer"), x["fiscalYear"]!.GetValue<int>()))
                .Order()
        );
        Assert.All(await RowsAsync("&by=fiscal-year"), x => Assert.Equal(2013, x["fiscalYear"]!.GetValue<int>()));
        var line = (await RowsAsync("&by=envelope-line")).Single(x => Word(x, "account") == "envelope-available");
        Assert.Equal((scene.EnvelopeId, "operating"), (line["envelopeId"]!.GetValue<Guid>(), Word(line, "section")));
        Assert.Equal(
            grant.Value,
            (await RowsAsync("&by=grant")).Single(x => Word(x, "account") == "grant-paid")["grantId"]!.GetValue<Guid>()
        );
        Assert.Equal((await RowsAsync("&by=financer")).Select(x => x.ToJsonString()), (await RowsAsync("")).Select(x => x.ToJsonString()));
        (await scene.Auditor.GetAsync($"/api/v1/balances?fundId={scene.FundId}&by=moon")).ExpectRefusal(400, "request.validation-failed");
    }

    [Theory]
    [InlineData("financer=BPI%20France", 8)]
    [InlineData("financer=Nobody", 0)]
    [InlineData("from=2014-02-02", 4)]
    [InlineData("to=2014-02-01", 12)]
    [InlineData("from=2014-02-02&to=2014-02-02&financer=BPI%20France", 2)]
    [InlineData("from=2014-02-03", 0)]
    public async Task Entries_AreFilteredByFinancerAndDay(string filter, int expected)
    {
        await PostAsync(Booked.Payment(fund, grant, Parts(150, 250), Day(2), "BORD-1"));
        var all = await scene.AllAsync($"/api/v1/ledger-entries?fundId={scene.FundId}");
        Assert.Equal(16, all.Count);

        var found = await scene.AllAsync($"/api/v1/ledger-entries?{filter}");

        Assert.Equal(expected, found.Count);
        Assert.Equal(
            (await scene.AllAsync($"/api/v1/ledger-entries?envelopeId={scene.EnvelopeId}")).Count,
            all.Count(x => x["envelopeLineId"] is not null)
        );
    }

    private List<GrantShare> Parts(decimal first, decimal second) =>
        [shares[0] with { Amount = new Money(first) }, shares[1] with { Amount = new Money(second) }];

    private static DateOnly Day(int day) => new(2014, 2, day);

    private static string Word(JsonNode row, string member) => row[member]!.GetValue<string>();

    private async Task PostAsync(Booked movement)
    {
        await using var scope = scene.Api.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<ILedger>().PostAsync([movement], TestContext.Current.CancellationToken);
    }

    private async Task<List<JsonNode>> RowsAsync(string query) =>
        [
            .. (await scene.Auditor.GetAsync($"/api/v1/balances?fundId={scene.FundId}&asOf=2014-02-28{query}"))
                .Expect(200)
                .Body.AsArray()
                .Select(x => x!),
        ];

    /// <summary>What each kind of account holds at the end of a day of February; what is empty is left out.</summary>
    private async Task<string> BalancesAsync(int day)
    {
        var rows = (await scene.Auditor.GetAsync($"/api/v1/balances?fundId={scene.FundId}&by=account&asOf={Day(day):yyyy-MM-dd}"))
            .Expect(200)
            .Body.AsArray();
        var held = rows.Select(x => (Kind: Word(x!, "account"), Balance: BudgetScene.Parse(x!["balance"]!))).ToList();
        Assert.Equal(0, held.Sum(x => x.Balance));
        Assert.All(held.Where(x => x.Kind != "contributions"), x => Assert.True(x.Balance >= 0));
        return string.Join(
            ", ",
            held.Where(x => x.Kind != "contributions" && x.Balance != 0)
                .Select(x => $"{x.Kind.Replace("-available", "").Replace("grant-", "")} {x.Balance:0.##}")
                .Order(StringComparer.Ordinal)
        );
    }
}
