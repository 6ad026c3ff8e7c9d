using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Budget;

/// <summary>Awards from the waiting list to single undertakings that have received aid before.</summary>
public sealed class DeMinimisAwardTests
{
    private const string Exceeded = "budget.de-minimis-exceeded";

    [Fact]
    public async Task Award_AboveTheCeiling_IsRefusedNamingWhatIsLeft_AndThatMuchIsAwarded()
    {
        var siren = ApplicationBodies.Siren();
        await using var scene = await WithListAsync(new BundledApplication(500, Siren: siren, DeclaredAid: 199_000));
        var aid = new StateAidScene(scene);
        (await aid.DeclareAsync(siren, 599.99m)).Expect(201);

        var refused = await aid.AwardAsync(1, 400.02m);

        refused.ExpectRefusal(422, Exceeded);
        var detail = refused.Body["detail"]!.GetValue<string>();
        Assert.All(["199599.99", "200000.00", "400.01"], x => Assert.Contains(x, detail, StringComparison.Ordinal));
        var grant = (await scene.Auditor.GetAsync($"/api/v1/grants/{(await aid.AwardAsync(1, 400.01m)).Expect(201).Id}")).Expect(200).Body;
        Assert.Equal("grant", Text(grant, "instrument"));
        Assert.Equal(("de-minimis", "eu-1407-2013"), (Text(grant, "stateAidBasis"), Text(grant, "regulation")));
        Assert.Null(grant["stateAidReference"]);
    }

    [Fact]
    public async Task DeclaredAid_OfBeforeTheApplication_IsPartOfWhatItStates_UntilMoreIsKnown()
    {
        var siren = ApplicationBodies.Siren();
        await using var scene = await WithListAsync(new BundledApplication(500, Siren: siren, DeclaredAid: 199_500));
        var aid = new StateAidScene(scene);
        (await aid.DeclareAsync(siren, 150_000, "2013-09-30")).Expect(201);
        (await aid.DeclareAsync(siren, 49_600, "2013-09-30")).Expect(201);

        (await aid.AwardAsync(1, 400.01m)).ExpectRefusal(422, Exceeded);
        (await aid.AwardAsync(1, 400)).Expect(201);
    }

    [Fact]
    public async Task Aid_OfALinkedCompany_Counts_UntilTheLinkEnds()
    {
        var (siren, linked) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        await using var scene = await WithListAsync(new BundledApplication(500, Siren: siren));
        var aid = new StateAidScene(scene);
        (await aid.DeclareAsync(linked, 199_700, "2012-05-01")).Expect(201);
        var undertaking = (await aid.LinkAsync(siren, linked)).Id;

        (await aid.AwardAsync(1, 300.01m)).ExpectRefusal(422, Exceeded);

        (await aid.ReplaceAsync(undertaking, StateAidScene.Member(siren), StateAidScene.Member(linked, until: "2014-01-14"))).Expect(200);
        (await aid.AwardAsync(1, 300.01m)).ExpectRefusal(422, Exceeded);
        (await aid.ReplaceAsync(undertaking, StateAidScene.Member(siren), StateAidScene.Member(linked, until: "2014-01-13"))).Expect(200);
        (await aid.AwardAsync(1, 500)).Expect(201);
    }

    [Fact]
    public async Task Statement_OfALinkedApplicantOfTheCall_Counts()
    {
        var (siren, linked) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        await using var scene = await WithListAsync(
            new BundledApplication(500, Siren: siren),
            others: new BundledApplication(500, Mark: 1, Siren: linked, DeclaredAid: 199_700)
        );
        var aid = new StateAidScene(scene);
        await aid.LinkAsync(siren, linked);

        (await aid.AwardAsync(1, 300.01m)).ExpectRefusal(422, Exceeded);
        (await aid.AwardAsync(1, 300)).Expect(201);
    }

    [Fact]
    public async Task FiscalYears_AreTheUndertakings()
    {
        var siren = ApplicationBodies.Siren();
        await using var scene = await WithListAsync(new BundledApplication(500, Siren: siren));
        var aid = new StateAidScene(scene);
        (await aid.DeclareAsync(siren, 199_700, "2011-08-01")).Expect(201);
        var body = StateAidScene.Undertaking(StateAidScene.Member(siren));
        body["fiscalYearEnd"] = "06-30";
        (await scene.Officer.PostAsync(StateAidScene.Undertakings, body)).Expect(201);

        // Of 1 July 2011 on; the calendar years would begin with 2012.
        (await aid.AwardAsync(1, 300.01m)).ExpectRefusal(422, Exceeded);
    }

    [Fact]
    public async Task Awards_AtOnceToTwoWhoAreLinked_PassOnceWhereOneFits()
    {
        const int Pairs = 8;
        var sirens = Enumerable.Range(0, Pairs * 2).Select(_ => ApplicationBodies.Siren()).ToList();
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(
                Pairs * 1000,
                [new BundledApplication(Pairs * 1000), .. sirens.Select(x => new BundledApplication(500, Siren: x))]
            )
        );
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        var aid = new StateAidScene(scene);
        foreach (var pair in sirens.Chunk(2))
        {
            await aid.LinkAsync(pair);
            (await aid.DeclareAsync(pair[0], 199_500)).Expect(201);
        }

        var replies = await Task.WhenAll(Enumerable.Range(1, Pairs * 2).Select(x => aid.AwardAsync(x, 500)));

