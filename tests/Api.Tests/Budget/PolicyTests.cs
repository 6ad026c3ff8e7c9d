using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Scenarios by every policy over HTTP, with what binds them, and what is refused.</summary>
public sealed class PolicyTests(OpenCall open) : IClassFixture<OpenCall>
{
    private readonly BudgetScene scene = open.Scene;
    private JsonNode? lastJob;

    [Fact]
    public async Task Ranked_SaysOfEachLineWhy_WithFigureMarginAndCompetitors()
    {
        var lines = await LinesAsync(await open.SimulateAsync(new { }));

        var (first, second, last) = (lines[0], lines[1], lines[3]);
        Assert.Equal("within-limits", Text(first["why"]!, "rule"));
        Assert.Equal(("envelope-line", "1000.00", "100.00"), Binding(lines[2]["why"]!["nearest"]!));
        Assert.Equal(("envelope-exhausted", "envelope-exhausted"), (Text(second, "reason"), Text(second["why"]!, "rule")));
        Assert.Equal(("envelope-line", "1000.00", "100.00"), Binding(second["why"]!["bindings"]!.AsArray().Single()!));
        Assert.Equal([scene.Applications[0]], second["why"]!["competitors"]!.AsArray().Select(x => x!.GetValue<Guid>()));
        Assert.Equal(("minimum-score", "60.0000", "20.0000"), Binding(last["why"]!["bindings"]!.AsArray().Single()!));
    }

    [Fact]
    public async Task Ranked_WithAPartialLastGrant_GivesWhatIsLeft()
    {
        var policy = new
        {
            name = "ranked",
            whenExceeded = "skip",
            partialLast = true,
        };

        Assert.Equal([600m, 400m, 0m, 0m], await AmountsAsync(new { policy }));
    }

    [Fact]
    public async Task Proportional_CutsAllAlike_ToTheCent()
    {
        var policy = new
        {
            name = "proportional",
            whenExceeded = "skip",
            floor = "50",
        };

        // 1 000 of 1 400: 428.57, 357.14 and 214.28 leave a cent, which goes to the largest remainder.
        Assert.Equal([428.57m, 357.14m, 214.29m, 0m], await AmountsAsync(new { policy }));
    }

    [Fact]
    public async Task Bands_GiveAShareByScore()
    {
        var policy = new
        {
            name = "bands",
            whenExceeded = "skip",
            bands = new[]
            {
                new { fromScore = "90", share = "100" },
                new { fromScore = "80", share = "50" },
                new { fromScore = "60", share = "10" },
            },
        };

        Assert.Equal([600m, 250m, 30m, 0m], await AmountsAsync(new { policy }));
    }

    [Fact]
    public async Task EqualShares_IsForComparison_AndIsNotProposed()
    {
        var id = await open.SimulateAsync(new { policy = new { name = "equal-shares", whenExceeded = "skip" } });

        Assert.True((await LinesAsync(id)).Sum(x => BudgetScene.Amount(x["amount"]!)) is > 0 and <= 1000);
        (await scene.PostAsync(scene.Manager, id, "proposal")).ExpectRefusal(409, "budget.comparison-only");
    }

    [Fact]
    public async Task Optimal_IsSearchedForByAJob_AndProven()
    {
        var policy = new { name = "optimal", whenExceeded = "skip" };
        (await scene.Manager.PostAsync($"{open.Path}/allocation-scenarios", open.Body(new { policy }))).ExpectRefusal(
            422,
            "budget.policy-needs-a-run"
        );

        var scenario = await SearchAsync(new { policy });

        Assert.Equal("simulated", Text(scenario, "state"));
        Assert.Equal(("optimal", "160.0000", "160.0000"), Proof(scenario["proof"]!));
        Assert.Equal(
            [600m, 0m, 300m, 0m],
            (await LinesAsync(scenario["id"]!.GetValue<Guid>())).Select(x => BudgetScene.Amount(x["amount"]!))
        );
    }

    [Fact]
    public async Task Optimal_OfWhatCannotBe_NamesTheConstraintsInConflict()
    {
        var limits = new[]
        {
            new
            {
                kind = "theme",
                subject = "culture",
                atLeast = Euros("1000.01"),
            },
        };

        var scenario = await SearchAsync(new { policy = new { name = "optimal", whenExceeded = "skip" }, constraints = new { limits } });

        Assert.Equal("infeasible", Text(scenario, "state"));
        Assert.Equal(("failed", "budget.allocation-infeasible"), (Text(lastJob!, "status"), Text(lastJob!, "problem")));
        Assert.Equal("infeasible", Text(scenario["proof"]!, "status"));
        Assert.Contains(scenario["proof"]!["conflicts"]!.AsArray(), x => Text(x!, "constraint") == "theme");
        (await scene.PostAsync(scene.Manager, scenario["id"]!.GetValue<Guid>(), "proposal")).ExpectRefusal(
            409,
            "budget.scenario-not-simulated"
        );
    }

