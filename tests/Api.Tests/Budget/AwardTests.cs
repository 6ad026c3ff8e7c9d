using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Cancelled grants, the money that they free, and who gets it from the waiting list.</summary>
public sealed class AwardTests : IAsyncLifetime
{
    private const string Awards = "/api/v1/awards";

    private BudgetScene scene = null!;

    /// <summary>600.00 of 1 000.00 EUR are granted; who asks for 500.00, for 450.00 and for 900.00 waits; 400.00 are left over.</summary>
    public async ValueTask InitializeAsync() =>
        scene = await BudgetScene.StartAsync(
            new BudgetBundle(
                1000,
                new BundledApplication(600),
                new BundledApplication(500, Siren: "732829320"),
                new BundledApplication(450),
                new BundledApplication(900),
                new BundledApplication(10, Mark: 1)
            )
        );

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Award_IsPaidOutOfFreedMoneyOnly()
    {
        (await AwardAsync(1, 300)).ExpectRefusal(422, "budget.no-freed-money");
        (await AwardAsync(1, 400.01m)).ExpectRefusal(422, "budget.envelope-exceeded");
        (await CancelAsync()).Expect(201);
        Assert.Equal(1000, await scene.AvailableAsync());

        (await AwardAsync(3, 600.01m, "Out of rank.")).ExpectRefusal(422, "budget.no-freed-money");
        (await AwardAsync(3, 600, "Out of rank.")).Expect(201);
        (await AwardAsync(1, 0.01m)).ExpectRefusal(422, "budget.no-freed-money");
        Assert.Equal(400, await scene.AvailableAsync());
    }

    [Fact]
    public async Task AllowedActions_OfAGrant_SayWhatThePostAnswers()
    {
        var path = $"/api/v1/grants/{await scene.GrantOfAsync(0)}";

        // Who may cancel comes last; then the grant is cancelled, and it is told so.
        foreach (var caller in new[] { scene.Manager, scene.Officer, scene.Auditor, scene.Recorder, scene.Recorder })
        {
            var read = (await caller.GetAsync(path)).Expect(200);
            var action = read.Body["allowedActions"]!.AsArray().Single(x => x!["action"]!.GetValue<string>() == "cancellation")!;
            var answer = await scene.PostAsync(caller, path, "cancellation", BudgetScene.Cancellation());

            Assert.Equal(action["allowed"]!.GetValue<bool>(), answer.Status == 201);
            Assert.Equal(action["reason"]?.GetValue<string>(), answer.Code);
        }

        Assert.Equal("cancelled", (await scene.Auditor.GetAsync(path)).Body["status"]!.GetValue<string>());
    }

