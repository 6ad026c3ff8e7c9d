using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>What evaluators see of who applies, and of what the others gave.</summary>
public sealed class BlindTests
{
    [Fact]
    public async Task BlindCall_ShowsEvaluatorsNothingThatTellsWhoApplies()
    {
        await using var scene = await StartAsync(x => x["blindEvaluation"] = true);
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = await scene.AssignAsync(scene.First);
        var application = $"{ApplicationScene.Applications}/{scene.Application}";

        foreach (var path in new[] { "", "/versions", "/versions/1", "/documents", "/completeness" })
        {
            (await scene.First.GetAsync(application + path)).ExpectRefusal(403, "evaluation.blind");
        }

        Assert.Empty((await scene.First.GetAsync(ApplicationScene.Applications)).Expect(200).Body["items"]!.AsArray());
        var read = (await scene.First.GetAsync($"{EvaluationScene.Sheets}/{sheet}/anonymous-application")).Expect(200);
        var known = (await scene.Manager.GetAsync(application)).Expect(200).Body;
        var content = known["content"]!;
        Assert.Equal(content["projectTitle"]!.GetValue<string>(), read.Body["projectTitle"]!.GetValue<string>());
        Assert.Equal(["statutes"], read.Body["documentKinds"]!.AsArray().Select(x => x!.GetValue<string>()));
        foreach (
            var telling in new[]
            {
                content["siret"]!,
                content["commune"]!,
                content["communeCode"]!,
                known["organisationId"]!,
                known["documents"]![0]!["fileName"]!,
            }
        )
        {
            Assert.DoesNotContain(telling.GetValue<string>(), read.Text, StringComparison.Ordinal);
        }

        (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{sheet}/anonymous-application")).ExpectRefusal(
            404,
            "evaluation.score-sheet-not-found"
        );
    }

    [Fact]
    public async Task BlindApplication_WaitsForTheDeclaration_LikeAnyOther()
    {
        await using var scene = await StartAsync(x => x["blindEvaluation"] = true);
        var sheet = await scene.AssignAsync(scene.First);

        (await scene.First.GetAsync($"{EvaluationScene.Sheets}/{sheet}/anonymous-application")).ExpectRefusal(
            403,
            "evaluation.independence-not-declared"
        );
    }

