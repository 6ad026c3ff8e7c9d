using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Calls;

/// <summary>The end of a call that was decided: its outcomes are notified, its grants end, it is archived.</summary>
public sealed class CallOutcomeTests : IAsyncLifetime
{
    private BudgetScene scene = null!;

    public async ValueTask InitializeAsync() =>
        scene = await BudgetScene.StartAsync(
            new BudgetBundle(1000, new BundledApplication(600), new BundledApplication(300), new BundledApplication(10, Mark: 2))
            {
                IsNotified = false,
            }
        );

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    private string Path => $"/api/v1/calls/{scene.CallId}";

    [Fact]
    public async Task Notification_IsTheRecordersAndOnce_ThenArchivingWaitsForEveryGrant()
    {
        Assert.Equal("decided", await StatusAsync());
        (await scene.PostAsync(scene.Manager, Path, "cancellation", CallDesk.Cancellation)).ExpectRefusal(409, "calls.already-ended");
        (await scene.PostAsync(scene.Manager, Path, "notifications")).ExpectRefusal(403, "access.role-missing");
        var version = (await scene.Auditor.GetAsync(Path)).Version;
        (await scene.Recorder.PostAsync($"{Path}/notifications")).ExpectRefusal(428, "request.version-missing");
        (await scene.Recorder.PostAsync($"{Path}/notifications", version: version - 1)).ExpectRefusal(412, "request.version-stale");
        Assert.Empty(await AwardsAsync());

        var notified = (await scene.PostAsync(scene.Recorder, Path, "notifications")).Expect(201);

        Assert.Equal(3, notified.Body["outcomes"]!.GetValue<int>());
        Assert.Equal(version + 1, notified.Version);
        Assert.Equal(2, (await AwardsAsync()).Count);
        (await scene.PostAsync(scene.Recorder, Path, "notifications")).ExpectRefusal(422, "calls.nothing-to-notify");

        (await scene.PostAsync(scene.Manager, Path, "archiving")).ExpectRefusal(422, "calls.grants-not-ended");
        (await scene.CancelAsync(await scene.GrantOfAsync(0), "2014-01-15")).Expect(201);
        (await scene.PostAsync(scene.Manager, Path, "archiving")).ExpectRefusal(422, "calls.grants-not-ended");
        (await scene.CancelAsync(await scene.GrantOfAsync(1), "2014-01-15")).Expect(201);
        (await scene.PostAsync(scene.Recorder, Path, "archiving")).ExpectRefusal(403, "access.role-missing");
        (await scene.PostAsync(scene.Manager, Path, "archiving")).Expect(201);

        Assert.Equal("archived", await StatusAsync());
        (await scene.PostAsync(scene.Manager, Path, "archiving")).ExpectRefusal(409, "calls.not-decided");
        Assert.Equal("archived", (await scene.Api.Anonymous().GetAsync(Path)).Expect(200).Body["status"]!.GetValue<string>());
    }

    private async Task<string> StatusAsync() => (await scene.Auditor.GetAsync(Path)).Expect(200).Body["status"]!.GetValue<string>();

    private async Task<JsonArray> AwardsAsync() =>
        (await scene.Api.Anonymous().GetAsync($"{Path}/awards")).Expect(200).Body["items"]!.AsArray();
}
