using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

/// <summary>A closed call with one admitted application, two evaluators on its panel, and two sheets asked for.</summary>
public sealed class EvaluationScene : IAsyncLifetime
{
    public const string Sheets = "/api/v1/score-sheets";

    public const string Rankings = "/api/v1/rankings";

    private static readonly string[] Criteria = ["stakeholders", "effects", "scaling", "risk"];

    /// <summary>Changes what the call says.</summary>
    public Action<JsonObject>? Vary { get; init; }

    /// <summary>Number of admitted applications.</summary>
    public int Applications { get; init; } = 1;

    public ApplicationScene Calls { get; private set; } = null!;

    /// <summary>All admitted applications, the first one included.</summary>
    public IReadOnlyList<Guid> All { get; private set; } = [];

    public ApiClient Manager => Calls.Manager;

    public ApiClient First { get; private set; } = null!;

    public ApiClient Second { get; private set; } = null!;

    public ApiClient Auditor { get; private set; } = null!;

    public Guid Application { get; private set; }

    public string Call => $"/api/v1/calls/{Calls.CallId}";

    public async ValueTask InitializeAsync()
    {
        Calls = await ApplicationScene.StartAsync(x =>
        {
            x["minimumSheets"] = 2;
            Vary?.Invoke(x);
        });
        First = await Calls.Api.RegisterAsync("first", "evaluator");
        Second = await Calls.Api.RegisterAsync("second", "evaluator");
        Auditor = await Calls.Api.SignInAsync("auditor");
        var admitted = new List<Guid>();
        while (admitted.Count < Applications)
        {
            admitted.Add(await Calls.AdmitAsync());
        }

        (All, Application) = (admitted, admitted[0]);
        await Calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);
        (await NamePanelAsync(0)).Expect(200);
    }

    public ValueTask DisposeAsync() => Calls.DisposeAsync();

    public Task<ApiReply> NamePanelAsync(int version) =>
        Manager.PutAsync($"{Call}/panel", new { members = new[] { Member(First), Member(Second) } }, version);

    public async Task DeclareIndependenceAsync(params ApiClient[] evaluators)
    {
        foreach (var evaluator in evaluators)
        {
            (await evaluator.PostAsync($"{Call}/independence-declarations")).Expect(201);
        }
    }

    public Task<ApiReply> TryAssignAsync(ApiClient evaluator, Guid? application = null) =>
        Manager.PostAsync($"{Call}/assignments", new { applicationId = application ?? Application, evaluatorId = evaluator.UserId });

    public async Task<Guid> AssignAsync(ApiClient evaluator, Guid? application = null) =>
        (await TryAssignAsync(evaluator, application)).Expect(201).Id;

    public Task<ApiReply> MarkAsync(ApiClient evaluator, Guid sheet, object marks, int version) =>
        evaluator.PutAsync($"{Sheets}/{sheet}", new { marks }, version);

    public static object AllAt(int value) => Criteria.Select(criterion => new { criterion, value }).ToArray();

    /// <summary>Assigns, marks all criteria alike and submits.</summary>
    public async Task<Guid> SubmitAsync(ApiClient evaluator, int value, Guid? application = null)
    {
        var sheet = await AssignAsync(evaluator, application);
        (await MarkAsync(evaluator, sheet, AllAt(value), 1)).Expect(200);
        (await evaluator.PostAsync($"{Sheets}/{sheet}/submission", version: 2)).Expect(201);
        return sheet;
    }

    public Task<ApiReply> RankAsync() => Manager.PostAsync($"{Call}/rankings");

    public async Task<ApiReply> PostAsync(ApiClient caller, string resource, string action, object? body = null) =>
        await caller.PostAsync($"{resource}/{action}", body, (await Auditor.GetAsync(resource)).Expect(200).Version);

    /// <summary>What each caller is told that it may do is what the POST then answers, code for code; only refusals are tried.</summary>
    public static async Task<int> CompareAsync(string resource, IReadOnlyDictionary<string, object?> bodies, params ApiClient[] callers)
    {
        var compared = 0;
        foreach (var caller in callers)
        {
            var read = (await caller.GetAsync(resource)).Expect(200);
            foreach (var action in read.Body["allowedActions"]!.AsArray().Where(x => !x!["allowed"]!.GetValue<bool>()))
            {
                var name = action!["action"]!.GetValue<string>();
                var reply = await caller.PostAsync($"{resource}/{name}", bodies[name], read.Version);
                Assert.InRange(reply.Status, 400, 499);
                Assert.Equal(action["reason"]!.GetValue<string>(), reply.Code);
                compared++;
            }
        }

        return compared;
    }

    /// <summary>Replaces the panel: evaluators with their college and maximum load.</summary>
    public async Task<ApiReply> FormPanelAsync(
        IEnumerable<(ApiClient Evaluator, string College, int? MaximumLoad)> members,
        int? readers = null,
        int colleges = 1,
        DateTimeOffset? dueAt = null
    ) =>
        await Manager.PutAsync(
            $"{Call}/panel",
            new
            {
                members = members.Select(x => new
                {
                    userId = x.Evaluator.UserId,
                    college = x.College,
                    maximumLoad = x.MaximumLoad,
                }),
                readersPerApplication = readers,
                collegesPerApplication = colleges,
                dueAt,
            },
            (await Manager.GetAsync($"{Call}/panel")).Expect(200).Version
        );

    /// <summary>The score sheets of the call, as the manager lists them.</summary>
    public async Task<List<(Guid Id, Guid Application, Guid Evaluator, string Status)>> SheetsAsync() =>
        [
            .. (await Manager.GetAsync($"{Sheets}?callId={Calls.CallId}&limit=100")).Expect(200).Body["items"]!
                .AsArray()
                .Select(x =>
                    (
                        x!["id"]!.GetValue<Guid>(),
                        x["applicationId"]!.GetValue<Guid>(),
                        x["evaluatorId"]!.GetValue<Guid>(),
                        x["status"]!.GetValue<string>()
                    )
                ),
        ];

    private static JsonObject Member(ApiClient evaluator) => new() { ["userId"] = evaluator.UserId, ["college"] = "research" };
}
