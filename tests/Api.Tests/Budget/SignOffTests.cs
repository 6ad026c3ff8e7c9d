using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>The steps of a call that wants others than all four, and an adoption that leaves a demand unmet.</summary>
public sealed class SignOffTests
{
    private static readonly object Granted = new { outcome = "granted" };

    [Fact]
    public async Task CallWithoutOpinion_IsSignedOffWithoutIt()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600))
            {
                IsAdopted = false,
                Vary = x => x["signOffSteps"] = new JsonArray("programme-manager", "budget-visa", "decision"),
            }
        );
        var id = await scene.ProposeAsync();

        (await scene.PostAsync(scene.Secretary, id, "sign-offs", Granted)).ExpectRefusal(422, "budget.step-not-of-call");
        (await scene.PostAsync(scene.Visa, id, "sign-offs", Granted)).Expect(201);
        // The group of the bundle had no quorum, and its scenario was adopted all the same.
        var adopted = (await scene.Auditor.GetAsync($"{BudgetScene.Scenarios}/{scene.ScenarioId}")).Expect(200).Body;
        Assert.Equal("adopted", adopted["state"]!.GetValue<string>());
        Assert.Equal(
            ["programme-manager", "budget-visa", "decision"],
            adopted["signOffs"]!.AsArray().Select(x => x!["step"]!.GetValue<string>())
        );
    }

    [Fact]
    public async Task UnmetDemand_IsAdoptedWithAReasonOnly_AndItIsKept()
    {
        await using var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)) { IsAdopted = false });
        var id = (
            await scene.Manager.PostAsync(
                $"/api/v1/calls/{scene.CallId}/allocation-scenarios",
                new
                {
                    rankingId = scene.RankingId,
                    constraints = new
                    {
                        limits = new[]
                        {
                            new
                            {
                                kind = "department",
                                subject = "88",
                                atLeast = ApplicationBodies.Euros("1.00"),
                            },
                        },
                    },
                }
            )
        ).Expect(201).Id;
        (await scene.PostAsync(scene.Manager, id, "proposal")).Expect(201);
        await scene.SignAsync(id);
        var decision = BudgetScene.Decision();

        var refused = (await scene.PostAsync(scene.Recorder, id, "adoption", decision)).ExpectRefusal(
            422,
            "budget.unmet-demands-need-reason"
        );
        Assert.Equal("#/reason", refused.Body["errors"]![0]!["pointer"]!.GetValue<string>());
        decision["reason"] = "Nobody of the Vosges applied.";
        (await scene.PostAsync(scene.Recorder, id, "adoption", decision)).Expect(201);
        var steps = (await scene.Auditor.GetAsync($"{BudgetScene.Scenarios}/{id}")).Expect(200).Body["signOffs"]!.AsArray();
        Assert.Equal("Nobody of the Vosges applied.", steps[^1]!["reason"]!.GetValue<string>());
    }

    [Fact]
    public async Task Award_ThatBreaksAConstraintOfTheAdoptedScenario_NeedsAReason()
    {
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(100), new BundledApplication(300))
            {
                IsAdopted = false,
            }
        );
        var sets = new[] { new { name = "Same place", applicationIds = new[] { scene.Applications[0], scene.Applications[1] } } };
        var id = (
            await scene.Manager.PostAsync(
                $"/api/v1/calls/{scene.CallId}/allocation-scenarios",
                new { rankingId = scene.RankingId, constraints = new { exclusiveSets = sets } }
            )
        )
            .Expect(201)
            .Id;
        (await scene.PostAsync(scene.Manager, id, "proposal")).Expect(201);
        await scene.SignAsync(id);
        (await scene.PostAsync(scene.Recorder, id, "adoption", BudgetScene.Decision())).Expect(201);
        (await scene.CancelAsync(await scene.GrantOfAsync(2), "2014-01-15")).Expect(201);

        var award = scene.Award(1, 100, date: "2014-01-15");
        var refused = (await scene.Recorder.PostAsync("/api/v1/awards", award)).ExpectRefusal(422, "budget.scenario-constraint");
        Assert.Contains("Same place", refused.Text, StringComparison.Ordinal);
        award["reason"] = "The other one gave up its place.";
        (await scene.Recorder.PostAsync("/api/v1/awards", award)).Expect(201);
    }
}
