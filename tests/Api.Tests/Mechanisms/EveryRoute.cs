using SocialInnovation.Api.Tests.Budget;
using SocialInnovation.Api.Tests.Calls;
using SocialInnovation.Api.Tests.Evaluation;
using SocialInnovation.Api.Tests.Identity;
using SocialInnovation.Api.Tests.MainJob;
using SocialInnovation.Api.Tests.Platform;
using SocialInnovation.Api.Tests.WorkingGroup;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Mechanisms;

/// <summary>Calls every route with success, on lists of several rows: what the main job does not come by, then the main job.</summary>
public sealed partial class EveryRoute : IAsyncLifetime
{
    private readonly Dictionary<string, IReadOnlyList<string>> most = [];

    private static readonly object Erasure = new { reason = "On request." };

    /// <summary>The SQL commands of the dearest successful request of each operation, by its id.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Commands => most;

    public async ValueTask InitializeAsync()
    {
        await ManageCallsAsync();
        await InstructAsync();
        await EvaluateAsync();
        await DiscussAsync();
        await SpendAsync();
        await MeetAsync();
        await ShareAsync();
        await ReplicateAsync();
        await BeAskedAsync();
        await FollowAsync();
        await ResearchAsync();
        await BlogAsync();
        await InviteAsync();
        await WalkAsync();
    }

