using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>The scenarios of the example calls: every line explained, signed off in four steps by four persons.</summary>
public sealed class ExampleScenarioTests
{
    [Theory]
    [InlineData("lorraine-2013", "230000.00", 14, 4, "221000.00", "9000.00")]
    [InlineData("edge-call", "115000.00", 19, 1, "114500.00", "500.00")]
    public async Task Example_IsExplainedLineByLine_AndSignedOffByFour(
        string name,
        string envelope,
        int awards,
        int waiting,
        string granted,
        string left
    )
    {
        await using var api = await ApiFixture.StartAsync();
        await api.MoveClockAsync(BudgetScene.Now);
        Assert.Equal("imported", Text((await api.ImportAsync(new ExampleBundle(name).Zip())).Body, "outcome"));
        var auditor = await api.SignInAsync("auditor");
        var call = (await auditor.GetAsync("/api/v1/calls")).Expect(200).Body["items"]![0]!["id"]!.GetValue<Guid>();
        var scenario = (await auditor.GetAsync($"/api/v1/calls/{call}/allocation-scenarios")).Expect(200).Body["items"]!
            .AsArray()
            .Single()!;
        var path = $"{BudgetScene.Scenarios}/{scenario["id"]}";
        var lines = (await auditor.GetAsync($"{path}/lines?limit=100")).Expect(200).Body["items"]!.AsArray();

        Assert.Equal(
            (awards, waiting, granted, left),
            (
                scenario["awards"]!.GetValue<int>(),
                scenario["waitingListed"]!.GetValue<int>(),
                Money(scenario["granted"]!),
                Money(scenario["left"]!)
            )
        );
        Assert.All(lines, x => AssertExplained(x!, envelope));
        var steps = scenario["signOffs"]!.AsArray();
        Assert.Equal(["programme-manager", "working-group-opinion", "budget-visa", "decision"], steps.Select(x => Text(x!, "step")));
        Assert.Equal(4, steps.Select(x => Text(x!, "by")).Distinct().Count());
        Assert.NotNull(steps[1]!["meetingId"]);
        await AssertLedgerBalancesAsync(auditor);
    }

    [Fact]
    public async Task EqualShares_WhereNotEverybodyMarkedEverything_IsRefused()
    {
        await using var api = await ApiFixture.StartAsync();
        await api.MoveClockAsync(BudgetScene.Now);
        await api.ImportAsync(new ExampleBundle("lorraine-2013").Zip());
        var auditor = await api.SignInAsync("auditor");
        var call = (await auditor.GetAsync("/api/v1/calls")).Expect(200).Body["items"]![0]!["id"]!.GetValue<Guid>();
        var ranking = (await auditor.GetAsync($"/api/v1/calls/{call}/rankings")).Expect(200).Body["items"]![0]!["id"]!.GetValue<Guid>();
        var manager = await api.SignInAsync("2013-lor.m01");

        var refused = await manager.PostAsync(
            $"/api/v1/calls/{call}/allocation-scenarios",
            new { rankingId = ranking, policy = new { name = "equal-shares", whenExceeded = "skip" } }
        );

        refused.ExpectRefusal(422, "budget.ballots-incomplete");
    }

    private static void AssertExplained(JsonNode line, string envelope)
    {
        var (outcome, why) = (Text(line, "outcome"), line["why"]!);
        var bindings = why["bindings"]!.AsArray();
        if (outcome == "awarded")
        {
            Assert.Equal("within-limits", Text(why, "rule"));
            Assert.Equal(envelope, Text(why["nearest"]!, "figure"));
        }
        else if (outcome == "waiting-listed")
        {
            Assert.Equal(("envelope-exhausted", envelope), (Text(why, "rule"), Text(bindings.Single()!, "figure")));
            Assert.True(BudgetScene.Parse(bindings.Single()!["margin"]!) > 0);
            Assert.NotEmpty(why["competitors"]!.AsArray());
        }
        else
        {
            Assert.Equal(("below-minimum-score", "60.0000"), (Text(why, "rule"), Text(bindings.Single()!, "figure")));
            Assert.Equal(60, BudgetScene.Parse(bindings.Single()!["margin"]!) + BudgetScene.Parse(line["score"]!));
        }
    }

    private static async Task AssertLedgerBalancesAsync(ApiClient auditor)
    {
        var fund = (await auditor.GetAsync("/api/v1/funds")).Expect(200).Body["items"]![0]!["id"];
        var balances = (await auditor.GetAsync($"/api/v1/balances?fundId={fund}")).Expect(200).Body.AsArray();
        Assert.Equal(0, balances.Sum(x => BudgetScene.Parse(x!["balance"]!)));
    }

    private static string Money(JsonNode money) => Text(money, "amount");

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
