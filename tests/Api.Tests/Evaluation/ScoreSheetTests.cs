using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

public sealed class ScoreSheetTests : IAsyncLifetime
{
    private static readonly Dictionary<string, object?> Bodies = new()
    {
        ["submission"] = null,
        ["reopening"] = new { reason = "A mark was mistyped." },
    };

    private readonly EvaluationScene scene = new();

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Evaluator_WhoHasNotDeclaredIndependence_SeesAndMarksNothing()
    {
        var sheet = await scene.AssignAsync(scene.First);

        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(3), 1)).ExpectRefusal(403, "evaluation.independence-not-declared");
        (await scene.First.GetAsync($"{ApplicationScene.Applications}/{scene.Application}")).ExpectRefusal(
            403,
            "evaluation.independence-not-declared"
        );

        await scene.DeclareIndependenceAsync(scene.First);
        (await scene.First.PostAsync($"{scene.Call}/independence-declarations")).ExpectRefusal(
            409,
            "evaluation.independence-already-declared"
        );
        (await scene.First.GetAsync($"{ApplicationScene.Applications}/{scene.Application}")).Expect(200);
    }

    [Fact]
    public async Task Evaluator_SeesAssignedApplicationsOnly()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.AssignAsync(scene.First);

        (await scene.Second.GetAsync($"{ApplicationScene.Applications}/{scene.Application}")).ExpectRefusal(404, "applications.not-found");
    }

    [Fact]
    public async Task Evaluator_SeesAnothersSheet_OnlyAfterSubmittingTheirOwn()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var other = await scene.SubmitAsync(scene.First, 4);
        var own = await scene.AssignAsync(scene.Second);
        (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{other}")).ExpectRefusal(404, "evaluation.score-sheet-not-found");
        Assert.Single((await scene.Second.GetAsync(EvaluationScene.Sheets)).Expect(200).Body["items"]!.AsArray());

        (await scene.MarkAsync(scene.Second, own, EvaluationScene.AllAt(2), 1)).Expect(200);
        (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{other}")).ExpectRefusal(404, "evaluation.score-sheet-not-found");
        (await scene.PostAsync(scene.Second, $"{EvaluationScene.Sheets}/{own}", "submission")).Expect(201);

        var seen = (await scene.Second.GetAsync($"{EvaluationScene.Sheets}/{other}")).Expect(200);
        Assert.Equal(4, seen.Body["marks"]!.AsArray().Count);
    }

    [Fact]
    public async Task Marks_ThatAreNotOfTheCall_AreEachNamedAtTheirPlace()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = await scene.AssignAsync(scene.First);
        object[] marks =
        [
            new { criterion = "effects", value = 6 },
            new { criterion = "beauty", value = 3 },
            new { criterion = "risk", value = 3 },
            new { criterion = "risk", value = 4 },
            new { criterion = "scaling", value = 100 },
        ];

        var refused = (await scene.MarkAsync(scene.First, sheet, marks, 1)).ExpectRefusal(422, "evaluation.marks-invalid");

        Assert.Equal(
            [
                ("evaluation.mark-outside-scale", "#/marks/0/value"),
                ("evaluation.unknown-criterion", "#/marks/1/criterion"),
                ("evaluation.criterion-twice", "#/marks/3/criterion"),
                ("evaluation.mark-outside-scale", "#/marks/4/value"),
            ],
            refused.Body["errors"]!.AsArray().Select(x => (x!["code"]!.GetValue<string>(), x["pointer"]!.GetValue<string>()))
        );
        Assert.Empty((await scene.First.GetAsync($"{EvaluationScene.Sheets}/{sheet}")).Expect(200).Body["marks"]!.AsArray());
    }

    [Fact]
    public async Task Sheet_IsSubmittedWhole_ReopenedWithAReason_AndMarkedByItsEvaluatorOnly()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var sheet = await scene.AssignAsync(scene.First);
        var path = $"{EvaluationScene.Sheets}/{sheet}";
        (await scene.PostAsync(scene.First, path, "submission")).ExpectRefusal(422, "evaluation.mark-missing");
        (await scene.MarkAsync(scene.Second, sheet, EvaluationScene.AllAt(3), 1)).ExpectRefusal(404, "evaluation.score-sheet-not-found");
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(3), 9)).ExpectRefusal(412, "request.version-stale");
        (await scene.First.SendAsync(HttpMethod.Put, path, new { marks = EvaluationScene.AllAt(3) }, null, null)).ExpectRefusal(
            428,
            "request.version-missing"
        );

        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(3), 1)).Expect(200);
        (await scene.PostAsync(scene.First, path, "submission")).Expect(201);
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(5), 3)).ExpectRefusal(409, "evaluation.score-sheet-not-editable");
        (await scene.PostAsync(scene.First, path, "reopening", Bodies["reopening"])).ExpectRefusal(403, "access.role-missing");
        (await scene.PostAsync(scene.Manager, path, "reopening", new { reason = "" })).Expect(400);
        (await scene.PostAsync(scene.Manager, path, "reopening", Bodies["reopening"])).Expect(201);
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(5), 4)).Expect(200);
    }

    [Fact]
    public async Task Conflict_RecusesTheSheet_AndBarsTheEvaluator()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = await scene.SubmitAsync(scene.First, 5);
        var conflict = new
        {
            applicationId = scene.Application,
            kind = "employment",
            text = "My sister works there.",
        };

        (await scene.First.PostAsync("/api/v1/conflict-declarations", conflict)).Expect(201);

        var recused = (await scene.Auditor.GetAsync($"{EvaluationScene.Sheets}/{sheet}")).Expect(200);
        Assert.Equal("recused", recused.Body["status"]!.GetValue<string>());
        Assert.Equal(4, recused.Body["marks"]!.AsArray().Count);
        (await scene.TryAssignAsync(scene.First)).ExpectRefusal(422, "evaluation.conflict-declared");
        Assert.Equal(4, await EvaluationScene.CompareAsync($"{EvaluationScene.Sheets}/{sheet}", Bodies, scene.First, scene.Manager));
    }

    [Fact]
    public async Task Assignment_WantsAPanelMember_AnAdmissibleApplication_Once_AfterTheClosing()
    {
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "evaluator");
        (await scene.TryAssignAsync(stranger)).ExpectRefusal(422, "evaluation.evaluator-not-on-panel");
        (await scene.TryAssignAsync(scene.First, Guid.CreateVersion7())).ExpectRefusal(422, "evaluation.unknown-application");
        await scene.AssignAsync(scene.First);
        (await scene.TryAssignAsync(scene.First)).ExpectRefusal(422, "evaluation.already-assigned");

        await scene.Calls.Api.MoveClockAsync(ApplicationScene.WhileOpen);
        (await scene.TryAssignAsync(scene.Second)).ExpectRefusal(422, "evaluation.call-not-closed");
    }

    [Fact]
    public async Task Panel_KeepsWhoHoldsASheet_AndIsNotOverwrittenByAStaleHand()
    {
        await scene.AssignAsync(scene.First);
        var without = new { members = new[] { new { userId = scene.Second.UserId, college = "research" } } };
        var path = $"{scene.Call}/panel";

        (await scene.Manager.PutAsync(path, without, 0)).ExpectRefusal(412, "request.version-stale");
        (await scene.Manager.PutAsync(path, without, null)).ExpectRefusal(428, "request.version-missing");
        (await scene.Manager.PutAsync(path, without, 1)).ExpectRefusal(422, "evaluation.member-has-sheets");
        (await scene.NamePanelAsync(1)).Expect(200);
    }

    [Fact]
    public async Task AllowedActions_SayWhatThePostAnswers()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = await scene.AssignAsync(scene.First);
        var path = $"{EvaluationScene.Sheets}/{sheet}";

        Assert.Equal(4, await EvaluationScene.CompareAsync(path, Bodies, scene.First, scene.Manager));
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(3), 1)).Expect(200);
        Assert.Equal(3, await EvaluationScene.CompareAsync(path, Bodies, scene.First, scene.Manager));
        (await scene.PostAsync(scene.First, path, "submission")).Expect(201);
        Assert.Equal(3, await EvaluationScene.CompareAsync(path, Bodies, scene.First, scene.Manager));
    }
}