    [Fact]
    public async Task Caps_ExclusiveSets_AndRulings_AreKept_AndNamed()
    {
        var capped = await LinesAsync(
            await open.SimulateAsync(
                new
                {
                    constraints = new
                    {
                        limits = new[]
                        {
                            new
                            {
                                kind = "department",
                                subject = "57",
                                atMost = Euros("700.00"),
                            },
                        },
                    },
                }
            )
        );
        Assert.Equal("cap-reached", Text(capped[2], "reason"));
        Assert.Equal(("department", "700.00", "200.00"), Binding(capped[2]["why"]!["bindings"]!.AsArray().Single()!));

        var sets = new[] { new { name = "One of two", applicationIds = new[] { scene.Applications[0], scene.Applications[2] } } };
        var exclusive = await LinesAsync(await open.SimulateAsync(new { constraints = new { exclusiveSets = sets } }));
        Assert.Equal("incompatible", Text(exclusive[2], "reason"));

        var rulings = new[] { Ruling(1, "in", "It opens a territory."), Ruling(2, "out", "It is funded elsewhere.") };
        var ruled = await LinesAsync(await open.SimulateAsync(new { constraints = new { rulings } }));
        Assert.Equal(["envelope-exhausted", "ruled-in", "ruled-out", "below-minimum-score"], ruled.Select(x => Text(x["why"]!, "rule")));
    }

    [Fact]
    public async Task Recommendation_StandsBesideTheRequest_WithAuthorAndReason()
    {
        var recommendations = new[]
        {
            new
            {
                applicationId = scene.Applications[1],
                amount = Euros("100.00"),
                reason = "Less is enough.",
            },
        };

        var line = (await LinesAsync(await open.SimulateAsync(new { recommendations })))[1];

        Assert.Equal(
            (500m, 100m, 100m, "Less is enough."),
            (
                BudgetScene.Amount(line["requested"]!),
                BudgetScene.Amount(line["recommended"]!["amount"]!),
                BudgetScene.Amount(line["amount"]!),
                Text(line["recommended"]!, "reason")
            )
        );
        var manager = (await scene.Manager.GetAsync("/api/v1/me")).Expect(200).Body;
        Assert.Equal(Text(manager, "id"), Text(line["recommended"]!, "by"));
        Assert.Null(line["approved"]);
    }

    [Fact]
    public async Task UnmetFloor_IsReported()
    {
        var limits = new[]
        {
            new
            {
                kind = "initiator",
                subject = "public",
                atLeast = Euros("1.00"),
            },
        };

        var scenario = (await scene.Auditor.GetAsync(Path(await open.SimulateAsync(new { constraints = new { limits } }))))
            .Expect(200)
            .Body;

        var unmet = Assert.Single(scenario["unmet"]!.AsArray())!;
        Assert.Equal(
            ("initiator", "public", 1m),
            (Text(unmet, "constraint"), Text(unmet, "subject"), BudgetScene.Amount(unmet["demanded"]!))
        );
    }