    private static async Task ManageAccountsAsync(ApiFixture api)
    {
        var administrator = await api.SignInAsync("administrator");
        var paul = await api.RegisterAsync("paul.account", "applicant");
        var user = $"/api/v1/users/{paul.UserId}";
        (await administrator.PostAsync($"{user}/account", new { email = "paul@example.org", language = "fr" })).Expect(201);
        (await administrator.PostAsync($"{user}/second-factor-reset")).Expect(201);
        var portal = new Portal(api);
        await portal.RegisterAsync(OpenIddict.Abstractions.OpenIddictConstants.ConsentTypes.Explicit);
        var browser = new Browser(api);
        await api.RegisterAsync("anna.account", "applicant");
        var asked = await browser.SignInAsync("anna.account", portal.Address());
        await browser.SubmitAsync(asked, ("answer", "allow"));
        var anna = await api.SignInAsync("anna.account");
        var session = (await anna.GetAsync("/api/v1/me/sessions")).Expect(200).Body.AsArray().Single()!["id"]!.GetValue<Guid>();
        (await anna.GetAsync("/api/v1/me/consents")).Expect(200);
        (await anna.PostAsync("/api/v1/me/sessions/revocation", new { sessionId = session })).Expect(201);
        (await anna.PostAsync("/api/v1/me/consents/withdrawal", new { clientId = Portal.Id })).Expect(201);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private async Task WalkAsync()
    {
        var walk = new MainJobWalk();
        await using (walk)
        {
            await walk.InitializeAsync();
            var call = walk.Call;
            var auditor = await walk.Api.SignInAsync("auditor");
            foreach (
                var path in new[]
                {
                    call.Path,
                    $"{call.Path}/rankings",
                    $"{call.Path}/panel",
                    $"{call.Path}/awards",
                    $"{call.Path}/envelope",
                    $"{call.Path}/allocation-scenarios",
                    $"{call.Path}/waiting-list",
                    "/api/v1/calls",
                    "/api/v1/applications?state=awarded",
                    $"/api/v1/rankings/{call.RankingId}",
                    $"/api/v1/rankings/{call.RankingId}/entries?limit=100",
                    $"/api/v1/rankings/{call.RankingId}/verification",
                    $"/api/v1/rankings/{call.RankingId}/sensitivity?limit=100",
                    $"/api/v1/rankings/{call.RankingId}/explanations?limit=100",
                    $"/api/v1/rankings/{call.RankingId}/calibrated-scores?limit=100",
                    $"/api/v1/rankings/{call.RankingId}/evaluator-biases?limit=100",
                    "/api/v1/score-sheets?limit=100",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/lines",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/sensitivity?limit=100",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/decision-sheet",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/decision-sheet/document",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/comparison?with={call.ScenarioId}",
                    $"/api/v1/allocation-scenarios/{call.ScenarioId}/positions",
                    $"{call.Path}/discussions?limit=100",
                    $"{call.Path}/evaluation-progress/evaluators?limit=100",
                    "/api/v1/ledger-entries?limit=100",
                    $"/api/v1/balances?fundId={call.FundId}",
                    "/api/v1/funds",
                    $"/api/v1/funds/{call.FundId}",
                    $"/api/v1/funds/{call.FundId}/public-summary",
                    "/api/v1/funds/public-summaries",
                    "/api/v1/grants?limit=100",
                    "/api/v1/audit-trail?limit=100",
                    "/api/v1/audit-trail/verification",
                    "/api/v1/audit-trail/keys",
                    "/api/v1/organisations?limit=100",
                    "/api/v1/meetings",
                    "/api/v1/working-groups",
                    "/api/v1",
                    "/api/v1/me",
                    "/api/v1/permissions",
                    "/api/v1/privacy/register",
                }
            )
            {
                (await auditor.GetAsync(path)).Expect(200);
            }

            var envelope = (await auditor.GetAsync($"{call.Path}/envelope")).Expect(200).Id;
            (await auditor.GetAsync($"/api/v1/envelopes/{envelope}")).Expect(200);
            await ReadEachAsync(auditor, "/api/v1/score-sheets");
            await ReadEachAsync(auditor, "/api/v1/organisations");
            await ReadEachAsync(auditor, "/api/v1/grants");
            await ReadEachAsync(auditor, "/api/v1/working-groups");
            var application = $"/api/v1/applications/{call.Applications.Values.First()}";
            foreach (var part in new[] { "documents", "versions", "versions/1", "completeness" })
            {
                (await auditor.GetAsync($"{application}/{part}")).Expect(200);
            }

            var administrator = await walk.Api.SignInAsync("administrator");
            var users = (await administrator.GetAsync("/api/v1/users?limit=100")).Expect(200).Body["items"]!.AsArray();
            await ManageKeysAsync(walk.Api);
            await ManageAccountsAsync(walk.Api);
            (await walk.Person(call.Applicants.Values.First()).GetAsync("/api/v1/me/applications")).Expect(200);
            (await walk.Person(call.Applicants.Values.First()).GetAsync("/api/v1/applications")).Expect(200);
            (await walk.Person("E01").GetAsync("/api/v1/applications")).Expect(200);
            var leaver = users.First(x => x!["userName"]!.GetValue<string>().EndsWith(".e01", StringComparison.Ordinal))!;
            (await administrator.GetAsync($"/api/v1/users/{leaver["id"]}")).Expect(200);
            (await administrator.SendAsync(HttpMethod.Post, $"/api/v1/users/{leaver["id"]}/erasure", Erasure, "*", "erasure")).Expect(201);
            Note(walk.Api);
        }
    }

    private static async Task ManageKeysAsync(ApiFixture api)
    {
        var administrator = await api.SignInAsync("administrator");
        (await administrator.GetAsync("/api/v1/users?limit=100")).Expect(200);
        var machine = (await api.RegisterAsync("every-machine", "finance-system")).UserId;
        var key = await api.IssueKeyAsync(machine, "api");
        (await administrator.GetAsync($"{ApiKeys.Path}/{key.Id}")).Expect(200);
        var rotation = new { overlapDays = 1, expiresAt = TimeProvider.System.GetUtcNow().AddDays(90) };
        (await administrator.PostAsync($"{ApiKeys.Path}/{key.Id}/rotation", rotation, key.Version)).Expect(201);
        (await administrator.PostAsync($"{ApiKeys.Path}/{key.Id}/revocation", version: key.Version + 1)).Expect(201);
        (await administrator.GetAsync($"{ApiKeys.Path}?limit=100")).Expect(200);
    }

    private static async Task ReadEachAsync(ApiClient client, string list)
    {
        foreach (var item in (await client.GetAsync($"{list}?limit=3")).Expect(200).Body["items"]!.AsArray())
        {
            (await client.GetAsync($"{list}/{item!["id"]}")).Expect(200);
        }
    }

    private async Task ManageCallsAsync()
    {
        var desk = new CallDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var draft = await desk.InAsync("draft");
            (await desk.Manager.PutAsync($"{CallDesk.Calls}/{draft}", CallBodies.Terms(), await desk.VersionAsync(draft))).Expect(200);
            var published = await desk.InAsync("published");
            var later = new { closesAt = CallDesk.ClosesAt.AddHours(1) };
            (await desk.PostAsync(desk.Manager, published, "closing-change", later)).Expect(201);
            (await desk.PostAsync(desk.Manager, published, "corrigenda", new { title = "Mended", description = "Better." })).Expect(201);
            (await desk.PostAsync(desk.Manager, published, "cancellation", CallDesk.Cancellation)).Expect(201);
            Note(desk.Api);
        }
    }

