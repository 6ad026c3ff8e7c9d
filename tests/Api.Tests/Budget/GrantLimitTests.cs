using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>No grant is above the call's ceiling, the aid rate or what de minimis leaves, however the application got this far.</summary>
public sealed class GrantLimitTests
{
    [Fact]
    public async Task Award_AboveTheCeiling_OrTheAidRate_IsRefused()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(500), new BundledApplication(500), new BundledApplication(500))
            {
                Vary = call => call["grantCeiling"] = "500.00",
            }
        );
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        (await scene.CancelAsync(await scene.GrantOfAsync(1))).Expect(201);

        (await AwardAsync(scene, 2, 500.01m)).ExpectRefusal(422, "budget.above-ceiling");

        // Nothing in the API lowers the rate of a published call: the award looks at it all the same.
        await scene.Api.Database.ExecuteAsync("update calls.calls set maximum_aid_rate = 40");
        (await AwardAsync(scene, 2, 400.01m)).ExpectRefusal(422, "budget.above-aid-rate");
        (await AwardAsync(scene, 2, 400)).Expect(201);
    }

    [Fact]
    public async Task Award_AfterAnAppeal_GivesNoMoreThanDeMinimisLeaves()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(500, DeclaredAid: 199_600))
        );
        var application = $"/api/v1/applications/{scene.Applications[1]}";
        var appeal = new { reason = "The aid was declared too high.", waitingListEndsOn = "2014-06-30" };
        (await scene.PostAsync(scene.Manager, application, "appeal", appeal)).Expect(201);
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);

        (await AwardAsync(scene, 1, 400.01m)).ExpectRefusal(422, "budget.de-minimis-exceeded");
        (await AwardAsync(scene, 1, 400)).Expect(201);
    }

    [Fact]
    public async Task Adoption_OfWhatTheRulesNoLongerAllow_IsRefused_NamingIt()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)) { IsAdopted = false });
        await scene.SignAsync(scene.ScenarioId);
        // Nothing in the API lowers the ceiling of a published call: the adoption looks at it all the same.
        await scene.Api.Database.ExecuteAsync("update calls.calls set grant_ceiling = 599.99");

        var refused = await scene.PostAsync(scene.Recorder, scene.ScenarioId, "adoption", BudgetScene.Decision());

        refused.ExpectRefusal(422, "budget.scenario-out-of-rules");
        Assert.Contains("EDGE-0001 (budget.above-ceiling)", refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1000, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Application_GetsOneGrant_WhateverItsState()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)));
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        // Nothing in the API puts a grant's application back onto the list: the table takes no second grant all the same.
        await scene.Api.Database.ExecuteAsync("update applications.grant_applications set state = 'waiting-listed', awarded_amount = null");

        (await AwardAsync(scene, 0, 600, "Out of rank.")).ExpectRefusal(422, "budget.already-granted");

        Assert.Equal(1000, await scene.AvailableAsync());
        Assert.Single(await scene.AllAsync("/api/v1/grants"));
    }

    [Fact]
    public async Task Scenario_IsSimulatedByAManagerOfTheCall_AndItsRankingStandsOnceItIsAdopted()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)));
        var other = await scene.Api.RegisterAsync("other", "programme-manager");
        var superseding = new { reason = "A mark was wrong." };

        (await scene.SimulateAsync(other)).ExpectRefusal(403, "budget.not-named-on-call");
        (await scene.PostAsync(scene.Manager, $"/api/v1/rankings/{scene.RankingId}", "superseding", superseding)).ExpectRefusal(
            422,
            "evaluation.scenario-adopted"
        );
    }

    private static Task<ApiReply> AwardAsync(BudgetScene scene, int application, decimal amount, string? reason = null) =>
        scene.Recorder.PostAsync("/api/v1/awards", scene.Award(application, amount, reason));
}
