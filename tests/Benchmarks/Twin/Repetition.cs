using System.Security.Cryptography;
using Npgsql;

namespace SocialInnovation.Benchmarks.Twin;

/// <summary>The twin's idempotency: the same lock and the same record as the service's, in the transaction of the effect.</summary>
internal sealed record Repetition(Guid Caller, string Operation, string Key, string Fingerprint)
{
    private const string Lock = "select pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    private const string Find =
        "select fingerprint, receipt::text, recorded_at from platform.idempotency_records where caller = $1 and operation = $2 and key = $3";

    private const string Keep = """
        insert into platform.idempotency_records (caller, operation, key, fingerprint, receipt, recorded_at)
        values ($1, $2, $3, $4, $5::jsonb, $6)
        """;

    private const string Audit = """
        insert into platform.audit_entries
            (id, recorded_at, effective_at, actor_id, action, entity_type, entity_id, before, after, trace_id, origin)
        values ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9::jsonb, $10, $11)
        """;

    /// <summary>Null without a valid key.</summary>
    public static async Task<Repetition?> OfAsync(HttpContext http)
    {
        if (
            http.Request.Headers["Idempotency-Key"] is not { Count: 1 } values
            || values[0]?.Trim('"') is not { Length: > 0 and <= 255 } key
        )
        {
            return null;
        }

        http.Request.EnableBuffering();
        var hash = await SHA256.HashDataAsync(http.Request.Body, http.RequestAborted);
        http.Request.Body.Position = 0;
        return new Repetition(TwinHost.Caller(http), $"{http.Request.Method} {http.Request.Path}", key, Convert.ToHexStringLower(hash));
    }

    /// <summary>The refusal of a repetition that runs or differs, or the kept receipt; neither for the first one.</summary>
    public async Task<(string? Refusal, string? Receipt)> BeginAsync(
        NpgsqlConnection connection,
        NpgsqlTransaction transaction,
        CancellationToken ct
    )
    {
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(Command(Lock, Text($"{Caller:N} {Operation} {Key}")));
        batch.BatchCommands.Add(Command(Find, Value(Caller), Text(Operation), Text(Key)));
        await using var reader = await batch.ExecuteReaderAsync(ct);
        await reader.ReadAsync(ct);
        if (!reader.GetBoolean(0))
        {
            return ("request.in-progress", null);
        }

        await reader.NextResultAsync(ct);
        return !await reader.ReadAsync(ct) ? (null, null)
            : reader.GetString(0) == Fingerprint ? (null, reader.GetString(1))
            : ("request.idempotency-key-reused", null);
    }

    public NpgsqlBatchCommand KeepReceipt(string receipt, DateTimeOffset at) =>
        Command(Keep, Value(Caller), Text(Operation), Text(Key), Text(Fingerprint), Text(receipt), Value(at));

    public NpgsqlBatchCommand WriteAudit(
        string action,
        string type,
        Guid entity,
        string? before,
        string after,
        DateTimeOffset at,
        HttpContext http
    ) =>
        Command(
            Audit,
            Value(Guid.CreateVersion7()),
            Value(at),
            Value(at),
            Value(Caller),
            Text(action),
            Text(type),
            Value(entity),
            Text(before),
            Text(after),
            Text(TwinHost.TraceId(http)),
            Text(http.Connection.RemoteIpAddress?.ToString())
        );

    public static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
#pragma warning disable CA2100 // Each text is a constant of the twin.
        var command = new NpgsqlBatchCommand(sql);
#pragma warning restore CA2100
        command.Parameters.AddRange(parameters);
        return command;
    }

    public static NpgsqlParameter Text(string? value) => new NpgsqlParameter<string?> { TypedValue = value };

    public static NpgsqlParameter Value<T>(T value)
        where T : struct => new NpgsqlParameter<T> { TypedValue = value };
}
