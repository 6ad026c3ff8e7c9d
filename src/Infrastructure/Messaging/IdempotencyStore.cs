using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Microsoft.Extensions.DependencyInjection;
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
internal sealed class IdempotencyStore(AppDbContext db, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IIdempotencyStore
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    public async Task<IdempotencyOutcome> BeginAsync(IdempotencyRequest request, CancellationToken cancellationToken)
    {
        var scope = $"{request.Caller.Value:N} {request.Operation} {request.Key}";
        var locked = await db
            .Database.SqlQuery<bool>($"select pg_try_advisory_xact_lock(hashtextextended({scope}, 0)) as \"Value\"")
            .SingleAsync(cancellationToken);
        if (!locked)
        {
            return new IdempotencyOutcome(null, RequestErrors.InProgress);
        }

        var oldest = clock.GetUtcNow() - Kept;
        var former = await db
            .IdempotencyRecords.AsNoTracking()
            .SingleOrDefaultAsync(
                x => x.Caller == request.Caller.Value && x.Operation == request.Operation && x.Key == request.Key,
                cancellationToken
            );
        if (former is null)
        {
            return new IdempotencyOutcome(null, null);
        }

        if (former.RecordedAt < oldest)
        {
            await db
                .IdempotencyRecords.Where(x => x.Caller == former.Caller && x.Operation == former.Operation && x.Key == former.Key)
                .ExecuteDeleteAsync(cancellationToken);
            return new IdempotencyOutcome(null, null);
        }

        return former.Fingerprint == request.Fingerprint
            ? new IdempotencyOutcome(former.Receipt, null)
            : new IdempotencyOutcome(null, RequestErrors.IdempotencyKeyReused);
    }

    public Task<int> ForgetAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow() - Kept;
        return db.IdempotencyRecords.Where(x => x.RecordedAt < oldest).ExecuteDeleteAsync(cancellationToken);
    }

    public async Task CompleteAsync(IdempotencyRequest request, string receipt, CancellationToken cancellationToken)
    {
        db.IdempotencyRecords.Add(
            new IdempotencyRecord(request.Caller.Value, request.Operation, request.Key, request.Fingerprint, receipt, clock.GetUtcNow())
        );
        await db.SaveChangesAsync(cancellationToken);
    }
}
