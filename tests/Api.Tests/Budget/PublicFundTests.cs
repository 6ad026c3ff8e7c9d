using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>What everybody reads of a fund: from the ledger and from signed agreements, and of no outcome before its notification.</summary>
public sealed class PublicFundTests
{
    [Fact]
    public async Task Summary_AddsUpWhatIsSignedAndCommitted_OnceItIsNotified()
    {
        await using var scene = await BudgetScene.StartAsync(Bundle() with { IsNotified = false });
        var before = await ReadAsync(scene);
        Assert.Equal((0m, 0m), (Amount(before, "committed"), Amount(before, "paid")));
        Assert.Empty(before["commitments"]!.AsArray());
        var signed = (await scene.Auditor.GetAsync($"/api/v1/funds/{scene.FundId}")).Expect(200).Body["contributions"]!.AsArray();
        Assert.Equal(signed.Sum(x => Amount(x!, "amount")), Amount(before, "contributed"));
        Assert.Equal(signed.Count, before["contributions"]!.AsArray().Count);

        (await scene.PostAsync(scene.Recorder, $"/api/v1/calls/{scene.CallId}", "notifications")).Expect(201);

        var line = Assert.Single((await ReadAsync(scene))["commitments"]!.AsArray())!;
        Assert.Equal((2013, 1100m), (line["year"]!.GetValue<int>(), Amount(line, "committed")));
        var application = (await scene.Auditor.GetAsync($"/api/v1/applications/{scene.Applications[0]}")).Expect(200).Body;
        Assert.Equal(application["content"]!["theme"]!.GetValue<string>(), line["theme"]!.GetValue<string>());
        (await scene.CancelAsync(await scene.GrantOfAsync(1))).Expect(201);
        Assert.Equal(600m, Amount(await ReadAsync(scene), "committed"));
    }

    [Fact]
    public async Task Contribution_ThatIsNotSigned_IsNotShown()
    {
        await using var scene = await BudgetScene.StartAsync(Bundle());
        var before = await ReadAsync(scene);
        var promise = new
        {
            financer = "Fondation",
            fiscalYear = 2014,
            amount = ApplicationBodies.Euros("5000.00"),
        };
        (await scene.PostAsync(scene.Officer, $"/api/v1/funds/{scene.FundId}", "contributions", promise)).Expect(201);

        Assert.Equal(before.ToJsonString(), (await ReadAsync(scene)).ToJsonString());
    }

    [Fact]
    public async Task Funds_AreListedForEverybody_ByNameAlone()
    {
        await using var scene = await BudgetScene.StartAsync(Bundle());

        var fund = Assert.Single(
            (await scene.Api.Anonymous().GetAsync("/api/v1/funds/public-summaries")).Expect(200).Body["items"]!.AsArray()
        )!;

        Assert.Equal(["id", "name"], fund.AsObject().Select(x => x.Key));
        Assert.Equal(scene.FundId, fund["id"]!.GetValue<Guid>());
        (await scene.Api.Anonymous().GetAsync($"/api/v1/funds/{Guid.CreateVersion7()}/public-summary")).ExpectRefusal(
            404,
            "budget.fund-not-found"
        );
    }

    private static BudgetBundle Bundle() => new(1100, new BundledApplication(600), new BundledApplication(500));

    private static async Task<JsonNode> ReadAsync(BudgetScene scene) =>
        (await scene.Api.Anonymous().GetAsync($"/api/v1/funds/{scene.FundId}/public-summary")).Expect(200).Body;

    private static decimal Amount(JsonNode node, string member) => BudgetScene.Amount(node[member]!);
}
