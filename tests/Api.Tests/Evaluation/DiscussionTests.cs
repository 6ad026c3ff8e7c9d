using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.WorkingGroup;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Marks that disagree, and the mark on which their evaluators agree.</summary>
public sealed class DiscussionTests : IAsyncLifetime
{
    private readonly EvaluationScene scene = new() { Applications = 2 };

    private Guid held;
    private Guid planned;
    private Guid sheet;

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        var desk = await MeetingDesk.OfAsync(scene.Calls.Api);
        planned = (await desk.InAsync("planned")).Meeting;
        held = (await desk.InAsync("held")).Meeting;
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        sheet = await scene.SubmitAsync(scene.First, 5);
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Discussion_IsOfWhatDisagrees_AndConsensusSettlesItInANewRanking()
    {
        await scene.SubmitAsync(scene.Second, 1);
        await scene.SubmitAsync(scene.First, 3, scene.All[1]);
        await scene.SubmitAsync(scene.Second, 4, scene.All[1]);
        Assert.Equal("60.0000", await ScoreAsync());

        var discussed = Assert.Single((await scene.Auditor.GetAsync($"{scene.Call}/discussions")).Expect(200).Body["items"]!.AsArray())!;
        Assert.Equal(scene.Application, discussed["applicationId"]!.GetValue<Guid>());
        var spread = discussed["spreads"]![1]!;
        Assert.Equal(
            ("effects", "2.0000", 1, 5, true, true),
            (
                spread["criterion"]!.GetValue<string>(),
                spread["deviation"]!.GetValue<string>(),
                spread["lowestMark"]!.GetValue<int>(),
                spread["highestMark"]!.GetValue<int>(),
                spread["exceedsDeviation"]!.GetValue<bool>(),
                spread["exceedsHalfScale"]!.GetValue<bool>()
            )
        );
        Assert.Equal(2, (await scene.Auditor.GetAsync($"{scene.Call}/discussions?deviationLimit=5")).Body["items"]!.AsArray().Count);
        (await scene.Auditor.GetAsync($"{scene.Call}/discussions?deviationLimit=51")).Expect(400);
        (await scene.First.GetAsync($"{scene.Call}/discussions")).Expect(403);

        var mark = (await RecordAsync(4)).Expect(201).Id;
        (await AgreeAsync(scene.First, mark)).Expect(201);
        Assert.Equal("60.0000", await ScoreAsync());
        Assert.False((await ConsensusAsync(scene.First))["isAgreed"]!.GetValue<bool>());
        (await AgreeAsync(scene.First, mark)).ExpectRefusal(409, "evaluation.consensus-agreed-already");
        (await AgreeAsync(scene.Second, mark)).Expect(201);

        Assert.Equal("66.0000", await ScoreAsync());
        Assert.True((await ConsensusAsync(scene.Manager))["isAgreed"]!.GetValue<bool>());
        var kept = (await scene.Auditor.GetAsync($"{EvaluationScene.Sheets}/{sheet}")).Expect(200).Body["marks"]!.AsArray();
        Assert.All(kept, x => Assert.Equal(5, x!["value"]!.GetValue<int>()));
        var left = (await scene.Auditor.GetAsync($"{scene.Call}/discussions")).Expect(200).Body["items"]![0]!["spreads"]!.AsArray();
        Assert.DoesNotContain(left, x => x!["criterion"]!.GetValue<string>() == "effects");
    }

