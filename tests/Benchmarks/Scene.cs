using System.Globalization;
using System.Text.Json.Nodes;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// The data of the comparison: a closed call of 10 000 applications under evaluation, each with a score sheet that can be submitted, a
/// ranking of 1 000 of them, and an open call. The first of each kind is made by the API, the others are its copies.
/// </summary>
internal sealed class Scene : IAsyncDisposable
{
    public const int Applications = 10_000;
    public const int Ranked = 1_000;

    private const string Evaluator = "evaluator";

    private static readonly string[] Criteria = ["stakeholders", "effects", "scaling", "risk"];

    private readonly ApplicationScene calls;

    private Scene(ApplicationScene calls) => this.calls = calls;

    public TestDatabase Database => calls.Api.Database;

    public Guid ClosedCall => calls.CallId;

    public Guid OpenCall { get; private set; }

    public Guid Manager => calls.Manager.UserId;

    public Guid Applicant => calls.Applicant.UserId;

    public Guid EvaluatorId { get; private set; }

    public Guid Ranking { get; } = Guid.CreateVersion7();

    public string Draft => ApplicationBodies.Draft(OpenCall, calls.OrganisationId, calls.Siren).ToJsonString();

    /// <summary>The id of the nth score sheet.</summary>
    public static string Sheet(int index) => Id("5cee", index);

    /// <summary>The id of the nth application, in the order of the list.</summary>
    public static string Application(int index) => Id("a991", index);

    public static async Task<Scene> CreateAsync()
    {
        var calls = await ApplicationScene.StartAsync(x => x["minimumSheets"] = 1);
        var scene = new Scene(calls);
        var (api, call) = (calls.Api, $"/api/v1/calls/{calls.CallId}");
        var application = await calls.AdmitAsync();
        await api.MoveClockAsync(ApplicationScene.BeforeOpening);
        scene.OpenCall = await calls.PublishCallAsync("CALL-2");
        await api.MoveClockAsync(ApplicationScene.AfterClosing);
        var evaluator = await api.RegisterAsync(Evaluator, Evaluator);
        scene.EvaluatorId = evaluator.UserId;
        var member = new JsonObject { ["userId"] = evaluator.UserId, ["college"] = "research" };
        (await calls.Manager.PutAsync($"{call}/panel", new { members = new[] { member } }, 0)).Expect(200);
        (await evaluator.PostAsync($"{call}/independence-declarations")).Expect(201);
        var assignment = new { applicationId = application, evaluatorId = evaluator.UserId };
        var sheet = (await calls.Manager.PostAsync($"{call}/assignments", assignment)).Expect(201).Id;
        var marks = Criteria.Select(criterion => new { criterion, value = 4 });
        (await evaluator.PutAsync($"/api/v1/score-sheets/{sheet}", new { marks }, 1)).Expect(200);
        // From here on the servers run on the time of this machine.
        await api.MoveClockAsync(TimeProvider.System.GetUtcNow());
        await scene.MultiplyAsync(application, sheet);
        // As a database has been that is in use: else what it plans hangs on the moment at which it looks at its tables by itself.
        await scene.Database.ExecuteAsync("vacuum analyze");
        return scene;
    }

    /// <summary>Makes every score sheet what it was before it was submitted.</summary>
    public Task ReopenSheetsAsync() =>
        Database.ExecuteAsync(
            """
            update evaluation.score_sheets set status = 'draft', submitted_at = null, version = 2 where status = 'submitted';
            """
        );

    /// <summary>Lets the database come to rest, so that no turn pays for the one before it.</summary>
    public async Task RestAsync()
    {
        while ((long)(await Database.ScalarAsOwnerAsync("select count(*) from platform.audit_unsealed"))! > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        await Database.ExecuteAsync("vacuum analyze platform.audit_unsealed");
        await Database.ExecuteAsync("vacuum analyze evaluation.score_sheets");
        await Database.ExecuteAsync("vacuum analyze platform.idempotency_records");
        await Database.ExecuteAsync("vacuum analyze applications.reference_counters");
    }

    public ValueTask DisposeAsync() => calls.DisposeAsync();

    private static string Id(string kind, int index) =>
        string.Create(CultureInfo.InvariantCulture, $"01900000-{kind}-7000-8000-{index:x12}");

    private Task MultiplyAsync(Guid application, Guid sheet) =>
        Database.ExecuteAsync(
            $"""
            update calls.calls set opens_at = now() - interval '50 days',
                closes_at = now() + case id when '{OpenCall}' then interval '300 days' else interval '-10 days' end;

            insert into applications.grant_applications
            select copy.*
            from applications.grant_applications a, generate_series(0, {Applications} - 1) n, jsonb_populate_record(a, jsonb_build_object(
                'id', '01900000-a991-7000-8000-' || lpad(to_hex(n), 12, '0'),
                'reference', 'CALL-1-' || (n + 10000),
                'receipt_number', n + 10000,
                'state', 'under-evaluation',
                'content', jsonb_set(a.content, array['projectTitle'], to_jsonb('Project ' || n)))) copy
            where a.id = '{application}';

            insert into evaluation.score_sheets
            select copy.*
            from evaluation.score_sheets s, generate_series(0, {Applications} - 1) n, jsonb_populate_record(s, jsonb_build_object(
                'id', '01900000-5cee-7000-8000-' || lpad(to_hex(n), 12, '0'),
                'application_id', '01900000-a991-7000-8000-' || lpad(to_hex(n), 12, '0'))) copy
            where s.id = '{sheet}';

            insert into evaluation.rankings (id, call_id, status, entries, input_hash, computed_by, computed_at, version)
            select '{Ranking}', '{ClosedCall}', 'computed', jsonb_agg(
                jsonb_build_object(
                    'applicationId', '01900000-a991-7000-8000-' || lpad(to_hex(n), 12, '0'),
                    'reference', 'CALL-1-' || (n + 10000),
                    'rank', n + 1,
                    'score', round(100 - n / 20.0, 4),
                    'isAboveMinimum', n < 800,
                    'means', jsonb_build_object('stakeholders', '4', 'effects', '7/2', 'scaling', '10/3', 'risk', '11/3'),
                    'sheets', 3,
                    'decidedBy', case when n > 0 then 'score' end)
                order by n), repeat('0', 64), '{Manager}', now(), 1
            from generate_series(0, {Ranked} - 1) n;

            delete from evaluation.score_sheets where id = '{sheet}';
            delete from applications.grant_applications where id = '{application}';
            """
        );
}
