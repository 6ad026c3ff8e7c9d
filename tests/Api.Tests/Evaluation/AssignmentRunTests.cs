using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>Automatic assignment, conflicts that are found, and who takes over.</summary>
public sealed class AssignmentRunTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Due = ApplicationScene.AfterClosing.AddDays(7);

    private readonly EvaluationScene scene = new() { Applications = 4 };

    private ApiClient third = null!;
    private ApiClient fourth = null!;

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        third = await scene.Calls.Api.RegisterAsync("third", "evaluator");
        fourth = await scene.Calls.Api.RegisterAsync("fourth", "evaluator");
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Run_GivesEachApplicationItsReaders_EvenlyAndFromTwoColleges_AndAnotherOneNothing()
    {
        (await FormAsync(colleges: 2)).Expect(200);
        var (run, job) = await RunAsync();

        Assert.Equal(("assigned", 8), (run["outcome"]!.GetValue<string>(), run["sheets"]!.GetValue<int>()));
        Assert.Equal(("succeeded", 8), (job["status"]!.GetValue<string>(), job["done"]!.GetValue<int>()));
        var sheets = await scene.SheetsAsync();
        Assert.All(sheets.GroupBy(x => x.Evaluator), x => Assert.Equal(2, x.Count()));
        Assert.All(
            scene.All,
            x => Assert.Equal(["citizens", "research"], sheets.Where(y => y.Application == x).Select(y => CollegeOf(y.Evaluator)).Order())
        );
        Assert.Equal("under-evaluation", await scene.Calls.StateAsync(scene.Auditor, scene.All[3]));

        Assert.Equal(0, (await RunAsync()).Run["sheets"]!.GetValue<int>());
        Assert.Equal(8, (await scene.SheetsAsync()).Count);
    }

    [Fact]
    public async Task Run_ThatCantBe_NamesTheApplicationsAndTheConstraint_AndAssignsNothing()
    {
        (await FormAsync(maximumLoad: 1)).Expect(200);
        var (run, job) = await RunAsync();

        Assert.Equal("infeasible", run["outcome"]!.GetValue<string>());
        Assert.Equal(
            ("failed", "evaluation.assignment-infeasible"),
            (job["status"]!.GetValue<string>(), job["problem"]!.GetValue<string>())
        );
        var unmet = Assert.Single(run["unmet"]!.AsArray())!;
        Assert.Equal("maximum-loads", unmet["constraint"]!.GetValue<string>());
        Assert.Equal(4, unmet["references"]!.AsArray().Count);
        Assert.Empty(await scene.SheetsAsync());

        (await scene.FormPanelAsync([(scene.First, "research", null), (scene.Second, "research", null)], colleges: 2)).Expect(200);
        Assert.Equal("too-few-colleges", (await RunAsync()).Run["unmet"]![0]!["constraint"]!.GetValue<string>());
        (await InterestAsync(scene.First, scene.Calls.Siren)).Expect(200);
        (await scene.FormPanelAsync([(scene.First, "research", null), (scene.Second, "research", null)])).Expect(200);
        Assert.Equal("too-few-readers", (await RunAsync()).Run["unmet"]![0]!["constraint"]!.GetValue<string>());
        var path = $"/api/v1/assignment-runs/{run["id"]}";
        (await scene.First.GetAsync(path)).Expect(403);
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "programme-manager");
        (await stranger.GetAsync(path)).ExpectRefusal(404, "evaluation.assignment-run-not-found");
        (await stranger.PostAsync($"{scene.Call}/assignment-runs")).ExpectRefusal(403, "evaluation.not-named-on-call");
    }

    [Fact]
    public async Task Run_WaitsForTheClosing_AndForAPanel()
    {
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.WhileOpen);
        (await scene.Manager.PostAsync($"{scene.Call}/assignment-runs")).ExpectRefusal(422, "evaluation.call-not-closed");
        var other = await scene.Calls.PublishCallAsync("CALL-2");
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);
        (await scene.Manager.PostAsync($"/api/v1/calls/{other}/assignment-runs")).ExpectRefusal(422, "evaluation.nothing-to-assign");
    }

    [Fact]
    public async Task Interest_BarsTheEvaluator_TakesItsSheets_AndAnotherOneReads()
    {
        (await FormAsync()).Expect(200);
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var held = await scene.SubmitAsync(scene.First, 4);
        await scene.AssignAsync(scene.Second);

        (await InterestAsync(scene.First, "123456789")).ExpectRefusal(422, "evaluation.interest-siren-invalid");
        (await InterestAsync(scene.First, scene.Calls.Siren, twice: true)).ExpectRefusal(422, "evaluation.interest-twice");
        (await InterestAsync(scene.First, scene.Calls.Siren)).Expect(200);

        var sheet = (await scene.Auditor.GetAsync($"{EvaluationScene.Sheets}/{held}")).Expect(200).Body;
        Assert.Equal(("recused", 4), (sheet["status"]!.GetValue<string>(), sheet["marks"]!.AsArray().Count));
        var successor = (await scene.SheetsAsync()).Single(x => x.Id == sheet["end"]!["successorId"]!.GetValue<Guid>());
        Assert.Equal((scene.Application, "assigned"), (successor.Application, successor.Status));
        Assert.Contains(successor.Evaluator, new[] { third.UserId, fourth.UserId });
        (await scene.TryAssignAsync(scene.First, scene.All[1])).ExpectRefusal(422, "evaluation.conflict-found");
        Assert.Equal(0, (await scene.Second.GetAsync("/api/v1/me/interests")).Expect(200).Version);
        var declared = (await scene.Auditor.GetAsync("/api/v1/interest-declarations")).Expect(200).Body["items"]!.AsArray();
        Assert.Equal(scene.Calls.Siren, Assert.Single(declared)!["interests"]![0]!["siren"]!.GetValue<string>());
        (await scene.Manager.GetAsync("/api/v1/interest-declarations")).Expect(403);
    }

    [Fact]
    public async Task Interest_FindsNobodyElse_ForWhatIsNotEvaluatedAnyMore()
    {
        (await FormAsync()).Expect(200);
        await scene.DeclareIndependenceAsync(scene.First);
        await scene.AssignAsync(scene.First);
        (await scene.Calls.PostAsync(scene.Calls.Applicant, scene.Application, "withdrawal")).Expect(201);

        (await InterestAsync(scene.First, scene.Calls.Siren)).Expect(200);

        Assert.Equal("recused", Assert.Single(await scene.SheetsAsync()).Status);
    }

    [Fact]
    public async Task MemberOfTheOrganisation_DoesNotReadItsApplication_AndIsFoundBeforeARanking()
    {
        (await FormAsync()).Expect(200);
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        foreach (var application in scene.All)
        {
            await scene.SubmitAsync(scene.First, 4, application);
            await scene.SubmitAsync(scene.Second, 4, application);
        }

        var organisation = $"/api/v1/organisations/{scene.Calls.OrganisationId}";
        var version = (await scene.Calls.Applicant.GetAsync(organisation)).Expect(200).Version;
        var member = new { userId = scene.First.UserId, role = "reader" };
        (await scene.Calls.Applicant.PostAsync($"{organisation}/members", member, version)).Expect(201);

        (await scene.RankAsync()).ExpectRefusal(422, "evaluation.readers-in-conflict");
        (await scene.TryAssignAsync(third)).Expect(201);
        var conflict = new
        {
            applicationId = scene.Application,
            evaluatorId = scene.First.UserId,
            kind = "employment",
            text = "Works there.",
        };
        (await scene.Manager.PostAsync("/api/v1/conflict-declarations", conflict)).Expect(201);
        var listed = (await scene.Auditor.GetAsync($"{scene.Call}/conflict-declarations")).Expect(200).Body["items"]!.AsArray();
        Assert.Equal(scene.Application, Assert.Single(listed)!["applicationId"]!.GetValue<Guid>());
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "programme-manager");
        (await stranger.GetAsync($"{scene.Call}/conflict-declarations")).ExpectRefusal(403, "evaluation.not-named-on-call");
    }

    [Fact]
    public async Task MaximumLoad_HoldsByHandToo_AndAPanelAsksForWhatCanBe()
    {
        (await FormAsync(maximumLoad: 1)).Expect(200);
        await scene.AssignAsync(scene.First);
        (await scene.TryAssignAsync(scene.First, scene.All[1])).ExpectRefusal(422, "evaluation.maximum-load-reached");
        (await FormAsync(readers: 1)).ExpectRefusal(422, "evaluation.readers-below-sheets");
        (await FormAsync(colleges: 3)).ExpectRefusal(422, "evaluation.colleges-above-readers");
        (await FormAsync(readers: 3, colleges: 3)).Expect(200);
        var panel = (await scene.Manager.GetAsync($"{scene.Call}/panel")).Expect(200).Body;
        Assert.Equal((3, 3), (panel["readersPerApplication"]!.GetValue<int>(), panel["collegesPerApplication"]!.GetValue<int>()));
    }

    [Fact]
    public async Task SilentEvaluator_IsReplacedAfterTheDueDate_OnRecord_AndOnlyAsAWhole()
    {
        (await FormAsync(dueAt: Due)).Expect(200);
        await scene.DeclareIndependenceAsync(scene.First);
        await scene.SubmitAsync(scene.First, 4);
        await scene.AssignAsync(scene.First, scene.All[1]);
        await scene.AssignAsync(scene.First, scene.All[2]);
        (await ReplaceAsync(scene.First)).ExpectRefusal(422, "evaluation.not-overdue");

        await scene.Calls.Api.MoveClockAsync(Due.AddSeconds(1));
        (await ReplaceAsync(scene.Second)).ExpectRefusal(422, "evaluation.evaluator-not-silent");
        (await scene.FormPanelAsync([(scene.First, "research", null), (scene.Second, "research", 1)], dueAt: Due)).Expect(200);
        (await ReplaceAsync(scene.First)).ExpectRefusal(422, "evaluation.no-replacement");
        Assert.DoesNotContain(await scene.SheetsAsync(), x => x.Status == "replaced");

        (await FormAsync(dueAt: Due)).Expect(200);
        (await ReplaceAsync(scene.First)).Expect(201);

        var sheets = await scene.SheetsAsync();
        Assert.Equal(
            ["replaced", "replaced", "submitted"],
            sheets.Where(x => x.Evaluator == scene.First.UserId).Select(x => x.Status).Order()
        );
        Assert.Equal(2, sheets.Count(x => x.Application == scene.All[1] && x.Status == "assigned"));
        var ended = sheets.First(x => x.Status == "replaced");
        var end = (await scene.Auditor.GetAsync($"{EvaluationScene.Sheets}/{ended.Id}")).Expect(200).Body["end"]!;
        Assert.Equal("No answer to two mails.", end["reason"]!.GetValue<string>());
        Assert.Contains(sheets, x => x.Id == end["successorId"]!.GetValue<Guid>() && x.Application == ended.Application);
        (await scene.First.GetAsync($"{ApplicationScene.Applications}/{ended.Application}")).ExpectRefusal(404, "applications.not-found");
    }

    private Task<ApiReply> ReplaceAsync(ApiClient evaluator) =>
        scene.Manager.PostAsync(
            $"{scene.Call}/evaluator-replacements",
            new { evaluatorId = evaluator.UserId, reason = "No answer to two mails." }
        );

    private async Task<(JsonNode Run, JsonNode Job)> RunAsync()
    {
        var accepted = (await scene.Manager.PostAsync($"{scene.Call}/assignment-runs")).Expect(202);
        var job = await scene.Calls.Api.JobAsync(accepted, x => x["status"]!.GetValue<string>() is "succeeded" or "failed");
        return ((await scene.Manager.GetAsync($"/api/v1/assignment-runs/{accepted.Id}")).Expect(200).Body, job);
    }

    private Task<ApiReply> FormAsync(int? readers = null, int colleges = 1, int? maximumLoad = null, DateTimeOffset? dueAt = null) =>
        scene.FormPanelAsync(
            new[] { scene.First, scene.Second, third, fourth }.Select(x => (x, CollegeOf(x.UserId), maximumLoad)),
            readers,
            colleges,
            dueAt
        );

    private string CollegeOf(Guid evaluator) =>
        evaluator == scene.First.UserId || evaluator == scene.Second.UserId ? "research" : "citizens";

    private static async Task<ApiReply> InterestAsync(ApiClient evaluator, string siren, bool twice = false)
    {
        var interest = new
        {
            siren,
            kind = "employer",
            text = "My employer.",
        };
        var version = (await evaluator.GetAsync("/api/v1/me/interests")).Expect(200).Version;
        return await evaluator.PutAsync(
            "/api/v1/me/interests",
            new { interests = twice ? new[] { interest, interest } : [interest] },
            version
        );
    }
}
