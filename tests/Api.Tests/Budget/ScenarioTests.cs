using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>A scenario's way to its adoption, and every turn at which it is refused; nothing here is ever adopted.</summary>
public sealed class ScenarioTests(ScenarioTests.Open open) : IClassFixture<ScenarioTests.Open>
{
    private const string Exhausted = "envelope-exhausted";

    private static readonly object Granted = new { outcome = "granted" };
    private static readonly object Returned = new { outcome = "returned", reason = "The second one asks too much." };

    private readonly BudgetScene scene = open.Scene;

    [Fact]
    public async Task Simulation_SharesTheEnvelopeOut_WithoutTouchingMoney()
    {
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;

        var scenario = (await scene.Manager.GetAsync(Path(id))).Expect(200).Body;
        var lines = (await scene.Manager.GetAsync($"{Path(id)}/lines")).Expect(200).Body["items"]!.AsArray();

        Assert.Equal("simulated", scenario["state"]!.GetValue<string>());
        Assert.Equal(
            (1000m, 900m, 100m),
            (
                BudgetScene.Amount(scenario["envelopeAvailable"]!),
                BudgetScene.Amount(scenario["granted"]!),
                BudgetScene.Amount(scenario["left"]!)
            )
        );
        Assert.Equal(
            [
                ("EDGE-0001", 1, "100.0000", "awarded", 600m, null),
                ("EDGE-0002", 2, "80.0000", "waiting-listed", 0m, Exhausted),
                ("EDGE-0003", 3, "60.0000", "awarded", 300m, null),
                ("EDGE-0004", 4, "40.0000", "refused", 0m, "below-minimum-score"),
            ],
            lines.Select(x =>
                (
                    x!["reference"]!.GetValue<string>(),
                    x["rank"]!.GetValue<int>(),
                    x["score"]!.GetValue<string>(),
                    x["outcome"]!.GetValue<string>(),
                    BudgetScene.Amount(x["amount"]!),
                    x["reason"]?.GetValue<string>()
                )
            )
        );
        Assert.Equal(1000, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Simulation_Repeated_SaysTheSame()
    {
        var lines = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var id = (await scene.SimulateAsync(i == 0 ? scene.Manager : scene.Freezer)).Expect(201).Id;
            lines.Add((await scene.Auditor.GetAsync($"{Path(id)}/lines")).Expect(200).Body["items"]!.ToJsonString());
        }

        Assert.Equal(lines[0], lines[1]);
    }

    [Fact]
    public async Task Simulation_IsForTheManagersOfTheCall_OnItsFrozenRanking()
    {
        var stranger = await scene.Api.RegisterAsync("stranger", "programme-manager");
        var path = $"/api/v1/calls/{scene.CallId}/allocation-scenarios";

        (await scene.SimulateAsync(scene.Api.Anonymous())).ExpectRefusal(401, "access.not-signed-in");
        (await scene.SimulateAsync(scene.Officer)).ExpectRefusal(403, "access.role-missing");
        (await scene.SimulateAsync(stranger)).ExpectRefusal(403, "budget.not-named-on-call");
        (await scene.Manager.PostAsync(path, new { rankingId = Guid.CreateVersion7() })).ExpectRefusal(422, "budget.unknown-ranking");
        (await scene.Manager.PostAsync(path, new { })).ExpectRefusal(400, "request.validation-failed");
        (
            await scene.Manager.PostAsync(
                $"/api/v1/calls/{Guid.CreateVersion7()}/allocation-scenarios",
                new { rankingId = scene.RankingId }
            )
        ).ExpectRefusal(404, "calls.not-found");

        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        foreach (var action in new[] { "proposal", "discarding" })
        {
            (await scene.PostAsync(stranger, id, action)).ExpectRefusal(403, "budget.not-named-on-call");
            (await scene.PostAsync(scene.Officer, id, action)).ExpectRefusal(403, "access.role-missing");
        }
    }

    [Fact]
    public async Task Transition_WantsTheVersionThatTheCallerSaw()
    {
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;

        (await scene.Manager.PostAsync($"{Path(id)}/proposal")).ExpectRefusal(428, "request.version-missing");
        (await scene.Manager.PostAsync($"{Path(id)}/proposal", version: 7)).ExpectRefusal(412, "request.version-stale");
        (await scene.Manager.PostAsync($"{Path(id)}/proposal", version: 1)).Expect(201);
        (await scene.Manager.PostAsync($"{Path(id)}/proposal", version: 1)).ExpectRefusal(412, "request.version-stale");
        (await scene.Manager.PostAsync($"{Path(Guid.CreateVersion7())}/proposal", version: 1)).ExpectRefusal(
            404,
            "budget.scenario-not-found"
        );
    }

    [Fact]
    public async Task Scenario_GoesToSignOff_Back_AndThereAgain()
    {
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        await RefuseAsync(id, scene.Visa, "sign-offs", Granted, "budget.scenario-not-in-sign-off");
        await RefuseAsync(id, scene.Manager, "resumption", null, "budget.scenario-not-returned");
        await RefuseAsync(id, scene.Recorder, "adoption", BudgetScene.Decision(), "budget.scenario-not-in-sign-off");

        (await scene.PostAsync(scene.Manager, id, "proposal")).Expect(201);
        await RefuseAsync(id, scene.Manager, "proposal", null, "budget.scenario-not-simulated");
        await RefuseAsync(id, scene.Manager, "discarding", null, "budget.scenario-not-discardable");
        await RefuseAsync(id, scene.Manager, "resumption", null, "budget.scenario-not-returned");

        (await scene.PostAsync(scene.Visa, id, "sign-offs", Returned)).Expect(201);
        await RefuseAsync(id, scene.Visa, "sign-offs", Granted, "budget.scenario-not-in-sign-off");
        await RefuseAsync(id, scene.Manager, "proposal", null, "budget.scenario-not-simulated");

        (await scene.PostAsync(scene.Manager, id, "resumption")).Expect(201);
        (await scene.PostAsync(scene.Manager, id, "proposal")).Expect(201);
        await RefuseAsync(id, scene.Visa, "sign-offs", Granted, "budget.opinion-missing");
        await scene.SignAsync(id);
        var second = await scene.Api.RegisterAsync("second-visa", "budget-officer");
        await RefuseAsync(id, second, "sign-offs", Granted, "budget.step-already-signed-off");
        Assert.Equal("in-sign-off", await StateAsync(id));
    }

    [Fact]
    public async Task Discarding_EndsAScenario()
    {
        var id = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        (await scene.PostAsync(scene.Manager, id, "discarding")).Expect(201);

        Assert.Equal("discarded", await StateAsync(id));
        await RefuseAsync(id, scene.Manager, "proposal", null, "budget.scenario-not-simulated");
        await RefuseAsync(id, scene.Manager, "discarding", null, "budget.scenario-not-discardable");
    }

    [Theory]
    [InlineData("""{"outcome":"returned"}""")]
    [InlineData("""{"outcome":"returned","reason":""}""")]
    [InlineData("""{"outcome":"returned","reason":"  "}""")]
    [InlineData("""{"outcome":"refused"}""")]
    [InlineData("""{"outcome":0}""")]
    [InlineData("""{}""")]
    public async Task SignOff_OfBadShape_IsRefused(string body)
    {
        var reply = await scene.Visa.PostAsync($"{Path(scene.ScenarioId)}/sign-offs", body, 1);

        Assert.Equal((400, "application/problem+json"), (reply.Status, reply.MediaType));
    }

    [Fact]
    public async Task SignOff_ByWhoProposed_IsRefused_ThoughItIsABudgetOfficerToo()
    {
        var id = await scene.ProposeAsync();

        (await scene.PostAsync(scene.Manager, id, "sign-offs", Granted)).ExpectRefusal(403, "budget.same-person");
        (await scene.PostAsync(scene.Manager, id, "sign-offs", Returned)).ExpectRefusal(403, "budget.same-person");
        (await scene.PostAsync(scene.Auditor, id, "sign-offs", Granted)).ExpectRefusal(403, "access.role-missing");
        await RefuseAsync(id, scene.Recorder, "sign-offs", Granted, "budget.decision-is-adoption");
        Assert.Equal("in-sign-off", await StateAsync(id));
    }

    [Fact]
    public async Task Adoption_ByWhoGaveTheVisaOrFrozeTheRanking_IsRefused()
    {
        var both = await scene.Api.RegisterAsync("visa-and-recorder", "budget-officer", "decision-recorder");
        var id = await scene.ProposeAsync();
        await scene.GiveOpinionAsync(id);
        (await scene.PostAsync(both, id, "sign-offs", Granted)).Expect(201);

        (await scene.PostAsync(both, id, "adoption", BudgetScene.Decision())).ExpectRefusal(403, "budget.same-person");
        (await scene.PostAsync(scene.Freezer, id, "adoption", BudgetScene.Decision())).ExpectRefusal(403, "budget.same-person");
        (await scene.PostAsync(scene.Manager, id, "adoption", BudgetScene.Decision())).ExpectRefusal(403, "access.role-missing");
        Assert.Equal(1000, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Adoption_WantsOpinionThenVisa_ThenADecisionThatHasBeenTaken()
    {
        var id = await scene.ProposeAsync();
        await RefuseAsync(id, scene.Recorder, "adoption", BudgetScene.Decision(), "budget.opinion-missing");
        await scene.GiveOpinionAsync(id);
        await RefuseAsync(id, scene.Recorder, "adoption", BudgetScene.Decision(), "budget.visa-missing");
        (await scene.PostAsync(scene.Visa, id, "sign-offs", Granted)).Expect(201);

        await RefuseAsync(id, scene.Recorder, "adoption", BudgetScene.Decision("2014-01-16"), "budget.decision-in-future");
        await RefuseAsync(id, scene.Recorder, "adoption", BudgetScene.Decision("2014-01-14"), "budget.decision-before-scenario");
        await RefuseAsync(
            id,
            scene.Recorder,
            "adoption",
            BudgetScene.Decision(waitingListEndsOn: "2014-01-14"),
            "budget.waiting-list-end-before-decision"
        );

        Assert.Equal("in-sign-off", await StateAsync(id));
        Assert.Equal(1000, await scene.AvailableAsync());
        Assert.Empty(await scene.AllAsync("/api/v1/grants"));
        Assert.Equal(4, (await scene.AllAsync("/api/v1/applications?state=evaluated")).Count);
    }

    [Fact]
    public async Task Opinion_OnAnotherScenario_DoesNotCount()
    {
        await scene.ProposeSignedAsync();

        await RefuseAsync(await scene.ProposeAsync(), scene.Recorder, "adoption", BudgetScene.Decision(), "budget.opinion-missing");
    }

    [Theory]
    [InlineData("decisionReference", "")]
    [InlineData("decisionReference", " ")]
    [InlineData("decisionReference", null)]
    [InlineData("decisionBody", "")]
    [InlineData("decisionDate", "2014-02-30")]
    [InlineData("decisionDate", "10/01/2014")]
    [InlineData("decisionDate", "2014-01-10T00:00:00Z")]
    [InlineData("waitingListEndsOn", null)]
    public async Task Adoption_WithoutNumberOrDateOfTheDecision_IsRefused(string member, string? value)
    {
        var body = BudgetScene.Decision();
        body[member] = value;

        var reply = await scene.Recorder.PostAsync($"{Path(scene.ScenarioId)}/adoption", body, 1);

        Assert.Equal((400, "application/problem+json"), (reply.Status, reply.MediaType));
        Assert.Contains(member, reply.Text);
    }

    [Fact]
    public async Task AllowedActions_SayWhatThePostsAnswer()
    {
        var id = await scene.ProposeAsync();
        await scene.GiveOpinionAsync(id);
        var bodies = new Dictionary<string, object?>
        {
            ["proposal"] = null,
            ["sign-offs"] = Granted,
            ["resumption"] = null,
            ["discarding"] = null,
            ["adoption"] = BudgetScene.Decision(),
        };

        // Who may sign off comes last: it changes the scenario.
        foreach (var caller in new[] { scene.Manager, scene.Freezer, scene.Recorder, scene.Auditor, scene.Visa })
        {
            var reply = (await caller.GetAsync(Path(id))).Expect(200);
            Assert.Contains("no-store", reply.Headers.CacheControl!.ToString());
            var actions = reply.Body["allowedActions"]!.AsArray();
            Assert.Equal(bodies.Keys.Order(), actions.Select(x => x!["action"]!.GetValue<string>()).Order());
            foreach (var action in actions.OrderBy(x => x!["allowed"]!.GetValue<bool>()))
            {
                var name = action!["action"]!.GetValue<string>();
                if (name == "sign-offs" && (caller == scene.Recorder || caller == scene.Freezer))
                {
                    // Who records the decision may return the scenario; it approves by the adoption.
                    Assert.True(action["allowed"]!.GetValue<bool>());
                    continue;
                }

                var answer = await scene.PostAsync(caller, id, name, bodies[name]);
                Assert.Equal((name, action["allowed"]!.GetValue<bool>()), (name, answer.Status == 201));
                Assert.Equal(action["reason"]?.GetValue<string>(), answer.Code);
            }
        }

        Assert.NotNull((await scene.Auditor.GetAsync(Path(id))).Body["visaAt"]);
    }

    [Fact]
    public async Task Scenarios_AreReadByTheBackOfficeOnly()
    {
        var applicant = await scene.Api.RegisterAsync("curious", "applicant");
        foreach (
            var path in new[]
            {
                Path(scene.ScenarioId),
                $"{Path(scene.ScenarioId)}/lines",
                $"/api/v1/calls/{scene.CallId}/allocation-scenarios",
            }
        )
        {
            (await scene.Api.Anonymous().GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
            (await applicant.GetAsync(path)).ExpectRefusal(403, "access.role-missing");
            (await scene.Recorder.GetAsync(path)).Expect(200);
        }
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=-1")]
    [InlineData("limit=101")]
    [InlineData("cursor=first")]
    public async Task Lines_WithABadParameter_AreRefused(string query) =>
        Assert.Equal(400, (await scene.Auditor.GetAsync($"{Path(scene.ScenarioId)}/lines?{query}")).Status);

    [Fact]
    public async Task Lines_ArePagedInRankOrder()
    {
        var ranks = new List<int>();
        for (string? cursor = ""; cursor is not null; )
        {
            var page = (await scene.Auditor.GetAsync($"{Path(scene.ScenarioId)}/lines?limit=2{cursor}")).Expect(200).Body;
            Assert.Equal(2, page["items"]!.AsArray().Count);
            ranks.AddRange(page["items"]!.AsArray().Select(x => x!["rank"]!.GetValue<int>()));
            cursor = page["nextCursor"] is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal([1, 2, 3, 4], ranks);
    }

    private static string Path(Guid scenario) => $"{BudgetScene.Scenarios}/{scenario}";

    private async Task<string> StateAsync(Guid id) => (await scene.Auditor.GetAsync(Path(id))).Body["state"]!.GetValue<string>();

    private async Task RefuseAsync(Guid id, ApiClient caller, string action, object? body, string code)
    {
        var before = (await scene.Auditor.GetAsync(Path(id))).Text;
        var reply = await scene.PostAsync(caller, id, action, body);
        Assert.Equal(code, reply.Code);
        Assert.True(reply.Status is 409 or 422, reply.Text);
        Assert.Equal(before, (await scene.Auditor.GetAsync(Path(id))).Text);
    }

    /// <summary>
    /// A call of 1 000.00 EUR before its adoption; its manager is a budget officer too, and who froze its ranking records decisions.
    /// </summary>
    public sealed class Open : IAsyncLifetime
    {
        public BudgetScene Scene { get; private set; } = null!;

        public async ValueTask InitializeAsync() =>
            Scene = await BudgetScene.StartAsync(
                new BudgetBundle(
                    1000,
                    new BundledApplication(600),
                    new BundledApplication(500, Mark: 4),
                    new BundledApplication(300, Mark: 3),
                    new BundledApplication(10, Mark: 2)
                )
                {
                    IsAdopted = false,
                    Vary = call => (call["persons"]!["visa"], call["persons"]!["decisionRecorder"]) = (Code("M01"), Code("M02")),
                }
            );

        public ValueTask DisposeAsync() => Scene.DisposeAsync();

        private static JsonNode Code(string text) => JsonValue.Create(text);
    }
}
