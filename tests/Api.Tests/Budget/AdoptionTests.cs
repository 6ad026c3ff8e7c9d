using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>What an adoption does in its one transaction, and what it does not do when the world has moved since the simulation.</summary>
public sealed class AdoptionTests
{
    [Fact]
    public async Task Adoption_CommitsEachAward_OnTheDayOfTheDecision_AndDecidesTheCall()
    {
        await using var scene = await StartAsync(new BundledApplication(600), new BundledApplication(500), new BundledApplication(33.33m));
        var (id, other) = (await ReadyAsync(scene), await scene.ProposeSignedAsync());

        var adopted = (await scene.PostAsync(scene.Recorder, id, "adoption", BudgetScene.Decision())).Expect(201);

        Assert.Equal((2, 633.33m), (adopted.Body["awards"]!.GetValue<int>(), BudgetScene.Amount(adopted.Body["granted"]!)));
        Assert.Equal(366.67m, await scene.AvailableAsync());
        Assert.Equal("decided", (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}")).Body["status"]!.GetValue<string>());
        Assert.Equal(["awarded", "waiting-listed", "awarded"], await StatesAsync(scene, scene.Auditor));
        var grants = await scene.AllAsync($"/api/v1/grants?callId={scene.CallId}");
        Assert.Equal([33.33m, 600m], grants.Select(x => BudgetScene.Amount(x["amount"]!)).Order());
        Assert.All(grants, x => Assert.Equal(("14CP-100", "2014-01-15", "awarded"), Act(x)));
        foreach (var grant in grants)
        {
            var entries = await scene.AllAsync($"/api/v1/ledger-entries?grantId={grant["id"]}");
            Assert.Equal(BudgetScene.Amount(grant["amount"]!), entries.Sum(x => BudgetScene.Parse(x["amount"]!)));
            Assert.All(
                entries,
                x =>
                    Assert.Equal(
                        ("commitment", "grant-committed", "2014-01-15", "14CP-100"),
                        (Text(x, "movement"), Text(x, "account"), Text(x, "effectiveOn"), Text(x, "decisionReference"))
                    )
            );
        }

        Assert.Equal(0, await CommittedAsync(scene, "2014-01-14"));
        Assert.Equal(633.33m, await CommittedAsync(scene, "2014-01-15"));
        (await scene.PostAsync(scene.Recorder, other, "adoption", BudgetScene.Decision())).ExpectRefusal(
            422,
            "budget.another-scenario-adopted"
        );
        (await scene.PostAsync(scene.Recorder, id, "adoption", BudgetScene.Decision())).ExpectRefusal(
            409,
            "budget.scenario-not-in-sign-off"
        );

        static (string, string, string) Act(JsonNode x) => (Text(x, "decisionReference"), Text(x, "awardedOn"), Text(x, "status"));
    }

    [Fact]
    public async Task Outcomes_AreSeenByNobodyOutside_BeforeTheirNotification()
    {
        await using var scene = await StartAsync(new BundledApplication(600, Siren: "732829320"), new BundledApplication(500));
        (await scene.PostAsync(scene.Recorder, await ReadyAsync(scene), "adoption", BudgetScene.Decision())).Expect(201);
        var applicant = await scene.Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
        var grant = await scene.GrantOfAsync(0);
        var (application, awards) = ($"/api/v1/applications/{scene.Applications[0]}", $"/api/v1/calls/{scene.CallId}/awards");
        var anonymous = scene.Api.Anonymous();

        Assert.Empty((await anonymous.GetAsync(awards)).Expect(200).Body["items"]!.AsArray());
        Assert.Empty((await applicant.GetAsync(awards)).Expect(200).Body["items"]!.AsArray());
        Assert.Equal("under-review", Text((await applicant.GetAsync(application)).Expect(200).Body, "state"));
        foreach (var path in new[] { $"/api/v1/grants/{grant}", "/api/v1/grants", $"/api/v1/balances?fundId={scene.FundId}" })
        {
            (await anonymous.GetAsync(path)).ExpectRefusal(401, "access.not-signed-in");
        }

        (await applicant.GetAsync($"/api/v1/balances?fundId={scene.FundId}")).ExpectRefusal(403, "access.role-missing");
        (await applicant.GetAsync($"/api/v1/grants/{grant}")).ExpectRefusal(404, "budget.grant-not-found");
        Assert.Empty((await applicant.GetAsync("/api/v1/grants")).Expect(200).Body["items"]!.AsArray());

        (await scene.PostAsync(scene.Recorder, $"/api/v1/calls/{scene.CallId}", "notifications")).Expect(201);

        var shown = (await anonymous.GetAsync(awards)).Expect(200).Body["items"]!.AsArray().Single()!;
        Assert.Equal(("EDGE-0001", 600m), (Text(shown, "reference"), BudgetScene.Amount(shown["amount"]!)));
        Assert.Equal("awarded", Text((await applicant.GetAsync(application)).Expect(200).Body, "state"));
        Assert.Equal("awarded", Text((await applicant.GetAsync($"/api/v1/grants/{grant}")).Expect(200).Body, "status"));
        Assert.Equal(
            grant,
            Assert.Single((await applicant.GetAsync("/api/v1/grants")).Expect(200).Body["items"]!.AsArray())!["id"]!.GetValue<Guid>()
        );
    }

    [Fact]
    public async Task Adoption_OnASupersededRanking_IsRefused()
    {
        await using var scene = await StartAsync(new BundledApplication(600));
        var id = await ReadyAsync(scene);
        var ranking = $"/api/v1/rankings/{scene.RankingId}";
        (await scene.PostAsync(scene.Manager, ranking, "superseding", new { reason = "A mark was wrong." })).Expect(201);

        (await scene.PostAsync(scene.Recorder, id, "adoption", BudgetScene.Decision())).ExpectRefusal(422, "budget.ranking-not-frozen");
        (await scene.SimulateAsync(scene.Manager)).ExpectRefusal(422, "budget.unknown-ranking");

        Assert.Equal(1000, await scene.AvailableAsync());
        Assert.Empty(await scene.AllAsync("/api/v1/grants"));
    }

    [Fact]
    public async Task Withdrawal_SinceTheSimulation_IsMetByANewOne_WithoutARankingAnew()
    {
        await using var scene = await StartAsync(new BundledApplication(600, Siren: "732829320"), new BundledApplication(500));
        var stale = await ReadyAsync(scene);
        var applicant = await scene.Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
        var application = $"/api/v1/applications/{scene.Applications[0]}";
        (await applicant.PostAsync($"{application}/withdrawal", version: (await scene.Auditor.GetAsync(application)).Version)).Expect(201);

        (await scene.PostAsync(scene.Recorder, stale, "adoption", BudgetScene.Decision())).ExpectRefusal(422, "applications.not-evaluated");
        Assert.Equal(1000, await scene.AvailableAsync());
        (await scene.PostAsync(scene.Recorder, await ReadyAsync(scene, anew: true), "adoption", BudgetScene.Decision())).Expect(201);

        Assert.Equal(["withdrawn", "awarded"], await StatesAsync(scene, scene.Auditor));
        Assert.Equal(500, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Undertaking_WithTwoProjects_GetsOnlyWhatDeMinimisLeaves_AndTheCallCanBeDecided()
    {
        await using var scene = await StartAsync(
            new BundledApplication(600, Siren: "732829320", DeclaredAid: 199_000),
            new BundledApplication(400.01m, Siren: "732829320", DeclaredAid: 199_000, Mark: 4),
            new BundledApplication(400, Siren: "732829320", DeclaredAid: 199_000, Mark: 3)
        );
        var id = await ReadyAsync(scene);

        var lines = (await scene.Auditor.GetAsync($"{BudgetScene.Scenarios}/{id}/lines")).Body["items"]!.AsArray();
        Assert.Equal([null, "de-minimis-exceeded", null], lines.Select(x => x!["reason"]?.GetValue<string>()));
        (await scene.PostAsync(scene.Recorder, id, "adoption", BudgetScene.Decision())).Expect(201);

        Assert.Equal(["awarded", "refused", "awarded"], await StatesAsync(scene, scene.Auditor));
        Assert.Equal(0, await scene.AvailableAsync());
    }

    private static Task<BudgetScene> StartAsync(params BundledApplication[] applications) =>
        BudgetScene.StartAsync(new BudgetBundle(1000, applications) { IsAdopted = false });

    /// <summary>A scenario that lacks nothing but its adoption: the bundle's, or a new one.</summary>
    private static async Task<Guid> ReadyAsync(BudgetScene scene, bool anew = false)
    {
        if (anew)
        {
            return await scene.ProposeSignedAsync();
        }

        await scene.SignAsync(scene.ScenarioId);
        return scene.ScenarioId;
    }

    private static async Task<List<string>> StatesAsync(BudgetScene scene, ApiClient reader)
    {
        var states = new List<string>();
        foreach (var id in scene.Applications)
        {
            states.Add(Text((await reader.GetAsync($"/api/v1/applications/{id}")).Expect(200).Body, "state"));
        }

        return states;
    }

    private static async Task<decimal> CommittedAsync(BudgetScene scene, string asOf) =>
        (await scene.Auditor.GetAsync($"/api/v1/balances?fundId={scene.FundId}&asOf={asOf}"))
            .Expect(200)
            .Body.AsArray()
            .Where(x => Text(x!, "account") == "grant-committed")
            .Sum(x => BudgetScene.Parse(x!["balance"]!));

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();
}
