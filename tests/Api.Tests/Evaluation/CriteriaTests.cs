using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Criteria with rubrics, scales of names, minimums of their own, required comments and other methods than the mean.</summary>
public sealed class CriteriaTests : IAsyncLifetime
{
    private readonly EvaluationScene scene = new() { Vary = call => call["criteria"] = Criteria() };

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Call_TellsItsRubrics_AsTheyWereWritten()
    {
        var criteria = (await scene.Calls.Api.Anonymous().GetAsync(scene.Call)).Expect(200).Body["criteria"]!.AsArray();

        Assert.Equal("good", criteria[0]!["levels"]![2]!["name"]!.GetValue<string>());
        Assert.Equal("Those concerned decide.", criteria[0]!["levels"]![2]!["text"]!.GetValue<string>());
        Assert.Equal("median", criteria[1]!["method"]!.GetValue<string>());
        Assert.Equal(3, criteria[2]!["eliminatoryMinimum"]!.GetValue<int>());
        Assert.True(criteria[3]!["commentRequired"]!.GetValue<bool>());
        Assert.Equal("mean", criteria[3]!["method"]!.GetValue<string>());
    }

    [Fact]
    public async Task ScaleOfNames_HasItsLevelsOnly_AndARequiredCommentIsAskedForAtTheSubmission()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        var sheet = await scene.AssignAsync(scene.First);
        Assert.Equal(
            ("evaluation.mark-not-a-level", "#/marks/0/value"),
            FaultOf(await scene.MarkAsync(scene.First, sheet, Marks(3, 4, 4, 4, null), 1))
        );

        (await scene.MarkAsync(scene.First, sheet, Marks(5, 4, 4, 4, " "), 1)).Expect(200);
        Assert.Equal(
            ("evaluation.comment-missing", "#/marks/3/comment"),
            FaultOf(await scene.First.PostAsync($"{EvaluationScene.Sheets}/{sheet}/submission", version: 2))
        );
        (await scene.MarkAsync(scene.First, sheet, Marks(5, 4, 4, 4, "It risks its own money."), 2)).Expect(200);
        (await scene.First.PostAsync($"{EvaluationScene.Sheets}/{sheet}/submission", version: 3)).Expect(201);
    }

    [Fact]
    public async Task OwnMinimumOfACriterion_RefusesAnApplication_ThatItsScoreWouldPass()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await SubmitAsync(scene.First, Marks(5, 5, 2, 5, "Bold."));
        await SubmitAsync(scene.Second, Marks(5, 5, 3, 5, "Bold."));

        var ranking = (await scene.RankAsync()).Expect(201).Id;

        var entry = (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking}/entries")).Expect(200).Body["items"]![0]!;
        Assert.Equal("87.5000", entry["score"]!.GetValue<string>());
        Assert.False(entry["isAboveMinimum"]!.GetValue<bool>());
        Assert.Equal(["scaling"], entry["eliminatedBy"]!.AsArray().Select(x => x!.GetValue<string>()));
        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Rankings}/{ranking}", "freezing")).Expect(201);
        var explained = (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking}/explanations")).Expect(200).Body["items"]![0]!;
        Assert.Equal(
            [
                ("stakeholders", "5/1", "25.0000", 1, false),
                ("effects", "5/1", "25.0000", 1, false),
                ("scaling", "5/2", "12.5000", 1, true),
                ("risk", "5/1", "25.0000", 1, false),
            ],
            explained["shares"]!
                .AsArray()
                .Select(x =>
                    (
                        x!["criterion"]!.GetValue<string>(),
                        x["value"]!.GetValue<string>(),
                        x["contribution"]!.GetValue<string>(),
                        x["place"]!.GetValue<int>(),
                        x["isBelowOwnMinimum"]!.GetValue<bool>()
                    )
                )
        );
        Assert.Equal(["Bold.", "Bold."], explained["shares"]![3]!["comments"]!.AsArray().Select(x => x!.GetValue<string>()));
        var scenario = (await scene.Manager.PostAsync($"{scene.Call}/allocation-scenarios", new { rankingId = ranking })).Expect(201).Id;
        var line = (await scene.Manager.GetAsync($"/api/v1/allocation-scenarios/{scenario}/lines")).Expect(200).Body["items"]![0]!;
        Assert.Equal(("refused", "below-criterion-minimum"), (line["outcome"]!.GetValue<string>(), line["reason"]!.GetValue<string>()));
    }

    private static JsonArray Criteria() =>
        [
            Criterion(
                "stakeholders",
                x =>
                    x["levels"] = new JsonArray(
                        Level(0, "none", "Nobody concerned takes part."),
                        Level(2, "fair", "Those concerned are heard."),
                        Level(5, "good", "Those concerned decide.")
                    )
            ),
            Criterion("effects", x => x["method"] = "median"),
            Criterion("scaling", x => x["eliminatoryMinimum"] = 3),
            Criterion("risk", x => x["commentRequired"] = true),
        ];

    private static JsonObject Criterion(string code, Action<JsonObject> vary)
    {
        var criterion = new JsonObject
        {
            ["code"] = code,
            ["title"] = code,
            ["weight"] = 25,
            ["minimumMark"] = 0,
            ["maximumMark"] = 5,
        };
        vary(criterion);
        return criterion;
    }

    private static JsonObject Level(int mark, string name, string text) =>
        new()
        {
            ["mark"] = mark,
            ["name"] = name,
            ["text"] = text,
        };

    private static object Marks(int stakeholders, int effects, int scaling, int risk, string? comment) =>
        new object[]
        {
            new { criterion = "stakeholders", value = stakeholders },
            new { criterion = "effects", value = effects },
            new { criterion = "scaling", value = scaling },
            new
            {
                criterion = "risk",
                value = risk,
                comment,
            },
        };

    private static (string, string) FaultOf(ApiReply refused)
    {
        var fault = Assert.Single(refused.ExpectRefusal(422, "evaluation.marks-invalid").Body["errors"]!.AsArray())!;
        return (fault["code"]!.GetValue<string>(), fault["pointer"]!.GetValue<string>());
    }

    private async Task SubmitAsync(ApiClient evaluator, object marks)
    {
        var sheet = await scene.AssignAsync(evaluator);
        (await scene.MarkAsync(evaluator, sheet, marks, 1)).Expect(200);
        (await evaluator.PostAsync($"{EvaluationScene.Sheets}/{sheet}/submission", version: 2)).Expect(201);
    }
}
