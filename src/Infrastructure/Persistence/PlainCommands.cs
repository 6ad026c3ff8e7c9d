using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Commands of hot paths that EF can't compile once: they go as they are, on the context's connection and in its transaction.</summary>
internal static class PlainCommands
{
    /// <summary>The first column of the only row; the default where there is none.</summary>
    public static async Task<T?> FindValueAsync<T>(this AppDbContext db, NpgsqlCommand command, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
            return await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
