using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Who may lead an evaluation, who sits on its panel, and what there is to evaluate.</summary>
public sealed class WhoEvaluatesTests : IAsyncLifetime
{
    private readonly EvaluationScene scene = new();

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Manager_WhoIsNotNamedOnTheCall_LeadsNothingOfIt()
    {
        var other = await scene.Calls.Api.RegisterAsync("other", "programme-manager");
        var assignment = new { applicationId = scene.Application, evaluatorId = scene.First.UserId };

        (await other.PostAsync($"{scene.Call}/rankings")).ExpectRefusal(403, "evaluation.not-named-on-call");
        (await other.PostAsync($"{scene.Call}/assignments", assignment)).ExpectRefusal(403, "evaluation.not-named-on-call");
        (await other.PutAsync($"{scene.Call}/panel", Panel(scene.First.UserId), 1)).ExpectRefusal(403, "evaluation.not-named-on-call");
    }

    [Fact]
    public async Task Evaluator_WhoIsNotOnThePanel_DeclaresNothing()
    {
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "evaluator");

        (await stranger.PostAsync($"{scene.Call}/independence-declarations")).ExpectRefusal(403, "evaluation.not-on-panel");
    }

    [Fact]
    public async Task Panel_TakesEvaluatorsOnly_EachOnce()
    {
        var nobody = await ReplaceAsync(scene.First.UserId, Guid.CreateVersion7());
        var instructor = await ReplaceAsync(scene.Calls.Instructor.UserId);
        var twice = await ReplaceAsync(scene.First.UserId, scene.Second.UserId, scene.First.UserId);

        Assert.Equal("#/members/1/userId", Pointer(nobody.ExpectRefusal(422, "evaluation.unknown-evaluator")));
        Assert.Equal("#/members/0/userId", Pointer(instructor.ExpectRefusal(422, "evaluation.unknown-evaluator")));
        Assert.Equal("#/members/2/userId", Pointer(twice.ExpectRefusal(422, "evaluation.member-twice")));
        Assert.Equal(2, (await scene.Auditor.GetAsync($"{scene.Call}/panel")).Expect(200).Body["members"]!.AsArray().Count);
    }

    [Fact]
    public async Task AnothersSheet_CanBeReadOnceOnesOwnIsSubmitted_ButNotMarked()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var first = await scene.AssignAsync(scene.First);
        await scene.SubmitAsync(scene.Second, 3);

        (await scene.MarkAsync(scene.Second, first, EvaluationScene.AllAt(0), 1)).ExpectRefusal(403, "evaluation.not-own-score-sheet");
        (await scene.PostAsync(scene.Second, $"{EvaluationScene.Sheets}/{first}", "submission")).ExpectRefusal(
            403,
            "evaluation.not-own-score-sheet"
        );
    }

    [Fact]
    public async Task Application_ThatWasNotAdmitted_IsAssignedToNobody()
    {
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.WhileOpen);
        var undecided = await scene.Calls.SubmitAsync();
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);

        (await scene.TryAssignAsync(scene.First, undecided)).ExpectRefusal(422, "applications.not-admissible");
    }

    [Fact]
    public async Task Ranking_OfACallWithoutApplications_IsRefused()
    {
        (await scene.Calls.PostAsync(scene.Calls.Applicant, scene.Application, "withdrawal")).Expect(201);

        (await scene.RankAsync()).ExpectRefusal(422, "evaluation.nothing-to-rank");
    }

    [Fact]
    public async Task Ranking_ThatIsNone_IsNotFound()
    {
        var none = $"{EvaluationScene.Rankings}/{Guid.CreateVersion7()}";

        (await scene.Manager.GetAsync(none)).ExpectRefusal(404, "evaluation.ranking-not-found");
        (await scene.Manager.PostAsync($"{none}/freezing", version: 1)).ExpectRefusal(404, "evaluation.ranking-not-found");
    }

    private Task<ApiReply> ReplaceAsync(params Guid[] evaluators) =>
        scene.Manager.PutAsync($"{scene.Call}/panel", Panel(evaluators), version: 1);

    private static object Panel(params Guid[] evaluators) =>
        new { members = evaluators.Select(userId => new { userId, college = "research" }).ToList() };

    private static string? Pointer(ApiReply refused) => refused.Body["errors"]![0]!["pointer"]!.GetValue<string>();
}
