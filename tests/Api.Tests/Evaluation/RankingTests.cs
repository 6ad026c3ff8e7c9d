using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

public sealed class RankingTests : IAsyncLifetime
{
    private static readonly Dictionary<string, object?> Bodies = new()
    {
        ["freezing"] = null,
        ["superseding"] = new { reason = "A sheet was mistyped." },
    };

    private readonly EvaluationScene scene = new();

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Computing_IsRefused_NamingWhatIsUndecidedUnassignedOrShortOfSheets()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var unassigned = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.applications-unassigned");
        Assert.Contains("CALL-1-0001", unassigned.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await scene.SubmitAsync(scene.First, 4);
        var missing = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.sheets-missing");
        Assert.Contains("CALL-1-0001", missing.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await scene.SubmitAsync(scene.Second, 4);
        (await scene.RankAsync()).Expect(201);
    }

    [Fact]
    public async Task Computing_WithAnUndecidedApplication_IsRefused()
    {
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.WhileOpen);
        await scene.Calls.SubmitAsync();
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);

        var refused = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.applications-undecided");

        Assert.Contains("CALL-1-0002", refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiver_LetsOneApplicationBeRankedWithFewerSheets()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        await scene.SubmitAsync(scene.First, 4);
        var waiver = new
        {
            applicationId = scene.Application,
            minimumSheets = 1,
            reason = "The second reader fell ill.",
        };
        (await scene.Manager.PostAsync($"{scene.Call}/minimum-sheets-waivers", waiver)).Expect(201);

        var ranking = (await scene.RankAsync()).Expect(201);

        var entry = Assert.Single(
            (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking.Id}/entries")).Expect(200).Body["items"]!.AsArray()
        );
        Assert.Equal(1, entry!["rank"]!.GetValue<int>());
        Assert.Equal("80.0000", entry["score"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ranking_IsFrozenOnce_IfNothingChanged_AndSupersededWithAReason()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var sheet = await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var outdated = Path(await scene.RankAsync());
        Assert.Equal(1, await EvaluationScene.CompareAsync(outdated, Bodies, scene.Manager));

        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Sheets}/{sheet}", "reopening", new { reason = "Mistyped." })).Expect(201);
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.All(5), 4)).Expect(200);
        (await scene.PostAsync(scene.First, $"{EvaluationScene.Sheets}/{sheet}", "submission")).Expect(201);
        (await scene.PostAsync(scene.Manager, outdated, "freezing")).ExpectRefusal(422, "evaluation.ranking-outdated");

