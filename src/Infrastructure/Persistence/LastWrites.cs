using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>
/// What a transaction only adds and never reads again: the audit trail, the outbox, the record of a repetition. It is sent together with the
/// commit, and costs no wait of its own.
/// </summary>
internal sealed class LastWrites
{
    private readonly List<NpgsqlBatchCommand> commands = [];

    public bool IsEmpty => commands.Count == 0;

    public void Add(string sql, params ReadOnlySpan<NpgsqlParameter> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        commands.Add(command);
    }

    public void Forget() => commands.Clear();

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