        Assert.All(replies.Chunk(2), pair => Assert.Single(pair, x => x.Status == 201));
        Assert.All(replies.Where(x => x.Status != 201), x => x.ExpectRefusal(422, Exceeded));
        Assert.Equal(Pairs * 500, await scene.AvailableAsync());
    }

    [Fact]
    public async Task Adoption_AddsUpWhatItAwardsToWhoIsLinked()
    {
        var (first, second) = (ApplicationBodies.Siren(), ApplicationBodies.Siren());
        await using var scene = await BudgetScene.StartAsync(
            new BudgetBundle(2000, new BundledApplication(600, Siren: first), new BundledApplication(500, Siren: second))
            {
                IsAdopted = false,
            }
        );
        await scene.SignAsync(scene.ScenarioId);
        var aid = new StateAidScene(scene);
        await aid.LinkAsync(first, second);
        (await aid.DeclareAsync(second, 198_900.01m)).Expect(201);

        var refused = await scene.PostAsync(scene.Recorder, scene.ScenarioId, "adoption", BudgetScene.Decision());

        refused.ExpectRefusal(422, "budget.scenario-out-of-rules");
        Assert.Contains("EDGE-0002 (budget.de-minimis-exceeded)", Text(refused.Body, "detail"), StringComparison.Ordinal);
        var again = (await scene.SimulateAsync(scene.Manager)).Expect(201).Id;
        var lines = await scene.AllAsync($"{BudgetScene.Scenarios}/{again}/lines");
        Assert.Equal(["awarded", "refused"], lines.Select(x => Text(x, "outcome")));
        Assert.Equal("de-minimis-exceeded", Text(lines[1], "reason"));
    }

    [Fact]
    public async Task SgeiAid_HasItsOwnCeiling_AndNoOtherCounts()
    {
        var siren = ApplicationBodies.Siren();
        await using var scene = await WithListAsync(
            new BundledApplication(500, Siren: siren),
            call => call["stateAidBasis"] = "sgei-de-minimis"
        );
        var aid = new StateAidScene(scene);
        (await aid.DeclareAsync(siren, 200_000)).Expect(201);
        (await aid.DeclareAsync(siren, 499_700, basis: "sgei-de-minimis")).Expect(201);

        (await aid.AwardAsync(1, 300.01m)).ExpectRefusal(422, Exceeded);
        var grant = (await aid.AwardAsync(1, 300)).Expect(201).Id;

        Assert.Equal("eu-360-2012", Text((await scene.Auditor.GetAsync($"/api/v1/grants/{grant}")).Expect(200).Body, "regulation"));
    }

    [Fact]
    public async Task Award_OnADayWithoutRegulation_IsRefused()
    {
        await using var scene = await WithListAsync(new BundledApplication(500), call => call["waitingListEndsOn"] = "2031-06-30");
        var aid = new StateAidScene(scene);
        await scene.Api.MoveClockAsync(DateTimeOffset.Parse("2031-01-02T10:00:00+01:00", CultureInfo.InvariantCulture));

        (await aid.AwardAsync(1, 500, "2031-01-01")).ExpectRefusal(422, "budget.no-aid-regulation");
        (await aid.AwardAsync(1, 500, "2030-12-31")).Expect(201);
    }

    [Fact]
    public async Task ExemptedGrants_ShowTheirReference_AndAreNotLimited()
    {
        var siren = ApplicationBodies.Siren();
        await using var scene = await WithListAsync(
            new BundledApplication(500, Siren: siren, DeclaredAid: 900_000),
            call => (call["stateAidBasis"], call["stateAidReference"]) = ("exempted", "SA.39252")
        );
        var grant = (await new StateAidScene(scene).AwardAsync(1, 500)).Expect(201).Id;

        var read = (await scene.Auditor.GetAsync($"/api/v1/grants/{grant}")).Expect(200).Body;

        Assert.Equal(("exempted", "SA.39252"), (Text(read, "stateAidBasis"), Text(read, "stateAidReference")));
        Assert.Null(read["regulation"]);
        Assert.Equal(
            "SA.39252",
            Text((await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}")).Expect(200).Body, "stateAidReference")
        );
    }

    [Fact]
    public async Task RepayableAdvances_AreNotOffered()
    {
        await using var scene = await WithListAsync(new BundledApplication(500));
        var body = scene.Award(1, 500);
        body["instrument"] = "repayable-advance";

        (await scene.Recorder.PostAsync("/api/v1/awards", body)).ExpectRefusal(422, "budget.instrument-not-offered");
        body["instrument"] = "loan";
        Assert.Equal(400, (await scene.Recorder.PostAsync("/api/v1/awards", body)).Status);
        body["instrument"] = "grant";
        (await scene.Recorder.PostAsync("/api/v1/awards", body)).Expect(201);
    }

    // 600.00 of 1 000.00 EUR are freed; the other one waits.
    private static async Task<BudgetScene> WithListAsync(
        BundledApplication waiting,
        Action<JsonNode>? vary = null,
        params BundledApplication[] others
    )
    {
        var scene = await BudgetScene.StartAsync(new BudgetBundle(1000, [new BundledApplication(600), waiting, .. others]) { Vary = vary });
        (await scene.CancelAsync(await scene.GrantOfAsync(0))).Expect(201);
        return scene;
    }

    private static string? Text(JsonNode node, string member) => node[member]?.GetValue<string>();
}
