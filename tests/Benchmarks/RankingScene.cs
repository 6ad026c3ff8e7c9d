using System.Text.Json.Nodes;
using Npgsql;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>
/// A call of 100 000 applications under evaluation, each with three submitted score sheets on four criteria: once as the service keeps them,
/// with a comment beside each mark, and once as plain tables of keys and integers. The first application and its sheets are made by the API.
/// </summary>
internal sealed class RankingScene : IAsyncDisposable
{
    public const int Applications = 100_000;
    public const int Sheets = 3;

    private const int Weight = 25;

    private static readonly string[] Criteria = ["stakeholders", "effects", "scaling", "risk"];

    private readonly ApplicationScene calls;

    private RankingScene(ApplicationScene calls) => this.calls = calls;

    public TestDatabase Database => calls.Api.Database;

    public Guid Call => calls.CallId;

    public Guid Manager => calls.Manager.UserId;

    public static async Task<RankingScene> CreateAsync()
    {
        var calls = await ApplicationScene.StartAsync(x =>
        {
            x["minimumSheets"] = Sheets;
            foreach (var criterion in x["criteria"]!.AsArray())
            {
                criterion!["weight"] = Weight;
            }
        });
        var scene = new RankingScene(calls);
        var application = await calls.AdmitAsync();
        await calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);
        var sheet = await scene.MarkAsync(application);
        // From here on the service runs on the time of this machine.
        await calls.Api.MoveClockAsync(TimeProvider.System.GetUtcNow());
        await scene.ExecuteAsync(Fill(calls.CallId, application, sheet));
        await scene.ResetAsync();
        await scene.ExecuteAsync("vacuum analyze");
        return scene;
    }

    /// <summary>
    /// Everything as before the first ranking: no ranking is there, all is under evaluation, each table is as dense as when it was filled, and
    /// nothing waits for its seal.
    /// </summary>
    public async Task ResetAsync()
    {
        await ExecuteAsync(
            """
            truncate benchmark.entries;
            delete from evaluation.rankings;
            update applications.grant_applications set state = 'under-evaluation' where state = 'evaluated'
            """
        );
        while ((long)(await Database.ScalarAsOwnerAsync("select count(*) from platform.audit_unsealed"))! > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100));
        }

        foreach (
            var table in new[]
            {
                "full, analyze) applications.grant_applications",
                "full, analyze) evaluation.rankings",
                "analyze) platform.audit_unsealed",
                "analyze) benchmark.entries",
            }
        )
        {
            await ExecuteAsync($"vacuum ({table}");
        }
    }

    public ValueTask DisposeAsync() => calls.DisposeAsync();

    // Filling takes longer than a command may in service.
    private async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(Database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync();
    }

    private async Task<Guid> MarkAsync(Guid application)
    {
        var (api, call) = (calls.Api, $"/api/v1/calls/{calls.CallId}");
        var evaluators = new List<ApiClient>();
        for (var i = 0; i < Sheets; i++)
        {
            evaluators.Add(await api.RegisterAsync($"evaluator-{i}", "evaluator"));
        }

        var members = evaluators.Select(x => new JsonObject { ["userId"] = x.UserId, ["college"] = "research" }).ToArray();
        (await calls.Manager.PutAsync($"{call}/panel", new { members }, 0)).Expect(200);
        var sheet = Guid.Empty;
        foreach (var evaluator in evaluators)
        {
            (await evaluator.PostAsync($"{call}/independence-declarations")).Expect(201);
            var assignment = new { applicationId = application, evaluatorId = evaluator.UserId };
            sheet = (await calls.Manager.PostAsync($"{call}/assignments", assignment)).Expect(201).Id;
            var marks = Criteria.Select(criterion => new
            {
                criterion,
                value = 4,
                comment = "Clear, and told with figures; the partners are named.",
            });
            (await evaluator.PutAsync($"/api/v1/score-sheets/{sheet}", new { marks }, 1)).Expect(200);
            (await evaluator.PostAsync($"/api/v1/score-sheets/{sheet}/submission", version: 2)).Expect(201);
        }

        return sheet;
    }

    private static string Fill(Guid call, Guid application, Guid sheet) =>
        $$"""
            set work_mem = '256MB';
            update calls.calls set opens_at = now() - interval '50 days', closes_at = now() - interval '10 days' where id = '{{call}}';

            insert into applications.grant_applications
            select copy.*
            from applications.grant_applications a, generate_series(0, {{Applications}} - 1) n, jsonb_populate_record(a, jsonb_build_object(
                'id', '01900000-a991-7000-8000-' || lpad(to_hex(n), 12, '0'),
                'reference', 'CALL-1-' || (n + 100000),
                'receipt_number', n + 100000,
                'submitted_at', a.submitted_at + n * 7919 % 86400 * interval '1 second',
                'state', 'under-evaluation',
                'content', jsonb_set(a.content, array['projectTitle'], to_jsonb('Project ' || n)))) copy
            where a.id = '{{application}}';

            -- Marks by an integer hash of application, evaluator and criterion, which is the same everywhere: 0 to 5, the middle ones oftener.
            create schema benchmark;
            create table benchmark.marks (application uuid not null, evaluator smallint not null, criterion smallint not null, mark smallint not null);
            insert into benchmark.marks
            select ('01900000-a991-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid, e, c, (h % 4 + h / 4 % 3)
            from generate_series(0, {{Applications}} - 1) n, generate_series(0, {{Sheets}} - 1) e, generate_series(1, 4) c,
                lateral (select abs(hashint4(n * 12 + e * 4 + c)) as h) hashed
            order by n, e, c;

            insert into evaluation.score_sheets
            select copy.*
            from evaluation.score_sheets s,
                lateral (select array_agg(evaluator_id order by evaluator_id) as evaluators from evaluation.score_sheets) panel,
                lateral (
                    select application, evaluator, jsonb_agg(
                        jsonb_set(of_sheet.model, array['value'], to_jsonb(m.mark)) order by m.criterion) as marks
                    from benchmark.marks m,
                        lateral (select x as model from jsonb_array_elements(s.marks) with ordinality as all_marks(x, i) where i = m.criterion) of_sheet
                    group by application, evaluator
                ) given,
                jsonb_populate_record(s, jsonb_build_object(
                    'id', gen_random_uuid(),
                    'application_id', application,
                    'evaluator_id', panel.evaluators[evaluator + 1],
                    'marks', given.marks)) copy
            where s.id = '{{sheet}}';

            delete from evaluation.score_sheets where application_id = '{{application}}';
            delete from applications.grant_applications where id = '{{application}}';

            create table benchmark.applications as
                select id, reference, submitted_at from applications.grant_applications where call_id = '{{call}}';
            create table benchmark.entries (application uuid not null, reference text not null, rank integer primary key,
                score numeric(7, 4) not null, is_above_minimum boolean not null, stakeholders integer not null, effects integer not null,
                scaling integer not null, risk integer not null, sheets integer not null, decided_by text);
            """;
}
