using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;

namespace SocialInnovation.Infrastructure.Platform.Audit;

/// <summary>
/// Seals what is committed: gives each entry the next number, chains its hash to the one before, and signs the end. Of all instances only the
/// one seals whose connection holds the lock; it seals on that very connection, so whoever loses it loses what it was about to write too.
/// </summary>
public sealed class AuditSealer(AuditConnection database, AuditKeys keys, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : IAsyncDisposable
{
    private const long Lock = 0x5e41_0000_a0d1;
    private const int Batch = 2_000;

    private const string Take = $"""
        select {RecordedEntry.Columns}
        from (select entry_id, recorded_at from platform.audit_unsealed order by entry_id limit $1) u
        cross join lateral (select * from platform.audit_entries x where x.id = u.entry_id and x.recorded_at = u.recorded_at limit 1) e
        order by e.id
        """;

    private const string Keep = """
        insert into platform.audit_seals (number, entry_id, recorded_at, entry_hash, chain_hash)
        select * from unnest($1, $2, $3, $4, $5)
        """;

    private const string Sign =
        "insert into platform.audit_heads (number, chain_hash, signed_at, key_id, signature) values ($1, $2, $3, $4, $5)";

    private NpgsqlConnection? connection;

    /// <summary>Seals all that waits.</summary>
    /// <returns>How many entries; null when another instance is the sealer.</returns>
    public async Task<int?> SealAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (connection is null && !await IsElectedAsync(cancellationToken))
            {
                return null;
            }

            for (var all = 0; ; )
            {
                var batch = await SealBatchAsync(connection!, cancellationToken);
                all += batch;
                if (batch < Batch)
                {
                    return all;
                }
            }
        }
        catch
        {
            // Whatever was wrong, the next try begins anew, and perhaps elsewhere.
            await DisposeAsync();
            throw;
        }
    }

    /// <summary>Gives the lock back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection is { } held)
        {
            connection = null;
            await held.DisposeAsync();
        }
    }

    private async Task<bool> IsElectedAsync(CancellationToken cancellationToken)
    {
        var candidate = new NpgsqlConnection(database.Unpooled);
        try
        {
            await candidate.OpenAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", candidate);
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = Lock });
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                (connection, candidate) = (candidate, null);
            }

            return connection is not null;
        }
        finally
        {
            if (candidate is not null)
            {
                await candidate.DisposeAsync();
            }
        }
    }

    private async Task<int> SealBatchAsync(NpgsqlConnection held, CancellationToken cancellationToken)
    {
        var entries = await ListAsync(
            held,
            Take,
            reader => (Id: reader.GetGuid(0), At: reader.GetFieldValue<DateTimeOffset>(1), Hash: RecordedEntry.Hash(reader, 0)),
            [new NpgsqlParameter<int> { TypedValue = Batch }],
            cancellationToken
        );
        if (entries.Count == 0)
        {
            return 0;
        }

        await using var transaction = await held.BeginTransactionAsync(cancellationToken);
        var last = await ListAsync(
            held,
            "select number, chain_hash from platform.audit_seals order by number desc limit 1",
            reader => (Number: reader.GetInt64(0), Chain: reader.GetFieldValue<byte[]>(1)),
            [],
            cancellationToken
        );
        var (number, chain) = last is [var end] ? end : (0, Chain.Beginning);
        var chained = new List<byte[]>(entries.Count);
        foreach (var entry in entries)
        {
            chained.Add(chain = Chain.Next(chain, entry.Hash));
        }

        var now = clock.GetUtcNow();
        // The database keeps microseconds, and the text is signed as it is read again.
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var head = number + entries.Count;
        await using var batch = new NpgsqlBatch(held, transaction);
        batch.BatchCommands.Add(
            Command(
                Keep,
                Array(Enumerable.Range(1, entries.Count).Select(x => number + x)),
                Array(entries.Select(x => x.Id)),
                Array(entries.Select(x => x.At.ToUniversalTime())),
                Array(entries.Select(x => x.Hash)),
                Array(chained)
            )
        );
        batch.BatchCommands.Add(
            Command(
                Sign,
                new NpgsqlParameter<long> { TypedValue = head },
                new NpgsqlParameter<byte[]> { TypedValue = chain },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = now },
                new NpgsqlParameter<string> { TypedValue = keys.CurrentId },
                new NpgsqlParameter<byte[]> { TypedValue = keys.Sign(Chain.SignedText(head, chain, now)) }
            )
        );
        batch.BatchCommands.Add(Command("delete from platform.audit_unsealed where entry_id = any($1)", Array(entries.Select(x => x.Id))));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return entries.Count;
    }

    private static async Task<List<T>> ListAsync<T>(
        NpgsqlConnection held,
        string sql,
        Func<NpgsqlDataReader, T> read,
        NpgsqlParameter[] parameters,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(sql, held);
        command.Parameters.AddRange(parameters);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellationToken))
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    private static NpgsqlBatchCommand Command(string sql, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.AddRange(parameters);
        return command;
    }

    private static NpgsqlParameter<T[]> Array<T>(IEnumerable<T> values) => new() { TypedValue = [.. values] };
}

/// <summary>The database, for a connection that is kept.</summary>
/// <param name="ConnectionString">As the service's role.</param>
public sealed record AuditConnection(string ConnectionString)
{
    /// <summary>A connection of the pool would keep its lock when it is given back.</summary>
    internal string Unpooled =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, ApplicationName = "audit-sealer" }.ConnectionString;
}
