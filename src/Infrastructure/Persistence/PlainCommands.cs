using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Commands of hot paths: they go as they are, on the context's connection and in its transaction, and cost what they cost by hand.</summary>
internal static class PlainCommands
{
    /// <summary>The first column of the only row; the default where there is none.</summary>
    public static Task<T?> FindValueAsync<T>(this AppDbContext db, NpgsqlCommand command, CancellationToken cancellationToken) =>
        db.RunAsync(
            command,
            async () => await command.ExecuteScalarAsync(cancellationToken) is T value ? value : default,
            cancellationToken
        );

    /// <summary>
    /// The first column of the only row of a statement that PostgreSQL plans once, whatever its values are: for one whose plan is the same
    /// for all of them, and takes as long to be made as to be run.
    /// </summary>
    public static async Task<T> PlannedOnceAsync<T>(this AppDbContext db, NpgsqlBatchCommand command, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
            {
                BatchCommands =
                {
                    new NpgsqlBatchCommand("set plan_cache_mode = force_generic_plan"),
                    command,
                    new NpgsqlBatchCommand("reset plan_cache_mode"),
                },
            };
            return (T)(await batch.ExecuteScalarAsync(cancellationToken))!;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    /// <summary>Every row.</summary>
    public static async Task<List<T>> ListAsync<T>(
        this AppDbContext db,
        NpgsqlCommand command,
        Func<NpgsqlDataReader, T> read,
        CancellationToken cancellationToken
    )
    {
        var rows = new List<T>();
        await db.ForEachAsync(command, row => rows.Add(read(row)), cancellationToken);
        return rows;
    }

    /// <summary>Every row as it comes in, for what is too much to be kept as it came.</summary>
    public static Task ForEachAsync(
        this AppDbContext db,
        NpgsqlCommand command,
        Action<NpgsqlDataReader> take,
        CancellationToken cancellationToken
    ) =>
        db.RunAsync(
            command,
            async () =>
            {
                await using var reader = await command.ExecuteReaderAsync(cancellationToken);
                while (await reader.ReadAsync(cancellationToken))
                {
                    take(reader);
                }

                return command;
            },
            cancellationToken
        );

    /// <summary>How many rows it wrote.</summary>
    public static Task<int> ExecuteAsync(this AppDbContext db, NpgsqlCommand command, CancellationToken cancellationToken) =>
        db.RunAsync(command, () => command.ExecuteNonQueryAsync(cancellationToken), cancellationToken);

    /// <summary>The wire's word in a column, as the enum member that it names.</summary>
    public static TEnum Word<TEnum>(this DbDataReader reader, int column)
        where TEnum : struct, Enum => Naming.Parse<TEnum>(reader.GetString(column))!.Value;

    public static string? Text(this DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    public static DateTimeOffset? Instant(this DbDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetFieldValue<DateTimeOffset>(column);

    public static T Json<T>(this DbDataReader reader, int column) => JsonColumn.Read<T>(reader.GetString(column));

    private static async Task<T> RunAsync<T>(
        this AppDbContext db,
        NpgsqlCommand command,
        Func<Task<T>> run,
        CancellationToken cancellationToken
    )
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            command.Connection = (NpgsqlConnection)db.Database.GetDbConnection();
            return await run();
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }
}
