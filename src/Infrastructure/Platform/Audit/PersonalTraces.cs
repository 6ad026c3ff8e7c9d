using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Application.Platform.EraseUser;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Platform.Audit;

internal sealed class PersonalTraces(LastWrites last) : IPersonalTraces
{
    public void Forget(UserId person) =>
        last.Add(
            "delete from platform.audit_personal_values where person_id = $1",
            new NpgsqlParameter<Guid> { TypedValue = person.Value }
        );
}

/// <summary>Writes one row for each request that read personal data; it waits until the row is kept.</summary>
internal sealed class ReadLog(AppDbContext db, RequestContext context, [FromKeyedServices(Clocks.Real)] TimeProvider clock) : IReadLog
{
    private const string Keep = """
        insert into platform.audit_entries
            (id, recorded_at, effective_at, actor_id, on_behalf_of_id, action, entity_type, entity_id, read_ids, trace_id, origin)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
        """;

    public async Task WriteAsync(string action, string kind, IReadOnlyList<Guid> ids, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        await using var command = new NpgsqlCommand(Keep)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = EntityId.New<AuditEntryId>().Value },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = clock.GetUtcNow() },
                new NpgsqlParameter<DateTimeOffset> { TypedValue = context.Now.ToUniversalTime() },
                Optional(NpgsqlDbType.Uuid, (caller?.PerformedBy ?? caller?.Id)?.Value),
                Optional(NpgsqlDbType.Uuid, caller?.PerformedBy is null ? null : caller.Id.Value),
                new NpgsqlParameter<string> { TypedValue = action },
                new NpgsqlParameter<string> { TypedValue = kind },
                new NpgsqlParameter<Guid> { TypedValue = ids[0] },
                new NpgsqlParameter<Guid[]> { TypedValue = [.. ids] },
                Optional(NpgsqlDbType.Text, context.TraceId),
                Optional(NpgsqlDbType.Text, context.Origin),
            },
        };
        await db.FindValueAsync<object>(command, cancellationToken);
    }

    private static NpgsqlParameter Optional(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
