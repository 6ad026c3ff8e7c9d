using Microsoft.Extensions.DependencyInjection;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Evaluation;

public sealed class RankingTests : IAsyncLifetime
{
    private static readonly Dictionary<string, object?> Bodies = new()
    {
        ["freezing"] = null,
        ["superseding"] = new { reason = "A sheet was mistyped." },
    };

    private readonly EvaluationScene scene = new();

    public ValueTask InitializeAsync() => scene.InitializeAsync();

    public ValueTask DisposeAsync() => scene.DisposeAsync();

    [Fact]
    public async Task Computing_IsRefused_NamingWhatIsUndecidedUnassignedOrShortOfSheets()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var unassigned = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.applications-unassigned");
        Assert.Contains("CALL-1-0001", unassigned.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await scene.SubmitAsync(scene.First, 4);
        var missing = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.sheets-missing");
        Assert.Contains("CALL-1-0001", missing.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);

        await scene.SubmitAsync(scene.Second, 4);
        (await scene.RankAsync()).Expect(201);
    }

    [Fact]
    public async Task Computing_WithAnUndecidedApplication_IsRefused()
    {
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.WhileOpen);
        await scene.Calls.SubmitAsync();
        await scene.Calls.Api.MoveClockAsync(ApplicationScene.AfterClosing);

        var refused = (await scene.RankAsync()).ExpectRefusal(422, "evaluation.applications-undecided");

        Assert.Contains("CALL-1-0002", refused.Body["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waiver_LetsOneApplicationBeRankedWithFewerSheets()
    {
        await scene.DeclareIndependenceAsync(scene.First);
        await scene.SubmitAsync(scene.First, 4);
        var waiver = new
        {
            applicationId = scene.Application,
            minimumSheets = 1,
            reason = "The second reader fell ill.",
        };
        (await scene.Manager.PostAsync($"{scene.Call}/minimum-sheets-waivers", waiver)).Expect(201);

        var ranking = (await scene.RankAsync()).Expect(201);

        var parameters = (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking.Id}")).Expect(200).Body["parameters"]!;
        Assert.Equal("60", parameters["minimumScore"]!.GetValue<string>());
        Assert.Equal(
            ("effects", 30, "mean"),
            (
                parameters["criteria"]![1]!["criterion"]!.GetValue<string>(),
                parameters["criteria"]![1]!["weight"]!.GetValue<int>(),
                parameters["criteria"]![1]!["method"]!.GetValue<string>()
            )
        );
        var entry = Assert.Single(
            (await scene.Auditor.GetAsync($"{EvaluationScene.Rankings}/{ranking.Id}/entries")).Expect(200).Body["items"]!.AsArray()
        );
        Assert.Equal(1, entry!["rank"]!.GetValue<int>());
        Assert.Equal("80.0000", entry["score"]!.GetValue<string>());
    }

    [Fact]
    public async Task Ranking_IsFrozenOnce_IfNothingChanged_AndSupersededWithAReason()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var sheet = await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var outdated = Path(await scene.RankAsync());
        Assert.Equal(1, await EvaluationScene.CompareAsync(outdated, Bodies, scene.Manager));

        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Sheets}/{sheet}", "reopening", new { reason = "Mistyped." })).Expect(201);
        (await scene.MarkAsync(scene.First, sheet, EvaluationScene.AllAt(5), 4)).Expect(200);
        (await scene.PostAsync(scene.First, $"{EvaluationScene.Sheets}/{sheet}", "submission")).Expect(201);
        (await scene.PostAsync(scene.Manager, outdated, "freezing")).ExpectRefusal(422, "evaluation.ranking-outdated");

        var ranking = Path(await scene.RankAsync());
        var twin = Path(await scene.RankAsync());
        (await scene.PostAsync(scene.First, ranking, "freezing")).ExpectRefusal(403, "access.role-missing");
        (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);
        (await scene.PostAsync(scene.Manager, twin, "freezing")).ExpectRefusal(422, "evaluation.another-ranking-frozen");
        Assert.Equal(1, await EvaluationScene.CompareAsync(ranking, Bodies, scene.Manager));
        Assert.Equal(2, await EvaluationScene.CompareAsync(twin, Bodies, scene.Manager));
        Assert.Equal("evaluated", await scene.Calls.StateAsync(scene.Manager, scene.Application));
        (await scene.PostAsync(scene.Manager, $"{EvaluationScene.Sheets}/{sheet}", "reopening", new { reason = "Again." })).ExpectRefusal(
            422,
            "evaluation.ranking-frozen"
        );

        (await scene.PostAsync(scene.Manager, ranking, "superseding", new { reason = " " })).Expect(400);
        (await scene.PostAsync(scene.Manager, ranking, "superseding", Bodies["superseding"])).Expect(201);
        Assert.Equal("under-evaluation", await scene.Calls.StateAsync(scene.Manager, scene.Application));
        (await scene.PostAsync(scene.Manager, ranking, "superseding", Bodies["superseding"])).ExpectRefusal(
            409,
            "evaluation.ranking-not-frozen"
        );
    }