    public static TheoryData<string, string, string> Faults =>
        new()
        {
            { """{"limits":[{"kind":"theme","subject":"culture"}]}""", "budget.limit-empty", "#/constraints/limits/0" },
            {
                """{"limits":[{"kind":"theme","subject":"culture","atMost":{"amount":"1.00","currency":"EUR"},"atLeast":{"amount":"2.00","currency":"EUR"}}]}""",
                "budget.floor-above-cap",
                "#/constraints/limits/0/atLeast"
            },
            {
                """{"limits":[{"kind":"theme","subject":"culture","atMost":{"amount":"1.00","currency":"EUR"}},{"kind":"theme","subject":"culture","atMost":{"amount":"2.00","currency":"EUR"}}]}""",
                "budget.limit-twice",
                "#/constraints/limits/1"
            },
            {
                """{"limits":[{"kind":"theme","subject":"beauty","atMost":{"amount":"1.00","currency":"EUR"}}]}""",
                "budget.unknown-limit-key",
                "#/constraints/limits/0/subject"
            },
            {
                """{"limits":[{"kind":"earmark","subject":"beauty","atMost":{"amount":"1.00","currency":"EUR"}}]}""",
                "budget.unknown-limit-key",
                "#/constraints/limits/0/subject"
            },
            {
                """{"exclusiveSets":[{"name":"a","applicationIds":["{0}","{0}"]}]}""",
                "budget.exclusive-set-too-small",
                "#/constraints/exclusiveSets/0/applicationIds"
            },
            {
                """{"exclusiveSets":[{"name":"a","applicationIds":["{0}","{1}"]},{"name":"a","applicationIds":["{0}","{1}"]}]}""",
                "budget.exclusive-set-twice",
                "#/constraints/exclusiveSets/1/name"
            },
            {
                """{"rulings":[{"applicationId":"{0}","ruling":"in","reason":"a"},{"applicationId":"{0}","ruling":"out","reason":"b"}]}""",
                "budget.application-twice",
                "#/constraints/rulings/1/applicationId"
            },
            {
                """{"rulings":[{"applicationId":"0193a7a0-0000-7000-8000-000000000000","ruling":"in","reason":"a"}]}""",
                "budget.not-a-candidate",
                "#/constraints/rulings/0/applicationId"
            },
        };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Constraint_ThatMakesNoSense_IsRefused_NamingIt(string constraints, string code, string pointer)
    {
        var text = constraints
            .Replace("{0}", scene.Applications[0].ToString(), StringComparison.Ordinal)
            .Replace("{1}", scene.Applications[1].ToString(), StringComparison.Ordinal);

        await RefuseAsync(new { constraints = JsonNode.Parse(text) }, code, pointer);
    }

    [Fact]
    public async Task Policy_OrRecommendation_ThatMakesNoSense_IsRefused_NamingIt()
    {
        await RefuseAsync(new { policy = new { name = "by-lot", whenExceeded = "skip" } }, "budget.unknown-policy", "#/policy/name");
        await RefuseAsync(new { policy = new { name = "bands", whenExceeded = "skip" } }, "budget.bands-misplaced", "#/policy/bands");
        var more = new[]
        {
            new
            {
                applicationId = scene.Applications[1],
                amount = Euros("500.01"),
                reason = "More.",
            },
        };
        await RefuseAsync(new { recommendations = more }, "budget.recommended-above-request", "#/recommendations/0/amount");
    }

    private static JsonObject Euros(string amount) => ApplicationBodies.Euros(amount);

    private object Ruling(int application, string ruling, string reason) =>
        new
        {
            applicationId = scene.Applications[application],
            ruling,
            reason,
        };

    private static string Path(Guid id) => $"{BudgetScene.Scenarios}/{id}";

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private static (string, string, string) Binding(JsonNode x) => (Text(x, "constraint"), Text(x, "figure"), Text(x, "margin"));

    private static (string, string, string) Proof(JsonNode x) => (Text(x, "status"), Text(x, "objective"), Text(x, "bound"));

    private Task<List<JsonNode>> LinesAsync(Guid scenario) => scene.AllAsync($"{Path(scenario)}/lines");

    private async Task<List<decimal>> AmountsAsync(object more) =>
        (await LinesAsync(await open.SimulateAsync(more))).ConvertAll(x => BudgetScene.Amount(x["amount"]!));

    private async Task<JsonNode> SearchAsync(object more)
    {
        var queued = (await scene.Manager.PostAsync($"{open.Path}/allocation-runs", open.Body(more))).Expect(202);
        for (var i = 0; i < 300; i++)
        {
            var scenario = (await scene.Auditor.GetAsync(Path(queued.Id))).Expect(200).Body;
            if (Text(scenario, "state") != "computing")
            {
                lastJob = (await scene.Manager.GetAsync($"/api/v1/jobs/{queued.Body["jobId"]}")).Expect(200).Body;
                return scenario;
            }

            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        throw new TimeoutException("The search does not end.");
    }

    private async Task RefuseAsync(object more, string code, string pointer)
    {
        var refused = (await scene.Manager.PostAsync($"{open.Path}/allocation-scenarios", open.Body(more))).ExpectRefusal(422, code);
        Assert.Equal(pointer, Text(refused.Body["errors"]![0]!, "pointer"));
        (await scene.Manager.PostAsync($"{open.Path}/allocation-runs", open.Body(more))).ExpectRefusal(422, code);
    }
}
