using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>What those who deliberate on a scenario read and say: comparison, sensitivity, decision sheet, positions.</summary>
public sealed class DeliberationTests(OpenCall open) : IClassFixture<OpenCall>
{
    private readonly BudgetScene scene = open.Scene;

    [Fact]
    public async Task Comparison_ListsWhatTwoScenariosSayDifferently()
    {
        var (first, second) = (await open.SimulateAsync(new { }), await open.SimulateAsync(new { policy = OpenCall.PartialLast }));

        var differences = await scene.AllAsync($"{Path(first)}/comparison?with={second}");

        Assert.Equal(
            [("EDGE-0002", "400.00"), ("EDGE-0003", "-300.00")],
            differences.Select(x => (Text(x, "reference"), Text(x, "difference")))
        );
        Assert.Empty(await scene.AllAsync($"{Path(first)}/comparison?with={first}"));
        (await scene.Auditor.GetAsync($"{Path(first)}/comparison?with={Guid.CreateVersion7()}")).ExpectRefusal(
            422,
            "budget.unknown-scenario"
        );
        (await scene.Auditor.GetAsync($"{Path(Guid.CreateVersion7())}/comparison?with={first}")).ExpectRefusal(
            404,
            "budget.scenario-not-found"
        );
    }

    [Fact]
    public async Task Sensitivity_SaysWhichOutcomesHangOnTheEnvelope()
    {
        var flips = (await scene.AllAsync($"{Path(await open.SimulateAsync(new { }))}/sensitivity")).ToDictionary(x =>
            Text(x, "reference")
        );

        // 1 100 hold the first two, and then no third one.
        Assert.Equal([("envelope-raised", "awarded")], Flips(flips["EDGE-0002"]));
        Assert.Equal([("envelope-raised", "waiting-listed")], Flips(flips["EDGE-0003"]));
        Assert.False(flips.ContainsKey("EDGE-0001"));
        var shares = await open.SimulateAsync(new { policy = new { name = "equal-shares", whenExceeded = "skip" } });
        (await scene.Auditor.GetAsync($"{Path(shares)}/sensitivity")).ExpectRefusal(422, "budget.sensitivity-not-offered");
    }

    [Fact]
    public async Task DecisionSheet_HasAllThatDecidersNeed()
    {
        var id = await scene.ProposeAsync();
        var member = await scene.Api.SignInAsync(BudgetBundle.User("e01"));
        (await member.PostAsync($"{Path(id)}/positions", new { position = "disagree", note = "Too little for culture." })).Expect(201);
        (await member.PostAsync($"{Path(id)}/positions", new { position = "agree" })).Expect(201);

        var sheet = (await member.GetAsync($"{Path(id)}/decision-sheet")).Expect(200).Body;

        Assert.Equal(
            (1000m, 900m, 100m),
            (BudgetScene.Amount(sheet["available"]!), BudgetScene.Amount(sheet["granted"]!), BudgetScene.Amount(sheet["left"]!))
        );
        Assert.Equal((1, 0), (sheet["agree"]!.GetValue<int>(), sheet["disagree"]!.GetValue<int>()));
        var line = sheet["applications"]![1]!;
        Assert.Equal(
            ("EDGE-0002", "Project 2", "80.0000", "80.0000"),
            (Text(line, "reference"), Text(line, "projectTitle"), Text(line, "lowestScore"), Text(line, "highestScore"))
        );
        var swap = Assert.Single(sheet["swaps"]!.AsArray())!;
        Assert.Equal("EDGE-0002", Text(swap, "reference"));
        Assert.Equal(["EDGE-0001"], swap["displaced"]!.AsArray().Select(x => x!.GetValue<string>()));
        Assert.Equal(800m, BudgetScene.Amount(swap["granted"]!));
        Assert.Contains(
            sheet["limits"]!.AsArray(),
            x => Text(x!, "constraint") == "envelope-line" && BudgetScene.Amount(x!["granted"]!) == 900
        );
        var positions = await scene.AllAsync($"{Path(id)}/positions");
        Assert.Equal(["disagree", "agree"], positions.Select(x => Text(x, "position")));
    }

    [Fact]
    public async Task Position_IsForMembers_WhileTheScenarioIsInSignOff()
    {
        var simulated = await open.SimulateAsync(new { });
        var member = await scene.Api.SignInAsync(BudgetBundle.User("e01"));
        var stranger = await scene.Api.RegisterAsync("no-member", "evaluator");
        var body = new { position = "agree" };

        (await member.PostAsync($"{Path(simulated)}/positions", body)).ExpectRefusal(409, "budget.scenario-not-in-sign-off");
        (await stranger.PostAsync($"{Path(simulated)}/positions", body)).ExpectRefusal(404, "budget.scenario-not-found");
        (await stranger.GetAsync($"{Path(simulated)}/decision-sheet")).ExpectRefusal(404, "budget.scenario-not-found");
        (await member.PostAsync($"{Path(Guid.CreateVersion7())}/positions", body)).ExpectRefusal(404, "budget.scenario-not-found");
    }

    private static string Path(Guid id) => $"{BudgetScene.Scenarios}/{id}";

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static IEnumerable<(string, string)> Flips(JsonNode line) =>
        line["flips"]!.AsArray().Select(x => (Text(x!, "change"), Text(x!, "outcome")));
}