    private async Task InstructAsync()
    {
        await using var scene = await ApplicationScene.StartAsync();
        var draft = await scene.DraftCompleteAsync();
        var path = $"{ApplicationScene.Applications}/{draft}";
        var content = ApplicationBodies.Content(scene.Siren);
        (await scene.Applicant.PutAsync(path, content, await scene.VersionAsync(draft))).Expect(200);
        var document = (await scene.Applicant.GetAsync($"{path}/documents")).Expect(200).Body[0]!["id"];
        (await scene.Applicant.DeleteAsync($"{path}/documents/{document}", await scene.VersionAsync(draft))).Expect(200);

        var asked = await scene.SubmitAsync();
        var request = new { documents = new[] { "accounts" }, deadline = ApplicationScene.WhileOpen.AddDays(10) };
        (await scene.PostAsync(scene.Instructor, asked, "completion-requests", request)).Expect(201);
        (await scene.AddDocumentAsync(asked, "accounts")).Expect(201);
        (await scene.PostAsync(scene.Applicant, asked, "completion")).Expect(201);
        (await scene.PostAsync(scene.Applicant, asked, "withdrawal")).Expect(201);

        var refused = await scene.SubmitAsync();
        var inadmissible = new
        {
            outcome = "inadmissible",
            ground = "eligibility",
            reason = "legal-form",
        };
        (await scene.PostAsync(scene.Instructor, refused, "admissibility-decision", inadmissible)).Expect(201);
        (await scene.PostAsync(scene.Manager, refused, "appeal", new { reason = "An error." })).Expect(201);
        Note(scene.Api);
    }

    private async Task EvaluateAsync()
    {
        var scene = new EvaluationScene();
        await using (scene)
        {
            await scene.InitializeAsync();
            await scene.DeclareIndependenceAsync(scene.First, scene.Second);
            var waiver = new
            {
                applicationId = scene.Application,
                minimumSheets = 1,
                reason = "The second reader fell ill.",
            };
            (await scene.Manager.PostAsync($"{scene.Call}/minimum-sheets-waivers", waiver)).Expect(201);
            var first = $"{EvaluationScene.Sheets}/{await scene.SubmitAsync(scene.First, 4)}";
            await scene.SubmitAsync(scene.Second, 5);
            var ranking = $"{EvaluationScene.Rankings}/{(await scene.RankAsync()).Expect(201).Id}";
            (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);
            (await scene.PostAsync(scene.Manager, ranking, "superseding", new { reason = "Mistyped." })).Expect(201);
            (await scene.PostAsync(scene.Manager, first, "reopening", new { reason = "Mistyped." })).Expect(201);
            var conflict = new
            {
                applicationId = scene.Application,
                kind = "family",
                text = "A cousin.",
            };
            (await scene.First.PostAsync("/api/v1/conflict-declarations", conflict)).Expect(201);
            Note(scene.Calls.Api);
        }
    }

    private static async Task LinkAsync(BudgetScene scene)
    {
        var linked = new StateAidScene(scene);
        var undertaking = (await linked.LinkAsync(ApplicationBodies.Siren(), ApplicationBodies.Siren())).Id;
        var members = Enumerable.Range(0, 3).Select(_ => StateAidScene.Member(ApplicationBodies.Siren()));
        (await linked.ReplaceAsync(undertaking, [.. members])).Expect(200);
        (await linked.DeclareAsync(ApplicationBodies.Siren(), 10)).Expect(201);
        await linked.LinkAsync(ApplicationBodies.Siren());
        foreach (var list in new[] { "undertakings", "aid-declarations", "aid-regulations" })
        {
            (await scene.Auditor.GetAsync($"/api/v1/{list}?limit=100")).Expect(200);
        }

        await ReadEachAsync(scene.Auditor, StateAidScene.Undertakings);
        await ReadEachAsync(scene.Auditor, StateAidScene.Declarations);
    }