    [Theory]
    [InlineData("nothing")]
    [InlineData("totals")]
    [InlineData("means")]
    [InlineData("sheets")]
    public async Task Others_AreSeenAsTheCallSays_AndOnlyOnceTheOwnSheetIsSubmitted(string shown)
    {
        await using var scene = await StartAsync(x => x["evaluatorsSee"] = shown);
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var other = await scene.SubmitAsync(scene.First, 5);
        var own = await scene.AssignAsync(scene.Second);
        var comparison = $"{EvaluationScene.Sheets}/{own}/comparison";
        (await scene.Second.GetAsync(comparison)).ExpectRefusal(409, "evaluation.score-sheet-not-submitted");
        (await scene.MarkAsync(scene.Second, own, EvaluationScene.AllAt(2), 1)).Expect(200);
        (await scene.PostAsync(scene.Second, $"{EvaluationScene.Sheets}/{own}", "submission")).Expect(201);

        Assert.Equal(shown == "sheets" ? 200 : 404, (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{other}")).Status);
        var compared = await scene.Second.GetAsync(comparison);
        if (shown == "nothing")
        {
            compared.ExpectRefusal(403, "evaluation.others-not-shown");
            return;
        }

        var body = compared.Expect(200).Body;
        Assert.Equal(("40.0000", "70.0000"), (body["ownScore"]!.GetValue<string>(), body["score"]!.GetValue<string>()));
        Assert.Equal(shown == "totals" ? null : "7/2", body["means"]?["effects"]?.GetValue<string>());
    }

    [Fact]
    public async Task Reopening_AfterTheOthersWereSeen_FlagsTheSheet_AndHidesThemAgain()
    {
        await using var scene = await StartAsync(_ => { });
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var (innocent, informed) = (await scene.SubmitAsync(scene.First, 5), await scene.SubmitAsync(scene.Second, 2));
        (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{innocent}")).Expect(200);
        foreach (var sheet in new[] { innocent, informed })
        {
            (
                await scene.PostAsync(
                    scene.Manager,
                    $"{EvaluationScene.Sheets}/{sheet}",
                    "reopening",
                    new { reason = "A mark was mistyped." }
                )
            ).Expect(201);
        }

        Assert.False(await IsFlaggedAsync(innocent));
        Assert.True(await IsFlaggedAsync(informed));
        (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{innocent}")).ExpectRefusal(404, "evaluation.score-sheet-not-found");
        var former = (await scene.Auditor.GetAsync($"{EvaluationScene.Sheets}/{informed}")).Expect(200).Body["former"]![0]!;
        Assert.Equal(("A mark was mistyped.", 4), (former["reopeningReason"]!.GetValue<string>(), former["marks"]!.AsArray().Count));

        async Task<bool> IsFlaggedAsync(Guid id) =>
            (await scene.Manager.GetAsync($"{EvaluationScene.Sheets}/{id}")).Expect(200).Body["isFlagged"]!.GetValue<bool>();
    }

    [Fact]
    public async Task ManagerWhoMarks_SeesNoOtherSheet_BeforeItsOwnIsSubmitted()
    {
        await using var scene = await StartAsync(_ => { });
        var manager = await scene.Calls.Api.RegisterAsync("both", "programme-manager", "evaluator");
        await scene.DeclareIndependenceAsync(scene.First);
        var other = await scene.SubmitAsync(scene.First, 4);
        (await scene.FormPanelAsync([(scene.First, "research", null), (manager, "research", null)])).Expect(200);
        await scene.Calls.Api.Database.ExecuteAsync($"update calls.calls set managers = managers || to_jsonb('{manager.UserId}'::text)");
        (await manager.GetAsync($"{EvaluationScene.Sheets}/{other}")).Expect(200);

        var waiver = new
        {
            applicationId = scene.Application,
            minimumSheets = 1,
            reason = "The second reader is late.",
        };
        (await scene.Manager.PostAsync($"{scene.Call}/minimum-sheets-waivers", waiver)).Expect(201);
        var own = await scene.AssignAsync(manager);
        var ranking = $"{EvaluationScene.Rankings}/{(await scene.RankAsync()).Expect(201).Id}";
        string[] telling = [ranking, $"{ranking}/entries", $"{ranking}/explanations", $"{scene.Call}/discussions"];

        (await manager.GetAsync($"{EvaluationScene.Sheets}/{other}")).ExpectRefusal(404, "evaluation.score-sheet-not-found");
        foreach (var path in telling)
        {
            (await manager.GetAsync(path)).ExpectRefusal(403, "evaluation.own-sheets-to-submit");
        }

        await scene.DeclareIndependenceAsync(manager);
        (await scene.MarkAsync(manager, own, EvaluationScene.AllAt(3), 1)).Expect(200);
        (await manager.PostAsync($"{EvaluationScene.Sheets}/{own}/submission", version: 2)).Expect(201);
        foreach (var path in telling.Where(x => !x.EndsWith("explanations", StringComparison.Ordinal)))
        {
            (await manager.GetAsync(path)).Expect(200);
        }
    }

    [Fact]
    public async Task Comparison_WithNobodyElse_ShowsNothingOfOthers_SoThatAReopenedSheetIsNotFlagged()
    {
        await using var scene = await StartAsync(_ => { });
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = $"{EvaluationScene.Sheets}/{await scene.SubmitAsync(scene.First, 4)}";
        Assert.Equal(1, (await scene.First.GetAsync($"{sheet}/comparison")).Expect(200).Body["sheets"]!.GetValue<int>());

        (await scene.PostAsync(scene.Manager, sheet, "reopening", new { reason = "A mark was mistyped." })).Expect(201);

        Assert.False((await scene.Manager.GetAsync(sheet)).Expect(200).Body["isFlagged"]!.GetValue<bool>());
    }

    private static async Task<EvaluationScene> StartAsync(Action<JsonObject> vary)
    {
        var scene = new EvaluationScene { Vary = vary };
        await scene.InitializeAsync();
        return scene;
    }
}