    [Fact]
    public async Task Award_OutOfRank_NeedsAReason()
    {
        (await CancelAsync()).Expect(201);

        (await AwardAsync(2, 100)).ExpectRefusal(422, "budget.reason-missing");
        (await AwardAsync(2, 100, " ")).ExpectRefusal(422, "budget.reason-missing");
        (await AwardAsync(2, 100, "The first one's project has changed.")).Expect(201);
        (await AwardAsync(1, 200)).Expect(201);
        (await AwardAsync(3, 300)).Expect(201);
        Assert.Equal(400, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Award_AfterTheBetterRankedWithdrew_NeedsNoReason()
    {
        (await CancelAsync()).Expect(201);
        var applicant = await scene.Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
        var application = $"/api/v1/applications/{scene.Applications[1]}";
        (await applicant.PostAsync($"{application}/withdrawal", version: (await scene.Auditor.GetAsync(application)).Version)).Expect(201);

        (await AwardAsync(2, 450)).Expect(201);
        (await AwardAsync(1, 10)).ExpectRefusal(422, "applications.not-waiting-listed");
    }

    [Fact]
    public async Task Award_IsAtMostWhatWasAskedFor_AndForThoseWhoWait()
    {
        (await CancelAsync()).Expect(201);

        (await AwardAsync(1, 500.01m)).ExpectRefusal(422, "budget.above-request");
        (await AwardAsync(0, 100)).ExpectRefusal(422, "applications.not-waiting-listed");
        (await AwardAsync(4, 5)).ExpectRefusal(422, "applications.not-waiting-listed");
        var unknown = scene.Award(1, 100);
        unknown["applicationId"] = Guid.CreateVersion7();
        (await scene.Recorder.PostAsync(Awards, unknown)).ExpectRefusal(422, "budget.unknown-application");
        (await scene.Recorder.PostAsync(Awards, scene.Award(1, 100, date: "2014-01-16"))).ExpectRefusal(422, "budget.decision-in-future");
        (await scene.Recorder.PostAsync(Awards, scene.Award(1, 100, date: "2013-12-12"))).ExpectRefusal(
            422,
            "budget.award-before-adoption"
        );
        Assert.Equal(1000, await scene.AvailableAsync());
        (await AwardAsync(1, 500)).Expect(201);
        (await AwardAsync(1, 50)).ExpectRefusal(422, "applications.not-waiting-listed");
    }

    [Fact]
    public async Task Award_AfterTheEndOfTheList_IsRefused()
    {
        (await CancelAsync()).Expect(201);
        await scene.Api.MoveClockAsync(DateTimeOffset.Parse("2014-07-01T00:00:30+02:00", CultureInfo.InvariantCulture));

        var reply = await scene.Recorder.PostAsync(Awards, scene.Award(1, 100, date: "2014-07-01"));

        // The sweep that ends the list may have come first.
        Assert.True(reply.Status == 422 && reply.Code is "budget.waiting-list-ended" or "applications.not-waiting-listed", reply.Text);
        Assert.Equal(1000, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Award_OfBadShape_IsRefused()
    {
        var cases = new[]
        {
            ("amount", """{"amount":"0.00","currency":"EUR"}"""),
            ("amount", """{"amount":"-1.00","currency":"EUR"}"""),
            ("amount", """{"amount":"1.001","currency":"EUR"}"""),
            ("amount", """{"amount":1,"currency":"EUR"}"""),
            ("decisionReference", "\"\""),
            ("decisionDate", "null"),
            ("applicationId", "\"1\""),
            ("note", "\"unknown\""),
        };
        foreach (var (member, value) in cases)
        {
            var body = scene.Award(1, 100);
            body[member] = JsonNode.Parse(value);

            var reply = await scene.Recorder.PostAsync(Awards, body);

            Assert.Equal((member, value, 400, "application/problem+json"), (member, value, reply.Status, reply.MediaType));
        }
    }

    [Fact]
    public async Task Award_IsTheRecordersAct_AndCountsOnce()
    {
        (await CancelAsync()).Expect(201);
        var (body, key) = (scene.Award(1, 100), Guid.CreateVersion7().ToString());
        (await scene.Api.Anonymous().PostAsync(Awards, body)).ExpectRefusal(401, "access.not-signed-in");
        foreach (var other in new[] { scene.Manager, scene.Officer, scene.Secretary, scene.Auditor })
        {
            (await other.PostAsync(Awards, body)).ExpectRefusal(403, "access.role-missing");
        }

        (await scene.Recorder.PostAsync(Awards, body, key: null)).ExpectRefusal(400, "request.idempotency-key-missing");
        var first = (await scene.Recorder.PostAsync(Awards, body, key: key)).Expect(201);
        var second = (await scene.Recorder.PostAsync(Awards, body, key: key)).Expect(201);
        (await scene.Recorder.PostAsync(Awards, scene.Award(1, 99), key: key)).ExpectRefusal(422, "request.idempotency-key-reused");

        Assert.Equal(first.Text, second.Text);
        Assert.Equal(900, await scene.AvailableAsync());
        var grant = (await scene.Recorder.GetAsync($"/api/v1/grants/{first.Id}")).Expect(200).Body;
        Assert.Equal("14CP-2001", grant["decisionReference"]!.GetValue<string>());
        Assert.Equal("2014-01-14", grant["awardedOn"]!.GetValue<string>());
    }

    [Fact]
    public async Task Award_FromTheList_IsShownAfterItsOwnNotification()
    {
        (await CancelAsync()).Expect(201);
        (await AwardAsync(1, 450)).Expect(201);
        var applicant = await scene.Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
        var application = $"/api/v1/applications/{scene.Applications[1]}";
        // The cancelled one is shown no more, the new one not yet.
        Assert.Empty(await PublicAsync());
        Assert.NotEqual("awarded", (await applicant.GetAsync(application)).Body["state"]!.GetValue<string>());

        (await scene.PostAsync(scene.Recorder, $"/api/v1/calls/{scene.CallId}", "notifications")).Expect(201);

        Assert.Equal(["EDGE-0002"], await PublicAsync());
        Assert.Equal("awarded", (await applicant.GetAsync(application)).Body["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task Cancellation_GivesTheMoneyBack_ToEachFinancer_OnTheDayOfItsDecision()
    {
        var grant = await scene.GrantOfAsync(0);
        (await CancelAsync()).Expect(201);

        var entries = await scene.AllAsync($"/api/v1/ledger-entries?grantId={grant}");

        Assert.Equal(
            [
                ("commitment", "BPI France", 300m, "2013-12-13", "13CP-1900"),
                ("commitment", "Région Lorraine", 300m, "2013-12-13", "13CP-1900"),
                ("decommitment", "BPI France", -300m, "2014-01-10", "14CP-50"),
                ("decommitment", "Région Lorraine", -300m, "2014-01-10", "14CP-50"),
            ],
            entries
                .Select(x =>
                    (
                        x["movement"]!.GetValue<string>(),
                        x["financer"]!.GetValue<string>(),
                        BudgetScene.Parse(x["amount"]!),
                        x["effectiveOn"]!.GetValue<string>(),
                        x["decisionReference"]!.GetValue<string>()
                    )
                )
                .OrderBy(x => x.Item1, StringComparer.Ordinal)
                .ThenBy(x => x.Item2, StringComparer.Ordinal)
        );
        Assert.Equal("cancelled", (await scene.Auditor.GetAsync($"/api/v1/grants/{grant}")).Body["status"]!.GetValue<string>());
        (await CancelAsync()).ExpectRefusal(409, "budget.grant-not-cancellable");
    }

    [Fact]
    public async Task Cancellation_IsRefused_WithoutRightVersionReasonOrSensibleDay()
    {
        var path = $"/api/v1/grants/{await scene.GrantOfAsync(0)}";
        var body = BudgetScene.Cancellation();

        (await scene.Api.Anonymous().PostAsync($"{path}/cancellation", body, 1)).ExpectRefusal(401, "access.not-signed-in");
        (await scene.Officer.PostAsync($"{path}/cancellation", body, 1)).ExpectRefusal(403, "access.role-missing");
        (await scene.Recorder.PostAsync($"{path}/cancellation", body)).ExpectRefusal(428, "request.version-missing");
        (await scene.Recorder.PostAsync($"{path}/cancellation", body, 9)).ExpectRefusal(412, "request.version-stale");
        (await scene.Recorder.PostAsync($"/api/v1/grants/{Guid.CreateVersion7()}/cancellation", body, 1)).ExpectRefusal(
            404,
            "budget.grant-not-found"
        );
        (await CancelAsync("2014-01-16")).ExpectRefusal(422, "budget.decision-in-future");
        (await CancelAsync("2013-12-12")).ExpectRefusal(422, "budget.cancellation-before-award");
        foreach (var member in new[] { "reason", "decisionReference", "decisionDate" })
        {
            var empty = BudgetScene.Cancellation();
            empty[member] = "";
            Assert.Equal(400, (await scene.Recorder.PostAsync($"{path}/cancellation", empty, 1)).Status);
        }

        Assert.Equal(400, await scene.AvailableAsync());
        (await CancelAsync("2013-12-13")).Expect(201);
    }

    [Fact]
    public async Task Cancellation_OfAnAwardFromTheList_FreesItsMoneyAnew()
    {
        (await CancelAsync()).Expect(201);
        var grant = (await AwardAsync(1, 500)).Expect(201).Id;
        (await AwardAsync(2, 200)).ExpectRefusal(422, "budget.no-freed-money");
        (await scene.CancelAsync(grant, "2014-01-15")).Expect(201);

        (await AwardAsync(2, 450)).Expect(201);
        (await AwardAsync(3, 150.01m)).ExpectRefusal(422, "budget.no-freed-money");
        (await AwardAsync(3, 150)).Expect(201);
        Assert.Equal(400, await scene.AvailableAsync());
    }

    private Task<ApiReply> AwardAsync(int application, decimal amount, string? reason = null) =>
        scene.Recorder.PostAsync(Awards, scene.Award(application, amount, reason));

    private async Task<ApiReply> CancelAsync(string date = "2014-01-10") => await scene.CancelAsync(await scene.GrantOfAsync(0), date);

    private async Task<IEnumerable<string>> PublicAsync() =>
        (await scene.Api.Anonymous().GetAsync($"/api/v1/calls/{scene.CallId}/awards")).Expect(200).Body["items"]!
            .AsArray()
            .Select(x => x!["reference"]!.GetValue<string>());
}
