using System.Globalization;
using System.Text.Json.Nodes;

namespace SocialInnovation.Testing;

/// <summary>A call with its money, brought as far as a test needs it, and the people around it.</summary>
public sealed class BudgetScene : IAsyncDisposable
{
    public const string Scenarios = "/api/v1/allocation-scenarios";

    /// <summary>The business instant at which a test acts, after everything that its bundle did.</summary>
    public static readonly DateTimeOffset Now = DateTimeOffset.Parse("2014-01-15T10:00:00+01:00", CultureInfo.InvariantCulture);

    private BudgetScene(ApiFixture api) => Api = api;

    public ApiFixture Api { get; }

    public ApiClient Officer { get; private set; } = null!;

    public ApiClient Visa { get; private set; } = null!;

    public ApiClient Manager { get; private set; } = null!;

    public ApiClient Freezer { get; private set; } = null!;

    public ApiClient Secretary { get; private set; } = null!;

    public ApiClient Recorder { get; private set; } = null!;

    public ApiClient Auditor { get; private set; } = null!;

    public Guid CallId { get; private set; }

    public Guid RankingId { get; private set; }

    public Guid ScenarioId { get; private set; }

    public Guid FundId { get; private set; }

    public Guid EnvelopeId { get; private set; }

    /// <summary>The applications in the order of the bundle.</summary>
    public IReadOnlyList<Guid> Applications { get; private set; } = [];

    public static async Task<BudgetScene> StartAsync(BudgetBundle bundle)
    {
        var scene = new BudgetScene(await ApiFixture.StartAsync());
        var api = scene.Api;
        // Before the import, so that no sweep runs on the day of today.
        await api.MoveClockAsync(Now);
        var report = await api.ImportAsync(bundle.Zip());
        var refused = report.Body["refusals"]!.AsArray().Select(x => x!["action"]!.GetValue<string>());
        if (report.Body["outcome"]!.GetValue<string>() != "imported" || refused.Any(x => !bundle.MayBeRefused(x)))
        {
            throw new InvalidOperationException(report.Text);
        }

        scene.Officer = await api.SignInAsync(BudgetBundle.User("b01"));
        scene.Visa = await api.RegisterAsync("visa", "budget-officer");
        scene.Manager = await api.SignInAsync(BudgetBundle.User("m01"));
        scene.Freezer = await api.SignInAsync(BudgetBundle.User("m02"));
        scene.Secretary = await api.SignInAsync(BudgetBundle.User("s01"));
        scene.Recorder = await api.RegisterAsync("recorder", "decision-recorder");
        scene.Auditor = await api.SignInAsync("auditor");
        scene.CallId = (await scene.AllAsync("/api/v1/calls")).Single()["id"]!.GetValue<Guid>();
        scene.RankingId = (await scene.AllAsync($"/api/v1/calls/{scene.CallId}/rankings")).Single()["id"]!.GetValue<Guid>();
        scene.ScenarioId = (await scene.AllAsync($"/api/v1/calls/{scene.CallId}/allocation-scenarios")).Single()["id"]!.GetValue<Guid>();
        var envelope = (await scene.Auditor.GetAsync($"/api/v1/calls/{scene.CallId}/envelope")).Expect(200);
        (scene.EnvelopeId, scene.FundId) = (envelope.Id, envelope.Body["fundId"]!.GetValue<Guid>());
        scene.Applications =
        [
            .. (await scene.AllAsync("/api/v1/applications"))
                .OrderBy(x => x["reference"]!.GetValue<string>(), StringComparer.Ordinal)
                .Select(x => x["id"]!.GetValue<Guid>()),
        ];
        return scene;
    }

    /// <summary>All items of a list, page after page, as the auditor reads them.</summary>
    public async Task<List<JsonNode>> AllAsync(string path)
    {
        var all = new List<JsonNode>();
        string? cursor = null;
        do
        {
            var query = $"{(path.Contains('?') ? '&' : '?')}limit=100{(cursor is null ? null : $"&cursor={cursor}")}";
            var page = (await Auditor.GetAsync(path + query)).Expect(200);
            all.AddRange(page.Body["items"]!.AsArray().Select(x => x!));
            cursor = page.Body["nextCursor"]?.GetValue<string>();
        } while (cursor is not null);

        return all;
    }

    /// <summary>Posts a transition of a resource with the version that the auditor sees now.</summary>
    public async Task<ApiReply> PostAsync(ApiClient caller, string resource, string action, object? body = null) =>
        await caller.PostAsync($"{resource}/{action}", body, (await Auditor.GetAsync(resource)).Expect(200).Version);