        var ranking = Path(await scene.RankAsync());
        var twin = Path(await scene.RankAsync());
        (await scene.PostAsync(scene.First, ranking, "freezing")).ExpectRefusal(403, "access.role-missing");
        (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);
        (await scene.PostAsync(scene.Manager, twin, "freezing")).ExpectRefusal(422, "evaluation.another-ranking-frozen");
        Assert.Equal(1, await EvaluationScene.CompareAsync(ranking, Bodies, scene.Manager));
        Assert.Equal(2, await EvaluationScene.CompareAsync(twin, Bodies, scene.Manager));
        Assert.Equal("evaluated", await scene.Calls.StateAsync(scene.Manager, scene.Application));
        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Sheets}/{sheet}", "reopening", new { reason = "Again." })).ExpectRefusal(
            422,
            "evaluation.ranking-frozen"
        );

        (await scene.PostAsync(scene.Manager, ranking, "superseding", new { reason = " " })).Expect(400);
        (await scene.PostAsync(scene.Manager, ranking, "superseding", Bodies["superseding"])).Expect(201);
        Assert.Equal("under-evaluation", await scene.Calls.StateAsync(scene.Manager, scene.Application));
        (await scene.PostAsync(scene.Manager, ranking, "superseding", Bodies["superseding"])).ExpectRefusal(
            409,
            "evaluation.ranking-not-frozen"
        );
    }

    [Fact]
    public async Task SameMarks_GiveTheSameRanking()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);

        var one = (await scene.Auditor.GetAsync(Path(await scene.RankAsync()))).Expect(200);
        var two = (await scene.Auditor.GetAsync(Path(await scene.RankAsync()))).Expect(200);

        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(one.Body["inputHash"]!.GetValue<string>(), two.Body["inputHash"]!.GetValue<string>());
    }

    [Fact]
    public async Task FrozenRanking_IsReproducedFromItsMarks_UntilSomebodyTouchesThem()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var sheet = await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());
        (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);

        var proof = (await scene.Auditor.GetAsync($"{ranking}/verification")).Expect(200).Body;
        Assert.True(proof["isReproduced"]!.GetValue<bool>());
        Assert.Equal(proof["inputHash"]!.GetValue<string>(), proof["recomputedInputHash"]!.GetValue<string>());
        Assert.Empty(proof["differences"]!.AsArray());

        // No route does it; whoever holds the database can.
        await scene.Calls.Api.Database.ExecuteAsOwnerAsync(
            $"""update evaluation.score_sheets set marks = replace(marks::text, '"value": 4', '"value": 5')::jsonb where id = '{sheet}'"""
        );

        proof = (await scene.Auditor.GetAsync($"{ranking}/verification")).Expect(200).Body;
        Assert.False(proof["isReproduced"]!.GetValue<bool>());
        Assert.NotEqual(proof["inputHash"]!.GetValue<string>(), proof["recomputedInputHash"]!.GetValue<string>());
        var difference = Assert.Single(proof["differences"]!.AsArray())!;
        Assert.Equal(("60.0000", "70.0000"), (difference["score"]!.GetValue<string>(), difference["recomputedScore"]!.GetValue<string>()));
        foreach (var derived in new[] { "sensitivity", "explanations", "calibrated-scores", "evaluator-biases" })
        {
            (await scene.Auditor.GetAsync($"{ranking}/{derived}")).ExpectRefusal(422, "evaluation.ranking-outdated");
        }
    }

    [Fact]
    public async Task Severity_IsShownBesideTheScore_AndChangesNoRank()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());

        var shown = Assert.Single((await scene.Auditor.GetAsync($"{ranking}/calibrated-scores")).Expect(200).Body["items"]!.AsArray())!;
        var biases = (await scene.Auditor.GetAsync($"{ranking}/evaluator-biases")).Expect(200).Body["items"]!.AsArray();

        // Both have read the same one: what they differ by is theirs, and the score stays. 1.1 b - (b - b) / 2 = 20.
        Assert.Equal(
            ("60.0000", "60.0000", 1),
            (Text(shown, "score"), Text(shown, "calibratedScore"), shown["calibratedRank"]!.GetValue<int>())
        );
        Assert.Equal(
            [(scene.Second.UserId, "-18.1818"), (scene.First.UserId, "18.1818")],
            biases.Select(x => (x!["evaluatorId"]!.GetValue<Guid>(), Text(x, "bias")))
        );
        (await scene.First.GetAsync($"{ranking}/evaluator-biases")).ExpectRefusal(403, "access.role-missing");

        static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();
    }

    [Fact]
    public async Task Sensitivity_GivesTheIntervalOfRanks_OfEachApplication()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());

        var stability = Assert.Single((await scene.Auditor.GetAsync($"{ranking}/sensitivity")).Expect(200).Body["items"]!.AsArray())!;

        Assert.Equal(1, stability["rank"]!.GetValue<int>());
        Assert.Equal("""{"best":1,"worst":1}""", stability["withoutOneEvaluator"]!.ToJsonString());
        Assert.Equal("""{"best":1,"worst":1}""", stability["withOtherWeights"]!.ToJsonString());
        (await scene.Auditor.GetAsync($"{ranking}/sensitivity?limit=101")).Expect(400);
        var before = (await scene.Auditor.GetAsync($"{ranking}/sensitivity?cursor=-1")).Expect(400).Body["errors"]![0]!;
        Assert.Equal("cursor", before["parameter"]!.GetValue<string>());
        Assert.EndsWith("allowed: ≥ 0.", before["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        (await scene.First.GetAsync($"{ranking}/sensitivity")).ExpectRefusal(403, "access.role-missing");
    }

    private static string Path(ApiReply computed) => $"{EvaluationScene.Rankings}/{computed.Expect(201).Id}";
}