    [Fact]
    public async Task Freezing_WritesAnEntryOfTheAuditTrail_ForEachApplication_AsAnyChangeOfIt()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());
        var before = await scene.Calls.VersionAsync(scene.Application);

        (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);

        Assert.Equal(before + 1, await scene.Calls.VersionAsync(scene.Application));
        Assert.Equal(
            """freeze-ranking by manager: {"state": "under-evaluation"} to {"state": "evaluated"}, as the ranking's""",
            await scene.Calls.Api.Database.ScalarAsOwnerAsync(
                $"""
                select format('%s by %s: %s to %s%s', e.action, case e.actor_id when '{scene.Manager.UserId}' then 'manager' end, e.before,
                    e.after, case when (e.trace_id, e.origin, e.effective_at) is not distinct from (r.trace_id, r.origin, r.effective_at)
                        then ', as the ranking''s' end)
                from platform.audit_entries e join platform.audit_entries r on r.action = e.action and r.entity_type = 'ranking'
                where e.entity_type = 'grant-application' and e.entity_id = '{scene.Application}' and e.action = 'freeze-ranking'
                    and exists (select from platform.audit_unsealed u where u.entry_id = e.id
                        union all select from platform.audit_seals s where s.entry_id = e.id)
                """
            )
        );
    }

    [Fact]
    public async Task Freezing_IsRefused_AndMovesNothing_WhereAnApplicationIsNotUnderEvaluation()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var unknown = await scene.Calls.DecideAsync(x =>
            x.CloseEvaluationAsync(
                new CallId(scene.Calls.CallId),
                [new GrantApplicationId(scene.Application), new GrantApplicationId(Guid.CreateVersion7())],
                default
            )
        );
        Assert.Equal("applications.not-found", unknown.Error?.Code);
        Assert.Equal("under-evaluation", await scene.Calls.StateAsync(scene.Manager, scene.Application));

        await scene.Calls.EvaluateAsync(scene.Application);
        var again = await scene.Calls.DecideAsync(x =>
            x.CloseEvaluationAsync(new CallId(scene.Calls.CallId), [new GrantApplicationId(scene.Application)], default)
        );
        Assert.Equal("applications.not-under-evaluation", again.Error?.Code);
    }

    [Fact]
    public async Task LongRanking_IsInTheAuditTrailWithAllOfItsEntries()
    {
        RankingEntry Entry(int rank) =>
            new(new GrantApplicationId(scene.Application), $"CALL-1-{rank}", rank, 80, true, new Dictionary<string, string>(), 2, "score");

        var saved = await scene.Calls.InTransactionAsync(services =>
        {
            var ranking = Ranking.Compute(
                EntityId.New<RankingId>(),
                new CallId(scene.Calls.CallId),
                null,
                [.. Enumerable.Range(1, 2_000).Select(Entry)],
                "hash",
                new UserId(scene.Manager.UserId),
                ApplicationScene.AfterClosing
            );
            services.GetRequiredService<IEvaluationDbContext>().Rankings.Add(ranking);
            return Task.FromResult(Result.Success);
        });

        Assert.False(saved.IsFailure);
        Assert.Equal(
            2_000,
            await scene.Calls.Api.Database.ScalarAsOwnerAsync(
                """
                select jsonb_array_length(e.after -> 'entries')
                from platform.audit_entries e join evaluation.rankings r on r.id = e.entity_id and r.entries = e.after -> 'entries'
                where e.entity_type = 'ranking' and e.before is null
                    and e.after ?& '{id,callId,status,inputHash,computedBy,computedAt,frozenBy,frozenAt,supersedingReason}'::text[]
                """
            )
        );
    }

    [Fact]
    public async Task SameMarks_GiveTheSameRanking()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);

        var one = (await scene.Auditor.GetAsync(Path(await scene.RankAsync()))).Expect(200);
        var two = (await scene.Auditor.GetAsync(Path(await scene.RankAsync()))).Expect(200);

        Assert.NotEqual(one.Id, two.Id);
        Assert.Equal(one.Body["inputHash"]!.GetValue<string>(), two.Body["inputHash"]!.GetValue<string>());
    }

    [Fact]
    public async Task FrozenRanking_IsReproducedFromItsMarks_UntilSomebodyTouchesThem()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        var sheet = await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());
        (await scene.PostAsync(scene.Manager, ranking, "freezing")).Expect(201);

        var proof = (await scene.Auditor.GetAsync($"{ranking}/verification")).Expect(200).Body;
        Assert.True(proof["isReproduced"]!.GetValue<bool>());
        Assert.Equal(proof["inputHash"]!.GetValue<string>(), proof["recomputedInputHash"]!.GetValue<string>());
        Assert.Empty(proof["differences"]!.AsArray());

        // No route does it; whoever holds the database can.
        await scene.Calls.Api.Database.ExecuteAsync(
            $"""update evaluation.score_sheets set marks = replace(marks::text, '"value": 4', '"value": 5')::jsonb where id = '{sheet}'"""
        );

        proof = (await scene.Auditor.GetAsync($"{ranking}/verification")).Expect(200).Body;
        Assert.False(proof["isReproduced"]!.GetValue<bool>());
        Assert.NotEqual(proof["inputHash"]!.GetValue<string>(), proof["recomputedInputHash"]!.GetValue<string>());
        var difference = Assert.Single(proof["differences"]!.AsArray())!;
        Assert.Equal(("60.0000", "70.0000"), (difference["score"]!.GetValue<string>(), difference["recomputedScore"]!.GetValue<string>()));
        foreach (var derived in new[] { "sensitivity", "explanations", "calibrated-scores", "evaluator-biases" })
        {
            (await scene.Auditor.GetAsync($"{ranking}/{derived}")).ExpectRefusal(422, "evaluation.ranking-outdated");
        }
    }

    [Fact]
    public async Task Severity_IsShownBesideTheScore_AndChangesNoRank()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());

        var shown = Assert.Single((await scene.Auditor.GetAsync($"{ranking}/calibrated-scores")).Expect(200).Body["items"]!.AsArray())!;
        var biases = (await scene.Auditor.GetAsync($"{ranking}/evaluator-biases")).Expect(200).Body["items"]!.AsArray();

        // Both have read the same one: what they differ by is theirs, and the score stays. 1.1 b - (b - b) / 2 = 20.
        Assert.Equal(
            ("60.0000", "60.0000", 1),
            (Text(shown, "score"), Text(shown, "calibratedScore"), shown["calibratedRank"]!.GetValue<int>())
        );
        Assert.Equal(
            [(scene.Second.UserId, "-18.1818"), (scene.First.UserId, "18.1818")],
            biases.Select(x => (x!["evaluatorId"]!.GetValue<Guid>(), Text(x, "bias")))
        );
        (await scene.First.GetAsync($"{ranking}/evaluator-biases")).ExpectRefusal(403, "access.role-missing");

        static string Text(System.Text.Json.Nodes.JsonNode node, string member) => node[member]!.GetValue<string>();
    }

    [Fact]
    public async Task Sensitivity_GivesTheIntervalOfRanks_OfEachApplication()
    {
        await scene.DeclareIndependenceAsync(scene.First, scene.Second);
        await scene.SubmitAsync(scene.First, 4);
        await scene.SubmitAsync(scene.Second, 2);
        var ranking = Path(await scene.RankAsync());

        var stability = Assert.Single((await scene.Auditor.GetAsync($"{ranking}/sensitivity")).Expect(200).Body["items"]!.AsArray())!;

        Assert.Equal(1, stability["rank"]!.GetValue<int>());
        Assert.Equal("""{"best":1,"worst":1}""", stability["withoutOneEvaluator"]!.ToJsonString());
        Assert.Equal("""{"best":1,"worst":1}""", stability["withOtherWeights"]!.ToJsonString());
        (await scene.Auditor.GetAsync($"{ranking}/sensitivity?limit=101")).Expect(400);
        var before = (await scene.Auditor.GetAsync($"{ranking}/sensitivity?cursor=-1")).Expect(400).Body["errors"]![0]!;
        Assert.Equal("cursor", before["parameter"]!.GetValue<string>());
        Assert.EndsWith("allowed: ≥ 0.", before["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        (await scene.First.GetAsync($"{ranking}/sensitivity")).ExpectRefusal(403, "access.role-missing");
    }

    private static string Path(ApiReply computed) => $"{EvaluationScene.Rankings}/{computed.Expect(201).Id}";
}
