using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using SocialInnovation.Testing;

namespace SocialInnovation.Benchmarks;

/// <summary>Nothing is timed before both servers answer the same and write the same rows.</summary>
internal static partial class Sameness
{
    private static readonly string[] Tables =
    [
        "applications.grant_applications",
        "evaluation.score_sheets",
        "platform.audit_entries",
        "platform.idempotency_records",
        "platform.outbox_messages",
    ];

    public static async Task CheckAsync(Case one, Scene scene, ServerProcess service, ServerProcess twin)
    {
        await one.Prepare();
        var ours = await TraceAsync(one, scene.Database, service, 0);
        var theirs = await TraceAsync(one, scene.Database, twin, one.IsRead ? 0 : 1);
        await one.Prepare();
        foreach (var (mine, other) in ours.Zip(theirs))
        {
            if (mine != other)
            {
                throw new InvalidOperationException($"{one.Name}: the service and its twin differ.\nservice: {mine}\ntwin:    {other}");
            }
        }
    }

    private static async Task<IReadOnlyList<string>> TraceAsync(Case one, TestDatabase database, ServerProcess server, int index)
    {
        var before = await CountAsync(database);
        var answer = await Answer.OfAsync(server, one.Request(index)!);
        var after = await CountAsync(database);
        var trace = new List<string>
        {
            string.Join('\n', answer.Head),
            Sorted(answer.Body).ToJsonString(),
            string.Join(' ', before.Zip(after).Select((x, i) => $"{Tables[i]} +{x.Second - x.First}")),
        };
        if (!one.IsRead)
        {
            trace.AddRange(await RowsAsync(database, answer.Body["id"]!.GetValue<Guid>()));
        }

        return one.IsRead ? trace : trace.ConvertAll(Anonymous);
    }

    private static async Task<List<long>> CountAsync(TestDatabase database)
    {
        var counts = new List<long>();
        foreach (var table in Tables)
        {
            counts.Add((long)(await database.ScalarAsOwnerAsync($"select count(*) from {table}"))!);
        }

        return counts;
    }

    private static async Task<List<string>> RowsAsync(TestDatabase database, Guid id)
    {
        var rows = new List<string>();
        foreach (
            var sql in new[]
            {
                $"select jsonb_agg(to_jsonb(x)) from applications.grant_applications x where id = '{id}'",
                $"select jsonb_agg(to_jsonb(x)) from evaluation.score_sheets x where id = '{id}'",
                $"select jsonb_agg(to_jsonb(x) order by id) from platform.audit_entries x where entity_id = '{id}'",
                $"select jsonb_agg(to_jsonb(x)) from platform.idempotency_records x where receipt ->> 'Id' = '{id}'",
            }
        )
        {
            rows.Add(await database.ScalarAsOwnerAsync(sql) as string ?? "none");
        }

        return rows;
    }

    // Ids, instants, traces and running numbers are each request's own.
    private static string Anonymous(string text) =>
        Number().Replace(Trace().Replace(Instant().Replace(Id().Replace(text, "<id>"), "<instant>"), "<trace>"), "CALL-<n>");

    private static JsonNode Sorted(JsonNode node) =>
        node switch
        {
            JsonObject item => new JsonObject(
                item.OrderBy(x => x.Key, StringComparer.Ordinal).Select(x => new KeyValuePair<string, JsonNode?>(x.Key, Copy(x.Value)))
            ),
            JsonArray list => new JsonArray([.. list.Select(Copy)]),
            _ => node.DeepClone(),
        };

    private static JsonNode? Copy(JsonNode? node) => node is null ? null : Sorted(node);

    [GeneratedRegex("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")]
    private static partial Regex Id();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT[0-9:.]+(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Instant();

    [GeneratedRegex("(?<=\"trace_id\": \")[^\"]+")]
    private static partial Regex Trace();

    [GeneratedRegex(@"CALL-2-\d+")]
    private static partial Regex Number();
}
