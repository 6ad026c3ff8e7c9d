using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Who pays an award when contributions are earmarked, and what can't be awarded for want of somebody who may.</summary>
public sealed class EarmarkTests
{
    private const string Other = "circular-economy-and-environment";

    [Fact]
    public async Task Adoption_KeepsForEachAward_WhatOnlyItsContributionMayPay()
    {
        // In proportion the first award would take 300 of each, and the region could not pay 400 for the second.
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(400, Theme: Other)) { Vary = x => Bind(x, 1) }
        );

        Assert.Equal([("BPI France", 500m), ("Région Lorraine", 100m)], await SharesAsync(scene, 0));
        Assert.Equal([("Région Lorraine", 400m)], await SharesAsync(scene, 1));
        Assert.Equal(0, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Scenario_KeepsToEarmarks_AndNamesTheContributionsWithTooLittle()
    {
        await using var scene = await UndecidedAsync(
            new BudgetBundle(1000, new BundledApplication(300), new BundledApplication(500.01m, Theme: Other)) { Vary = x => Bind(x, 1) }
        );

        var why = (await LinesAsync(scene))[1]["why"]!;
        Assert.Equal("earmark-exhausted", why["rule"]!.GetValue<string>());
        var binding = Assert.Single(why["bindings"]!.AsArray())!;
        Assert.Contains("Région Lorraine 2013", binding["subject"]!.GetValue<string>());
        Assert.Equal(("500.00", "0.01"), (binding["figure"]!.GetValue<string>(), binding["margin"]!.GetValue<string>()));
        (await AdoptAsync(scene)).Expect(201);
        Assert.Equal(700, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Scenario_OfWhatNoContributionMayPay_GivesItNothing()
    {
        await using var scene = await UndecidedAsync(
            new BudgetBundle(1000, new BundledApplication(300), new BundledApplication(10, Theme: Other)) { Vary = x => Bind(x, 0, 1) }
        );

        Assert.Equal(["within-limits", "earmark-exhausted"], (await LinesAsync(scene)).Select(x => x["why"]!["rule"]!.GetValue<string>()));
        (await AdoptAsync(scene)).Expect(201);
        (await scene.CancelAsync(await scene.GrantOfAsync(0), "2014-01-15")).Expect(201);
        var award = scene.Award(1, 10, date: "2014-01-15");
        Assert.Contains(
            BudgetBundle.Reference(1),
            (await scene.Recorder.PostAsync("/api/v1/awards", award)).ExpectRefusal(422, "budget.no-contribution-allows").Text
        );
    }

    private static Task<List<JsonNode>> LinesAsync(BudgetScene scene) =>
        scene.AllAsync($"{BudgetScene.Scenarios}/{scene.ScenarioId}/lines");

    [Fact]
    public async Task Earmark_IsJudgedByThemeDepartmentAndLegalForm()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(400))
            {
                Vary = x =>
                {
                    x["fund"]!["contributions"]![0]!["earmark"] = Earmark("culture", "57", "9221");
                    x["fund"]!["contributions"]![1]!["earmark"] = Earmark("culture", "57", "92");
                },
            }
        );

        Assert.Equal([("BPI France", 400m)], await SharesAsync(scene, 0));
    }

    [Fact]
    public async Task Award_FromTheWaitingList_IsBoundByEarmarksToo()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(1000), new BundledApplication(600, Theme: Other)) { Vary = x => Bind(x, 1) }
        );
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);

        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(1, 500.01m))).ExpectRefusal(422, "budget.earmarks-exceeded");
        (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(1, 500))).Expect(201);

        Assert.Equal([("Région Lorraine", 500m)], await SharesAsync(scene, 1));
    }

    [Theory]
    [InlineData("2014-01-14", false)]
    [InlineData("2014-01-15", true)]
    public async Task Adoption_AfterALineHasLapsed_IsRefused(string lapsesOn, bool isTaken)
    {
        await using var scene = await UndecidedAsync(
            new BudgetBundle(1000, new BundledApplication(300)) { Vary = x => x["envelope"]!["lines"]![0]!["lapsesOn"] = lapsesOn }
        );

        var reply = await AdoptAsync(scene);

        Assert.Equal((isTaken ? 201 : 422, isTaken ? null : "budget.line-lapsed"), (reply.Status, reply.Code));
    }

    [Fact]
    public async Task Envelope_OfACallThatIsNotDecided_KeepsTheCeiling_AndGivesItsRestAwayOnceItIs()
    {
        await using var scene = await UndecidedAsync(
            new BudgetBundle(1000, new BundledApplication(300)) { Vary = x => x["grantCeiling"] = "900.00" }
        );
        var call = (await scene.Manager.PostAsync("/api/v1/calls", CallBodies.Draft("OTHER"))).Expect(201).Id;
        var fund = $"/api/v1/funds/{scene.FundId}";
        var more = BudgetBodies.Contribution("50.00", "Foundation", "2014-01-10");
        (await scene.PostAsync(scene.Officer, fund, "contributions", more)).Expect(201);
        var other = BudgetBodies.Envelope(scene.FundId, call, BudgetBodies.Line("50.00"));
        var to = (await scene.Officer.PostAsync("/api/v1/envelopes", other)).Expect(201).Id;
        var envelope = $"/api/v1/envelopes/{scene.EnvelopeId}";

        (await TransferAsync("100.01")).ExpectRefusal(422, "budget.envelope-below-ceiling");
        (await TransferAsync("100.00")).Expect(201);
        (await AdoptAsync(scene)).Expect(201);
        (await TransferAsync("600.01")).ExpectRefusal(422, "budget.envelope-exceeded");
        (await TransferAsync("600.00")).Expect(201);

        Assert.Equal(0, await scene.AvailableAsync());

        Task<ApiReply> TransferAsync(string amount) =>
            scene.PostAsync(scene.Officer, envelope, "transfers", BudgetBodies.Transfer(to, amount, "2014-01-15"));
    }

    private static async Task<BudgetScene> UndecidedAsync(BudgetBundle bundle)
    {
        var scene = await BudgetScene.StartAsync(bundle with { IsAdopted = false });
        await scene.SignAsync(scene.ScenarioId);
        return scene;
    }

    private static Task<ApiReply> AdoptAsync(BudgetScene scene) =>
        scene.PostAsync(scene.Recorder, scene.ScenarioId, "adoption", BudgetScene.Decision());

    private static async Task<List<(string Financer, decimal Amount)>> SharesAsync(BudgetScene scene, int application)
    {
        var grant = (await scene.Auditor.GetAsync($"/api/v1/grants/{await scene.GrantOfAsync(application)}")).Expect(200).Body;
        var shares = grant["shares"]!.AsArray();
        Assert.Equal(BudgetScene.Amount(grant["amount"]!), shares.Sum(x => BudgetScene.Amount(x!["amount"]!)));
        Assert.All(shares, x => Assert.Equal("operating", x!["section"]!.GetValue<string>()));
        return
        [
            .. shares
                .Select(x => (x!["financer"]!.GetValue<string>(), BudgetScene.Amount(x["amount"]!)))
                .OrderBy(x => x.Item1, StringComparer.Ordinal),
        ];
    }

    private static void Bind(JsonNode call, params int[] contributions)
    {
        foreach (var place in contributions)
        {
            call["fund"]!["contributions"]![place]!["earmark"] = Earmark("culture", "57", "92");
        }
    }

    private static JsonObject Earmark(string theme, string department, string legalForm) =>
        new()
        {
            ["themes"] = new JsonArray(theme),
            ["departments"] = new JsonArray(department),
            ["legalForms"] = new JsonArray(legalForm),
        };
}