    [Fact]
    public async Task Consensus_OutdatesARanking_AndAFrozenOneAdmitsNone()
    {
        await scene.SubmitAsync(scene.Second, 1);
        await scene.SubmitAsync(scene.First, 3, scene.All[1]);
        await scene.SubmitAsync(scene.Second, 4, scene.All[1]);
        var ranking = $"{EvaluationScene.Rankings}/{(await scene.RankAsync()).Expect(201).Id}";
        var mark = (await RecordAsync(4)).Expect(201).Id;
        (await AgreeAsync(scene.First, mark)).Expect(201);
        (await AgreeAsync(scene.Second, mark)).Expect(201);
        (await scene.PostAsync(scene.Manager, ranking, "freezing")).ExpectRefusal(422, "evaluation.ranking-outdated");

        var renewed = $"{EvaluationScene.Rankings}/{(await scene.RankAsync()).Expect(201).Id}";
        (await scene.PostAsync(scene.Manager, renewed, "freezing")).Expect(201);

        var shares = (await scene.Auditor.GetAsync($"{renewed}/explanations")).Expect(200).Body["items"]!
            .AsArray()
            .Single(x => x!["applicationId"]!.GetValue<Guid>() == scene.Application)!["shares"]!.AsArray();
        Assert.Equal(["effects"], shares.Where(x => x!["isConsensus"]!.GetValue<bool>()).Select(x => x!["criterion"]!.GetValue<string>()));
        Assert.True((await scene.Auditor.GetAsync($"{renewed}/verification")).Expect(200).Body["isReproduced"]!.GetValue<bool>());
        (await RecordAsync(3)).ExpectRefusal(422, "evaluation.ranking-frozen");
    }

    [Fact]
    public async Task Consensus_IsRecordedByAManager_OfAMeetingThatWasHeld_OnceAllSheetsAreIn_WithinTheScale()
    {
        var open = await scene.AssignAsync(scene.Second);
        (await RecordAsync(4)).ExpectRefusal(422, "evaluation.sheets-open");
        (await scene.MarkAsync(scene.Second, open, EvaluationScene.AllAt(1), 1)).Expect(200);
        (await scene.PostAsync(scene.Second, $"{EvaluationScene.Sheets}/{open}", "submission")).Expect(201);

        (await RecordAsync(4, meeting: planned)).ExpectRefusal(422, "evaluation.meeting-not-held");
        (await RecordAsync(4, meeting: Guid.CreateVersion7())).ExpectRefusal(422, "evaluation.meeting-not-held");
        (await RecordAsync(4, application: Guid.CreateVersion7())).ExpectRefusal(422, "evaluation.unknown-application");
        var fault = (await RecordAsync(6)).ExpectRefusal(422, "evaluation.marks-invalid").Body["errors"]![0]!;
        Assert.Equal("#/value", fault["pointer"]!.GetValue<string>());
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "programme-manager", "evaluator");
        (await RecordAsync(4, caller: stranger)).ExpectRefusal(403, "evaluation.not-named-on-call");
        var mark = (await RecordAsync(4)).Expect(201).Id;
        (await AgreeAsync(stranger, mark)).ExpectRefusal(404, "evaluation.consensus-mark-not-found");
        (await stranger.GetAsync($"{scene.Call}/consensus-marks")).ExpectRefusal(403, "evaluation.not-on-panel");
        var secretary = await scene.Calls.Api.RegisterAsync("minutes", "working-group-secretary", "evaluator");
        (await AgreeAsync(secretary, mark)).ExpectRefusal(403, "evaluation.not-a-reader");
    }

    private async Task<string> ScoreAsync()
    {
        var ranking = (await scene.RankAsync()).Expect(201).Id;
        var entries = (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking}/entries")).Expect(200).Body["items"]!.AsArray();
        return entries.Single(x => x!["applicationId"]!.GetValue<Guid>() == scene.Application)!["score"]!.GetValue<string>();
    }

    private async Task<JsonNode> ConsensusAsync(ApiClient caller) =>
        Assert.Single(
            (await caller.GetAsync($"{scene.Call}/consensus-marks?applicationId={scene.Application}")).Expect(200).Body["items"]!.AsArray()
        )!;

    private Task<ApiReply> RecordAsync(int value, Guid? application = null, Guid? meeting = null, ApiClient? caller = null) =>
        (caller ?? scene.Manager).PostAsync(
            $"{scene.Call}/consensus-marks",
            new
            {
                applicationId = application ?? scene.Application,
                criterion = "effects",
                value,
                meetingId = meeting ?? held,
                reason = "The second reader had missed the annex.",
            }
        );

    private static Task<ApiReply> AgreeAsync(ApiClient reader, Guid mark) => reader.PostAsync($"/api/v1/consensus-marks/{mark}/agreement");
}