    private async Task SpendAsync()
    {
        var bundle = new BudgetBundle(
            1000,
            new BundledApplication(600, Siren: "732829320"),
            new BundledApplication(500),
            new BundledApplication(10, Mark: 1)
        );
        await using (var scene = await BudgetScene.StartAsync(bundle))
        {
            var given = $"/api/v1/grants/{await scene.GrantOfAsync(0)}";
            var applicant = await scene.Api.SignInAsync(BudgetBundle.User("applicant-732829320"));
            (await scene.PostAsync(applicant, given, "desistment", new { reason = "We gave the project up." })).Expect(201);
            (await scene.Recorder.PostAsync("/api/v1/awards", scene.Award(1, 300, date: "2014-01-15"))).Expect(201);
            (await scene.PostAsync(scene.Recorder, $"/api/v1/calls/{scene.CallId}", "notifications")).Expect(201);
            var application = $"/api/v1/applications/{scene.Applications[1]}";
            (await scene.Auditor.GetAsync(application)).Expect(200);
            (await scene.CancelAsync(await scene.GrantOfAsync(1), "2014-01-15")).Expect(201);
            await scene.Api.MoveClockAsync(BudgetScene.Now.AddYears(1));
            (await scene.PostAsync(scene.Manager, $"/api/v1/calls/{scene.CallId}", "archiving")).Expect(201);
            var import = (await scene.Api.SendBundleAsync(new BudgetBundle(1000, bundle.Applications).Zip())).Id;
            var administrator = await scene.Api.SignInAsync("administrator");
            var report = (await administrator.GetAsync($"/api/v1/imports/{import}")).Expect(200);
            (await administrator.GetAsync($"/api/v1/jobs/{report.Body["jobId"]}")).Expect(200);
            var promised = BudgetBodies.Contribution("100.00", signedOn: null);
            var fund = $"/api/v1/funds/{scene.FundId}";
            var added = (await scene.PostAsync(scene.Officer, fund, "contributions", promised)).Expect(201);
            var signature = $"contributions/{added.Body["contributionId"]}/signature";
            (await scene.PostAsync(scene.Officer, fund, signature, new { signedOn = "2014-01-15" })).Expect(201);
            await TransferAsync(scene);
            await LinkAsync(scene);
            Note(scene.Api);
        }

        await using var open = await BudgetScene.StartAsync(bundle with { IsAdopted = false, IsNotified = false });
        var returned = await open.ProposeAsync();
        var search = new { rankingId = open.RankingId, policy = new { name = "optimal", whenExceeded = "skip" } };
        (await open.Manager.PostAsync($"/api/v1/calls/{open.CallId}/allocation-runs", search)).Expect(202);
        var member = await open.Api.SignInAsync(BudgetBundle.User("e01"));
        (await member.PostAsync($"{BudgetScene.Scenarios}/{returned}/positions", new { position = "agree" })).Expect(201);
        (await open.PostAsync(open.Visa, returned, "sign-offs", new { outcome = "returned", reason = "Too much." })).Expect(201);
        (await open.PostAsync(open.Manager, returned, "resumption")).Expect(201);
        (await open.PostAsync(open.Manager, returned, "discarding")).Expect(201);
        Note(open.Api);
    }

    private static async Task TransferAsync(BudgetScene scene)
    {
        var call = (await scene.Manager.PostAsync("/api/v1/calls", CallBodies.Draft("OTHER"))).Expect(201).Id;
        var other = BudgetBodies.Envelope(scene.FundId, call, BudgetBodies.Line("100.00"));
        var to = (await scene.Officer.PostAsync("/api/v1/envelopes", other)).Expect(201).Id;
        var envelope = $"/api/v1/envelopes/{scene.EnvelopeId}";
        (await scene.PostAsync(scene.Officer, envelope, "transfers", BudgetBodies.Transfer(to, "1.00", "2014-01-15"))).Expect(201);
        (await scene.Auditor.GetAsync($"{envelope}/transfers")).Expect(200);
    }

    private async Task MeetAsync()
    {
        var desk = new MeetingDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            await desk.InAsync("cancelled");
            await desk.InAsync("minuted");
            Note(desk.Api);
        }
    }

    private async Task InviteAsync()
    {
        var desk = new MembershipDesk();
        await using (desk)
        {
            await desk.InitializeAsync();
            var organisation = await desk.RegisterAsync();
            (await desk.Owner.GetAsync($"{organisation}/members")).Expect(200);
            var invited = (await desk.InviteAsync(desk.Owner, organisation, "lea@atelier.example")).Expect(201);
            (await desk.InviteAsync(desk.Owner, organisation, "paul@atelier.example")).Expect(201);
            (await desk.Owner.GetAsync($"{organisation}/invitations")).Expect(200);
            (await MembershipDesk.AcceptAsync(desk.Colleague, await desk.Api.MailedTokenAsync("paul@atelier.example"))).Expect(201);
            (await desk.Owner.DeleteAsync($"{organisation}/invitations/{invited.Id}", invited.Version)).Expect(200);
            (await desk.ChangeAsync(desk.Owner, organisation, desk.Colleague, "reader")).Expect(200);
            (await desk.RemoveAsync(desk.Owner, organisation, desk.Colleague)).Expect(200);
            Note(desk.Api);
        }
    }

    private void Note(ApiFixture api)
    {
        foreach (var (operation, commands) in api.Commands.Most)
        {
            if (!most.TryGetValue(operation, out var former) || former.Count < commands.Count)
            {
                most[operation] = commands;
            }
        }
    }
}
