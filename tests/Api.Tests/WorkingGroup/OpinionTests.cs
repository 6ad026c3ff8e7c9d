using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.WorkingGroup;

/// <summary>The group's opinion on a scenario: no quorum, no opinion; no opinion, no adoption.</summary>
public sealed class OpinionTests : IAsyncLifetime
{
    private BudgetScene scene = null!;

    public async ValueTask InitializeAsync() =>
        scene = await BudgetScene.StartAsync(new BudgetBundle(1000, new BundledApplication(600)) { IsAdopted = false });

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Opinion_IsGivenOnAScenarioInSignOff_AndOpensItsAdoption()
    {
        var (group, members) = await GroupAsync();
        var simulated = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        var meeting = await PlanAsync(group);
        foreach (var scenario in new[] { simulated, Guid.CreateVersion7() })
        {
            var refused = await scene.PostAsync(scene.Secretary, meeting, "agenda", Item(scenario));
            Assert.Equal(
                "#/scenarioId",
                refused.ExpectRefusal(422, "working-group.unknown-scenario").Body["errors"]![0]!["pointer"]!.GetValue<string>()
            );
        }

        var proposed = await scene.ProposeAsync();
        await MeetAsync(meeting, proposed, [.. members.Take(1)], code: "working-group.no-quorum");
        (await SignOffAsync(scene.Secretary, proposed)).ExpectRefusal(422, "budget.opinion-missing");
        (await AdoptAsync(proposed)).ExpectRefusal(422, "budget.opinion-missing");

        var second = await PlanAsync(group);
        await MeetAsync(second, proposed, members, code: null);
        var opinion = Assert.Single((await scene.Auditor.GetAsync(second)).Expect(200).Body["opinions"]!.AsArray())!;
        Assert.Equal(proposed, opinion["scenarioId"]!.GetValue<Guid>());
        (await SignOffAsync(scene.Secretary, proposed)).Expect(201);
        (await SignOffAsync(scene.Visa, proposed)).Expect(201);
        (await AdoptAsync(proposed)).Expect(201);
        var steps = (await scene.Auditor.GetAsync($"{BudgetScene.Scenarios}/{proposed}")).Expect(200).Body["signOffs"]!.AsArray();
        Assert.Equal(
            ["programme-manager", "working-group-opinion", "budget-visa", "decision"],
            steps.Select(x => x!["step"]!.GetValue<string>())
        );
        Assert.Equal(second, $"{MeetingDesk.Meetings}/{steps[1]!["meetingId"]!.GetValue<Guid>()}");
        Assert.Equal(4, steps.Select(x => x!["by"]!.GetValue<Guid>()).Distinct().Count());
    }

    private Task<ApiReply> SignOffAsync(ApiClient signer, Guid scenario) =>
        scene.PostAsync(signer, scenario, "sign-offs", new { outcome = "granted" });

    private async Task<(Guid Group, List<Guid> Members)> GroupAsync()
    {
        var group = (await scene.AllAsync("/api/v1/working-groups")).Single();
        return (group["id"]!.GetValue<Guid>(), [.. group["members"]!.AsArray().Select(x => x!["id"]!.GetValue<Guid>())]);
    }

    private async Task<string> PlanAsync(Guid group)
    {
        var plan = MeetingDesk.Plan(group, BudgetScene.Now);
        return $"{MeetingDesk.Meetings}/{(await scene.Secretary.PostAsync(MeetingDesk.Meetings, plan)).Expect(201).Id}";
    }

    private async Task MeetAsync(string meeting, Guid scenario, List<Guid> present, string? code)
    {
        var item = (await scene.PostAsync(scene.Secretary, meeting, "agenda", Item(scenario))).Expect(201);
        (await scene.PostAsync(scene.Secretary, meeting, "convocation")).Expect(201);
        var version = (await scene.Auditor.GetAsync(meeting)).Version;
        (await scene.Secretary.PutAsync($"{meeting}/attendance", new { present }, version)).Expect(200);
        (await scene.PostAsync(scene.Secretary, meeting, "holding")).Expect(201);
        var vote = MeetingDesk.Vote(item.Body["agendaItemId"]!.GetValue<Guid>(), present.Count, 0);
        Assert.Equal(code, (await scene.PostAsync(scene.Secretary, meeting, "votes", vote)).Code);
    }

    private Task<ApiReply> AdoptAsync(Guid scenario) => scene.PostAsync(scene.Recorder, scenario, "adoption", BudgetScene.Decision());

    private static object Item(Guid scenarioId) => new { title = "Allocation", scenarioId };
}