    public Task<ApiReply> PostAsync(ApiClient caller, Guid scenario, string action, object? body = null) =>
        PostAsync(caller, $"{Scenarios}/{scenario}", action, body);

    public Task<ApiReply> SimulateAsync(ApiClient caller) =>
        caller.PostAsync($"/api/v1/calls/{CallId}/allocation-scenarios", new { rankingId = RankingId });

    /// <summary>A scenario in sign-off, as the manager proposes it.</summary>
    public async Task<Guid> ProposeAsync()
    {
        var id = (await SimulateAsync(Manager)).Expect(201).Id;
        (await PostAsync(Manager, id, "proposal")).Expect(201);
        return id;
    }

    /// <summary>A scenario that lacks nothing but its adoption.</summary>
    public async Task<Guid> ProposeSignedAsync()
    {
        var id = await ProposeAsync();
        await SignAsync(id);
        return id;
    }

    /// <summary>The steps between proposal and decision.</summary>
    public async Task SignAsync(Guid scenario)
    {
        await GiveOpinionAsync(scenario);
        (await PostAsync(Visa, scenario, "sign-offs", new { outcome = "granted" })).Expect(201);
    }

    /// <summary>The working group meets and gives its opinion on a scenario in sign-off, and the secretary signs it off.</summary>
    public async Task GiveOpinionAsync(Guid scenario)
    {
        var group = (await AllAsync("/api/v1/working-groups")).Single()["id"]!.GetValue<Guid>();
        var members = (await Auditor.GetAsync($"/api/v1/working-groups/{group}")).Expect(200).Body["members"]!.AsArray();
        var plan = new
        {
            groupId = group,
            title = "Opinion",
            scheduledAt = Now,
        };
        var meeting = $"/api/v1/meetings/{(await Secretary.PostAsync("/api/v1/meetings", plan)).Expect(201).Id}";
        var item = (await PostAsync(Secretary, meeting, "agenda", new { title = "Opinion", scenarioId = scenario })).Expect(201);
        (await PostAsync(Secretary, meeting, "convocation")).Expect(201);
        var version = (await Auditor.GetAsync(meeting)).Version;
        var present = new { present = members.Select(x => x!["id"]!.GetValue<Guid>()).ToList() };
        (await Secretary.PutAsync($"{meeting}/attendance", present, version)).Expect(200);
        (await PostAsync(Secretary, meeting, "holding")).Expect(201);
        var vote = new
        {
            agendaItemId = item.Body["agendaItemId"]!.GetValue<Guid>(),
            inFavour = 3,
            against = 0,
            abstentions = 0,
        };
        (await PostAsync(Secretary, meeting, "votes", vote)).Expect(201);
        (await PostAsync(Secretary, scenario, "sign-offs", new { outcome = "granted" })).Expect(201);
    }

    public static JsonObject Decision(string date = "2014-01-15", string waitingListEndsOn = "2014-06-30") =>
        new()
        {
            ["decisionReference"] = "14CP-100",
            ["decisionDate"] = date,
            ["decisionBody"] = "commission permanente",
            ["waitingListEndsOn"] = waitingListEndsOn,
        };

    public JsonObject Award(int application, decimal amount, string? reason = null, string date = "2014-01-14") =>
        new()
        {
            ["applicationId"] = Applications[application],
            ["amount"] = ApplicationBodies.Euros(amount.ToString("0.00", CultureInfo.InvariantCulture)),
            ["decisionReference"] = $"14CP-2{application:000}",
            ["decisionDate"] = date,
            ["reason"] = reason,
        };

    public static JsonObject Cancellation(string date = "2014-01-10") =>
        new()
        {
            ["reason"] = "The project was given up.",
            ["decisionReference"] = "14CP-50",
            ["decisionDate"] = date,
        };

    public async Task<Guid> GrantOfAsync(int application) =>
        (await AllAsync($"/api/v1/grants?applicationId={Applications[application]}")).Single()["id"]!.GetValue<Guid>();

    public Task<ApiReply> CancelAsync(Guid grant, string date = "2014-01-10") =>
        PostAsync(Recorder, $"/api/v1/grants/{grant}", "cancellation", Cancellation(date));

    /// <summary>What is not committed.</summary>
    public async Task<decimal> AvailableAsync() =>
        Amount((await Auditor.GetAsync($"/api/v1/envelopes/{EnvelopeId}")).Expect(200).Body["available"]!);

    public static decimal Amount(JsonNode money) => Parse(money["amount"]!);

    public static decimal Parse(JsonNode text) => decimal.Parse(text.GetValue<string>(), CultureInfo.InvariantCulture);

    public ValueTask DisposeAsync() => Api.DisposeAsync();
}
