using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>
/// What a transaction only adds and never reads again: the audit trail, the outbox, the record of a repetition. It is sent together with the
/// commit, and costs no wait of its own.
/// </summary>
internal sealed class LastWrites
{
    // Where the server can, long values are compressed by the method that takes a tenth of the time.
    private const string CompressQuickly = """
        select set_config(name, 'lz4', true) from pg_settings where name = 'default_toast_compression' and 'lz4' = any(enumvals)
        """;

    private readonly List<NpgsqlBatchCommand> commands = [];
    private readonly List<NpgsqlBatchCommand> behindSave = [];

    public bool IsEmpty => commands.Count == 0 && behindSave.Count == 0;

    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters) => Add(commands, sql, parameters);

    /// <summary>What copies from a row as this save writes it can't wait for the commit: another save could come before.</summary>
    public void AddBehindSave(string sql, params ReadOnlySpan<NpgsqlParameter> parameters) => Add(behindSave, sql, parameters);

    private static void Add(List<NpgsqlBatchCommand> commands, string sql, ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        commands.Add(command);
    }

    public void Forget()
    {
        commands.Clear();
        behindSave.Clear();
    }

    /// <summary>Saves, with what must follow on the spot.</summary>
    public async Task<int> SaveAsync(Func<Task<int>> save, IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        if (behindSave.Count == 0)
        {
            return await save();
        }

        var running = (NpgsqlTransaction)transaction.GetDbTransaction();
        await using var compression = new NpgsqlCommand(CompressQuickly, running.Connection, running);
        await compression.ExecuteNonQueryAsync(cancellationToken);
        var saved = await save();
        await using var batch = new NpgsqlBatch(running.Connection, running);
        behindSave.ForEach(batch.BatchCommands.Add);
        await batch.ExecuteNonQueryAsync(cancellationToken);
        behindSave.Clear();
        return saved;
    }

    /// <summary>Writes and commits; a failure of either fails both.</summary>
    public async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        if (IsEmpty)
        {
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        var running = (NpgsqlTransaction)transaction.GetDbTransaction();
        await using var batch = new NpgsqlBatch(running.Connection, running);
        commands.ForEach(batch.BatchCommands.Add);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        Forget();
    }
}
