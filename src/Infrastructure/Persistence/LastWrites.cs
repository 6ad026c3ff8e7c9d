using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>What a transaction writes at its very end: it is sent together with the commit, and costs no wait of its own.</summary>
internal sealed class LastWrites(AppDbContext db)
{
    private readonly List<NpgsqlBatchCommand> commands = [];

    public void Add(NpgsqlBatchCommand command) => commands.Add(command);

    public void Forget() => commands.Clear();

    /// <summary>Writes and commits; a failure of either fails both.</summary>
    public async Task CommitAsync(IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        if (commands.Count == 0)
        {
            await transaction.CommitAsync(cancellationToken);
            return;
        }

        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)transaction.GetDbTransaction()
        );
        commands.ForEach(batch.BatchCommands.Add);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("commit"));
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }
}
