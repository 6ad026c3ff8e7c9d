using System.Text.Json.Nodes;
using SocialInnovation.Api.Tests.Evaluation;
using SocialInnovation.Api.Tests.WorkingGroup;
using SocialInnovation.Application.Applications.Contracts;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Who reads what, what they talk about, and what the applicants are told.</summary>
public sealed partial class EveryRoute
{
    private static readonly DateTimeOffset Due = MeetingDesk.ScheduledAt.AddDays(1);

    private async Task DiscussAsync()
    {
        var scene = new EvaluationScene { Applications = 3 };
        await using (scene)
        {
            await scene.InitializeAsync();
            await KeepCriteriaAsync(scene.Manager, scene.Auditor);
            var meeting = (await (await MeetingDesk.OfAsync(scene.Calls.Api)).InAsync("held")).Meeting;
            var sheets = await AssignAsync(scene);
            await MarkAsync(scene, sheets);
            await AgreeAsync(scene, meeting);
            foreach (var path in new[] { "evaluation-progress", "evaluation-progress/evaluators", "evaluation-progress/applications" })
            {
                (await scene.Manager.GetAsync($"{scene.Call}/{path}")).Expect(200);
            }

            await ExplainAsync(scene);
            Note(scene.Calls.Api);
        }
    }

    private static async Task KeepCriteriaAsync(ApiClient manager, ApiClient auditor)
    {
        const string templates = "/api/v1/criteria-templates";
        var shipped = (await auditor.GetAsync(templates)).Expect(200).Body["items"]![0]!["id"]!.GetValue<Guid>();
        var template = (await auditor.GetAsync($"{templates}/{shipped}")).Expect(200).Body;
        var body = new JsonObject { ["name"] = "Another", ["criteria"] = template["criteria"]!.DeepClone() };
        var kept = (await manager.PostAsync(templates, body)).Expect(201);
        body["name"] = "Yet another";
        (await manager.PutAsync($"{templates}/{kept.Id}", body, kept.Version)).Expect(200);
    }

    /// <summary>The first two read everything; a third one was silent, and a fourth one is tied to the applicant.</summary>
    private static async Task<List<(Guid Id, Guid Evaluator)>> AssignAsync(EvaluationScene scene)
    {
        var third = await scene.Calls.Api.RegisterAsync("third", "evaluator");
        var fourth = await scene.Calls.Api.RegisterAsync("fourth", "evaluator");
        (
            await scene.FormPanelAsync(
                [(third, "citizens", null), (fourth, "citizens", null), (scene.First, "research", 0), (scene.Second, "research", 0)],
                colleges: 1,
                dueAt: Due
            )
        ).Expect(200);
        await scene.DeclareIndependenceAsync(scene.First, scene.Second, third, fourth);
        var accepted = (await scene.Manager.PostAsync($"{scene.Call}/assignment-runs")).Expect(202);
        await scene.Calls.Api.JobAsync(accepted, x => x["status"]!.GetValue<string>() == "succeeded");
        (await scene.Manager.GetAsync($"/api/v1/assignment-runs/{accepted.Id}")).Expect(200);
        await RemindAsync(scene, third);
        (
            await scene.FormPanelAsync(
                new[] { third, fourth, scene.First, scene.Second }.Select(x => (x, "research", (int?)null)),
                dueAt: Due
            )
        ).Expect(200);
        var interests = new { interests = new[] { new { siren = scene.Calls.Siren, kind = "employer" } } };
        (await fourth.GetAsync("/api/v1/me/interests")).Expect(200);
        (await fourth.PutAsync("/api/v1/me/interests", interests, 0)).Expect(200);
        (await scene.Auditor.GetAsync("/api/v1/interest-declarations")).Expect(200);
        await scene.Calls.Api.MoveClockAsync(Due.AddDays(1));
        var silent = new { evaluatorId = third.UserId, reason = "Silent." };
        (await scene.Manager.PostAsync($"{scene.Call}/evaluator-replacements", silent)).Expect(201);
        (await scene.Auditor.GetAsync($"{scene.Call}/conflict-declarations")).Expect(200);
        return [.. (await scene.SheetsAsync()).Where(x => x.Status == "assigned").Select(x => (x.Id, x.Evaluator))];
    }

    private static async Task RemindAsync(EvaluationScene scene, ApiClient evaluator)
    {
        var administrator = await scene.Calls.Api.SignInAsync("administrator");
        var account = new { email = "third@example.org", language = "fr" };
        (await administrator.PostAsync($"/api/v1/users/{evaluator.UserId}/account", account)).Expect(201);
        await scene.Calls.Api.Database.ExecuteAsync("update identity.accounts set email_confirmed = true");
        (await scene.Manager.PostAsync($"{scene.Call}/reminders", new { })).Expect(201);
    }

    private static async Task MarkAsync(EvaluationScene scene, List<(Guid Id, Guid Evaluator)> sheets)
    {
        foreach (var (id, evaluator) in sheets)
        {
            var reader = evaluator == scene.First.UserId ? scene.First : scene.Second;
            var path = $"{EvaluationScene.Sheets}/{id}";
            (await reader.GetAsync($"{path}/anonymous-application")).Expect(200);
            (await scene.MarkAsync(reader, id, EvaluationScene.AllAt(reader == scene.First ? 1 : 5), 1)).Expect(200);
            (await reader.PostAsync($"{path}/submission", version: 2)).Expect(201);
            (await reader.GetAsync($"{path}/comparison")).Expect(200);
        }
    }

    private static async Task AgreeAsync(EvaluationScene scene, Guid meeting)
    {
        (await scene.Manager.GetAsync($"{scene.Call}/discussions")).Expect(200);
        foreach (var application in scene.All)
        {
            var found = new
            {
                applicationId = application,
                criterion = "effects",
                value = 3,
                meetingId = meeting,
                reason = "We talked.",
            };
            var mark = (await scene.Manager.PostAsync($"{scene.Call}/consensus-marks", found)).Expect(201).Id;
            (await scene.First.PostAsync($"/api/v1/consensus-marks/{mark}/agreement")).Expect(201);
            (await scene.Second.PostAsync($"/api/v1/consensus-marks/{mark}/agreement")).Expect(201);
        }

        (await scene.First.GetAsync($"{scene.Call}/consensus-marks")).Expect(200);
    }

    private static async Task ExplainAsync(EvaluationScene scene)
    {
        var ranking = (await scene.RankAsync()).Expect(201).Id;
        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Rankings}/{ranking}", "freezing")).Expect(201);
        Assert.Null((await scene.Calls.DecideCallAsync()).Error);
        var outcomes = scene.All.Select(x => new RecordedOutcome(
            new GrantApplicationId(x),
            ApplicationOutcome.Refused,
            new Money(0),
            "below-minimum-score",
            null
        ));
        Assert.Null((await scene.Calls.RecordAsync([.. outcomes])).Error);
        await scene.Calls.NotifyAsync();
        var explanation = $"{ApplicationScene.Applications}/{scene.Application}/explanation";
        (await scene.Calls.Applicant.GetAsync(explanation)).Expect(200);
        (await scene.Calls.Applicant.GetAsync($"{explanation}/letter")).Expect(200);
    }
}
