using System.Globalization;
using System.Text.Json;
using Npgsql;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>The twin's submission of a score sheet: one query for all that it is judged by, one batch for all that it writes.</summary>
internal static class Submitting
{
    private const string Judge = """
        select s.evaluator_id, s.status, s.version, s.marks::text, p.declarations::text, c.criteria::text,
               exists (select 1 from evaluation.rankings r where r.call_id = s.call_id and r.status = 'frozen')
        from evaluation.score_sheets s
        join evaluation.panels p on p.call_id = s.call_id
        join calls.calls c on c.id = s.call_id
        where s.id = $1
        """;

    private const string Submit =
        "update evaluation.score_sheets set status = 'submitted', submitted_at = $1, version = version + 1 where id = $2 and version = $3";

    public static async Task<IResult> SubmitAsync(Guid id, HttpContext http, NpgsqlDataSource database, CancellationToken ct)
    {
        var now = TimeProvider.System.GetUtcNow();
        if (!http.User.IsInRole("evaluator"))
        {
            return TwinHost.Refuse(http, StatusCodes.Status403Forbidden, "access.role-missing");
        }

        if (await Repetition.OfAsync(http) is not { } repetition)
        {
            return TwinHost.Refuse(http, StatusCodes.Status400BadRequest, "request.idempotency-key-missing");
        }

        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var (refusal, former) = await repetition.BeginAsync(connection, transaction, ct);
        if (refusal is not null)
        {
            return TwinHost.Refuse(http, StatusCodes.Status409Conflict, refusal);
        }

        if (former is not null)
        {
            return Answer(http, JsonSerializer.Deserialize<Receipt>(former)!);
        }

        if (http.Request.Headers.IfMatch.ToString() is not { Length: > 0 } match)
        {
            return TwinHost.Refuse(http, StatusCodes.Status428PreconditionRequired, "request.version-missing");
        }

        var (status, code, version, before) = await JudgeAsync(id, match, TwinHost.Caller(http), connection, transaction, ct);
        if (code is not null)
        {
            return TwinHost.Refuse(http, status, code);
        }

        var receipt = new Receipt(id, version + 1);
        await using var batch = new NpgsqlBatch(connection, transaction);
        var after = $$"""{"status":"submitted","submittedAt":"{{now:O}}"}""";
        batch.BatchCommands.Add(Repetition.Command(Submit, Repetition.Value(now), Repetition.Value(id), Repetition.Value(version)));
        batch.BatchCommands.Add(repetition.WriteAudit("submit-score-sheet", "score-sheet", id, before, after, now, http));
        batch.BatchCommands.Add(repetition.KeepReceipt(JsonSerializer.Serialize(receipt), now));
        await batch.ExecuteNonQueryAsync(ct);
        if (batch.BatchCommands[0].RecordsAffected == 0)
        {
            return TwinHost.Refuse(http, StatusCodes.Status412PreconditionFailed, "request.version-stale");
        }

        await transaction.CommitAsync(ct);
        return Answer(http, receipt);
    }

    private static async Task<(int Status, string? Code, int Version, string? Before)> JudgeAsync(
        Guid id,
        string match,
        Guid caller,
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken ct
    )
    {
        await using var command = new NpgsqlCommand(Judge, connection, transaction) { Parameters = { Repetition.Value(id) } };
        await using var reader = await command.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
        {
            return (StatusCodes.Status404NotFound, "evaluation.score-sheet-not-found", 0, null);
        }

        if (reader.GetGuid(0) != caller)
        {
            return (StatusCodes.Status404NotFound, "evaluation.score-sheet-not-found", 0, null);
        }

        var (state, version) = (reader.GetString(1), reader.GetInt32(2));
        var declared = JsonSerializer.Deserialize(reader.GetString(4), Kept.Default.IndependenceArray)!;
        if (!declared.Any(x => x.UserId == caller))
        {
            return (StatusCodes.Status403Forbidden, "evaluation.independence-not-declared", 0, null);
        }

        if (match != "*" && match != TwinHost.ETag(version))
        {
            return (StatusCodes.Status412PreconditionFailed, "request.version-stale", 0, null);
        }

        if (state is not ("assigned" or "draft"))
        {
            return (StatusCodes.Status409Conflict, "evaluation.sheet-not-drafted", 0, null);
        }

        var marked = JsonSerializer.Deserialize(reader.GetString(3), Kept.Default.MarkArray)!;
        var criteria = JsonSerializer.Deserialize(reader.GetString(5), Kept.Default.KeptCriterionArray)!;
        return criteria.Any(x => marked.All(y => y.Criterion != x.Code))
                ? (StatusCodes.Status422UnprocessableEntity, "evaluation.mark-missing", 0, null)
            : reader.GetBoolean(6) ? (StatusCodes.Status409Conflict, "evaluation.ranking-frozen", 0, null)
            : (0, null, version, string.Create(CultureInfo.InvariantCulture, $$"""{"status":"{{state}}","submittedAt":null}"""));
    }

    private static IResult Answer(HttpContext http, Receipt receipt)
    {
        TwinHost.SetPrivate(http, receipt.Version);
        http.Response.Headers.Location = $"/api/v1/score-sheets/{receipt.Id}";
        return Results.Json(receipt, TwinHost.Json.Receipt, statusCode: StatusCodes.Status201Created);
    }
}
