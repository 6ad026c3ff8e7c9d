using System.Globalization;
using System.Text.Json.Nodes;
using MimeKit;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>How far an evaluation has come, and reminders.</summary>
public sealed class ProgressTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Due = ApplicationScene.AfterClosing.AddDays(7);

    private readonly EvaluationScene scene = new() { Applications = 2 };

    public async ValueTask InitializeAsync()
    {
        await scene.InitializeAsync();
        (await scene.FormPanelAsync([(scene.First, "research", null), (scene.Second, "citizens", null)], colleges: 2, dueAt: Due)).Expect(
            200
        );
        await scene.DeclareIndependenceAsync(scene.First);
        await scene.SubmitAsync(scene.First, 4);
        var draft = await scene.AssignAsync(scene.First, scene.All[1]);
        (await scene.MarkAsync(scene.First, draft, EvaluationScene.AllAt(3), 1)).Expect(200);
        await scene.AssignAsync(scene.Second);
    }

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Progress_CountsByEvaluatorAndByApplication_AndWhatIsOverdue()
    {
        Assert.Equal((2, 0, 1, 1, 1, 0), await TotalsAsync());
        var applications = (await scene.Auditor.GetAsync($"{scene.Call}/evaluation-progress/applications")).Expect(200).Body["items"]!;
        Assert.Equal(
            [(scene.All[0], 0, 0), (scene.All[1], 1, 1)],
            applications
                .AsArray()
                .Select(x =>
                    (x!["applicationId"]!.GetValue<Guid>(), x["missingReaders"]!.GetValue<int>(), x["missingColleges"]!.GetValue<int>())
                )
        );
        Assert.Empty(await EvaluatorsAsync("?overdue=true"));

        await scene.Calls.Api.MoveClockAsync(Due.AddSeconds(1));

        Assert.Equal((2, 0, 1, 1, 1, 2), await TotalsAsync());
        var first = (await EvaluatorsAsync("?overdue=true"))[0]!;
        Assert.Equal(
            (scene.First.UserId, 0, 1, 1, 1, true),
            (
                first["evaluatorId"]!.GetValue<Guid>(),
                first["assigned"]!.GetValue<int>(),
                first["drafted"]!.GetValue<int>(),
                first["submitted"]!.GetValue<int>(),
                first["overdue"]!.GetValue<int>(),
                first["independenceDeclared"]!.GetValue<bool>()
            )
        );
        (await scene.First.GetAsync($"{scene.Call}/evaluation-progress")).Expect(403);
        var stranger = await scene.Calls.Api.RegisterAsync("stranger", "programme-manager");
        foreach (var path in new[] { "", "/evaluators", "/applications" })
        {
            (await stranger.GetAsync($"{scene.Call}/evaluation-progress{path}")).ExpectRefusal(403, "evaluation.not-named-on-call");
        }
    }

    [Fact]
    public async Task Reminder_ReachesWhoHasSheetsToSubmit_InItsLanguage_OnceADay()
    {
        (await RemindAsync()).ExpectRefusal(422, "evaluation.nobody-to-remind");
        await OpenAccountAsync(scene.First, "first@example.org", "fr");
        await OpenAccountAsync(scene.Second, "second@example.org", "en");

        Assert.Equal(1, (await RemindAsync(scene.Second)).Expect(201).Body["reminded"]!.GetValue<int>());
        Assert.Equal(1, (await RemindAsync()).Expect(201).Body["reminded"]!.GetValue<int>());
        (await RemindAsync()).ExpectRefusal(422, "evaluation.nobody-to-remind");

        var french = await MailAsync("first@example.org", "Fiches");
        Assert.Contains("1 de vos fiches", french, StringComparison.Ordinal);
        Assert.Contains(Due.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), french, StringComparison.Ordinal);
        Assert.Contains("1 of your score sheets", await MailAsync("second@example.org", "Score sheets"), StringComparison.Ordinal);
        Assert.NotNull((await EvaluatorsAsync(""))[1]!["remindedAt"]);
    }

    private async Task OpenAccountAsync(ApiClient evaluator, string email, string language)
    {
        var administrator = await scene.Calls.Api.SignInAsync("administrator");
        (await administrator.PostAsync($"/api/v1/users/{evaluator.UserId}/account", new { email, language })).Expect(201);
        await scene.Calls.Api.Database.ExecuteAsync("update identity.accounts set email_confirmed = true");
    }

    private async Task<string> MailAsync(string recipient, string subject)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var folder = scene.Calls.Api.MailFolder;
            var mails = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.eml").Select(x => MimeMessage.Load(x)) : [];
            var found = mails.FirstOrDefault(x =>
                x.To.Mailboxes.Single().Address == recipient && x.Subject!.StartsWith(subject, StringComparison.Ordinal)
            );
            if (found is not null)
            {
                return found.TextBody!;
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), limit.Token);
        }
    }

    private Task<ApiReply> RemindAsync(ApiClient? evaluator = null) =>
        scene.Manager.PostAsync($"{scene.Call}/reminders", new { evaluatorId = evaluator?.UserId });

    private async Task<JsonArray> EvaluatorsAsync(string query) =>
        (await scene.Manager.GetAsync($"{scene.Call}/evaluation-progress/evaluators{query}")).Expect(200).Body["items"]!.AsArray();

    private async Task<(int, int, int, int, int, int)> TotalsAsync()
    {
        var body = (await scene.Manager.GetAsync($"{scene.Call}/evaluation-progress")).Expect(200).Body;
        return (Of("applications"), Of("complete"), Of("assigned"), Of("drafted"), Of("submitted"), Of("overdue"));

        int Of(string member) => body[member]!.GetValue<int>();
    }
}
