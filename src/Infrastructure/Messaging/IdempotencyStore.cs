using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Messaging;

internal sealed record IdempotencyRecord(
    Guid Caller,
    string Operation,
    string Key,
    string Fingerprint,
    string Receipt,
    DateTimeOffset RecordedAt
);

internal sealed class IdempotencyRecordConfiguration : IEntityTypeConfiguration<IdempotencyRecord>
{
    public void Configure(EntityTypeBuilder<IdempotencyRecord> builder)
    {
        builder.ToTable("idempotency_records", "platform");
        builder.HasKey(x => new
        {
            x.Caller,
            x.Operation,
            x.Key,
        });
        builder.Property(x => x.Operation).HasMaxLength(300);
        builder.Property(x => x.Key).HasMaxLength(255);
        builder.Property(x => x.Fingerprint).HasMaxLength(64);
        builder.Property(x => x.Receipt).HasColumnType("jsonb");
        builder.HasIndex(x => x.RecordedAt);
    }
}

/// <summary>Holds a key by an advisory lock while its first request runs, and by its row once that has committed.</summary>
internal sealed class IdempotencyStore(AppDbContext db, LastWrites last, [FromKeyedServices(Clocks.Real)] TimeProvider clock)
    : IIdempotencyStore
{
    private const string Lock = "select pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    private const string Find =
        "select fingerprint, receipt::text, recorded_at from platform.idempotency_records where caller = $1 and operation = $2 and key = $3";

    private const string Keep = """
        insert into platform.idempotency_records (caller, operation, key, fingerprint, receipt, recorded_at)
        values ($1, $2, $3, $4, $5::jsonb, $6)
        """;

    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task<IdempotencyOutcome> BeginAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        var (locked, former) = await LockAndFindAsync(request, cancellationToken);
        if (!locked)
        {
            return new IdempotencyOutcome(null, RequestErrors.InProgress);
        }

        if (former is not { } record)
        {
            return new IdempotencyOutcome(null, null);
        }

        if (record.RecordedAt < clock.GetUtcNow() - Kept)
        {
            await db
                .IdempotencyRecords.Where(x => x.Caller == request.Caller.Value && x.Operation == request.Operation && x.Key == request.Key)
                .ExecuteDeleteAsync(cancellationToken);
            return new IdempotencyOutcome(null, null);
        }

        return record.Fingerprint == request.Fingerprint
            ? new IdempotencyOutcome(record.Receipt, null)
            : new IdempotencyOutcome(null, RequestErrors.IdempotencyKeyReused);
    }

    // Every write comes by here, so both statements go in one batch. They stay two: the second one must see what was committed by whoever
    // held the lock before.
    private async Task<(bool Locked, Former? Former)> LockAndFindAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        await using var batch = new NpgsqlBatch(
            (NpgsqlConnection)db.Database.GetDbConnection(),
            (NpgsqlTransaction)db.Database.CurrentTransaction!.GetDbTransaction()
        );
        var scope = new NpgsqlParameter<string> { TypedValue = $"{request.Caller.Value:N} {request.Operation} {request.Key}" };
        batch.BatchCommands.Add(new(Lock) { Parameters = { scope } });
        batch.BatchCommands.Add(
            new(Find)
            {
                Parameters =
                {
                    new NpgsqlParameter<Guid> { TypedValue = request.Caller.Value },
                    new NpgsqlParameter<string> { TypedValue = request.Operation },
                    new NpgsqlParameter<string> { TypedValue = request.Key },
                },
            }
        );
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var locked = reader.GetBoolean(0);
        await reader.NextResultAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken)
            ? (locked, new Former(reader.GetString(0), reader.GetString(1), reader.GetFieldValue<DateTimeOffset>(2)))
            : (locked, null);
    }

    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Kept;
        return db.IdempotencyRecords.Where(x => x.RecordedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    public void Complete(IdempotencyRequest request, string receipt) =>
        last.Add(
            Keep,
            new NpgsqlParameter<Guid> { TypedValue = request.Caller.Value },
            new NpgsqlParameter<string> { TypedValue = request.Operation },
            new NpgsqlParameter<string> { TypedValue = request.Key },
            new NpgsqlParameter<string> { TypedValue = request.Fingerprint },
            new NpgsqlParameter<string> { TypedValue = receipt },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() }
        );

    private readonly record struct Former(string Fingerprint, string Receipt, DateTimeOffset RecordedAt);
}
