using Npgsql;
using NpgsqlTypes;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Writes the audit row of one changed aggregate, in the transaction of the change.</summary>
internal interface IAuditWriter
{
    void Write(LastWrites last, AggregateChange change, RequestContext context, DateTimeOffset recordedAt);

    /// <summary>The same for what is no aggregate of ours, such as an account.</summary>
    void Write(LastWrites last, AuditFact fact, RequestContext context, DateTimeOffset recordedAt);
}

/// <summary>A change of something that is no aggregate.</summary>
/// <param name="Kind">What was changed, such as <c>account</c>.</param>
/// <param name="Id">Which.</param>
/// <param name="Actor">Who did it where nobody calls yet, as at a sign-in.</param>
internal sealed record AuditFact(string Kind, Guid Id, UserId Actor);

internal sealed class AuditWriter : IAuditWriter
{
    private const string Keep = """
        insert into platform.audit_entries
            (id, recorded_at, effective_at, actor_id, on_behalf_of_id, action, entity_type, entity_id, before, after, trace_id, origin)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)
        """;

    private const string KeepPersonal = """
        insert into platform.audit_personal_values (commitment, entry_id, person_id, value, salt) values ($1, $2, $3, $4, $5)
        """;

    public void Write(LastWrites last, AggregateChange change, RequestContext context, DateTimeOffset recordedAt)
    {
        var kind = Naming.KebabCase(change.Root.Metadata.ClrType.Name);
        var fact = new AuditFact(kind, ((IAggregateRoot)change.Root.Entity).Key, default);
        var before = change.Before.Count == 0 ? null : change.Before.ToJsonString();
        var after = change.After.Count == 0 ? null : change.After.ToJsonString();
        var id = Add(last, fact, (before, after), context, recordedAt);
        foreach (var value in change.Values.Committed)
        {
            last.Add(
                KeepPersonal,
                new NpgsqlParameter<string> { TypedValue = value.Commitment },
                new NpgsqlParameter<Guid> { TypedValue = id },
                Optional(NpgsqlDbType.Uuid, value.Person),
                new NpgsqlParameter<string> { TypedValue = value.Value },
                new NpgsqlParameter<byte[]> { TypedValue = value.Salt }
            );
        }
    }

    public void Write(LastWrites last, AuditFact fact, RequestContext context, DateTimeOffset recordedAt) =>
        Add(last, fact, default, context, recordedAt);

    private static Guid Add(
        LastWrites last,
        AuditFact fact,
        (string? Before, string? After) members,
        RequestContext context,
        DateTimeOffset recordedAt
    )
    {
        var (caller, id) = (context.Caller, EntityId.New<AuditEntryId>().Value);
        var actor = (caller?.PerformedBy ?? caller?.Id)?.Value ?? (fact.Actor == default ? null : fact.Actor.Value);
        last.Add(
            Keep,
            new NpgsqlParameter<Guid> { TypedValue = id },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = recordedAt },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = context.Now.ToUniversalTime() },
            Optional(NpgsqlDbType.Uuid, actor),
            Optional(NpgsqlDbType.Uuid, caller?.PerformedBy is null ? null : caller.Id.Value),
            new NpgsqlParameter<string> { TypedValue = context.Action ?? "unnamed" },
            new NpgsqlParameter<string> { TypedValue = fact.Kind },
            new NpgsqlParameter<Guid> { TypedValue = fact.Id },
            Optional(NpgsqlDbType.Jsonb, members.Before),
            Optional(NpgsqlDbType.Jsonb, members.After),
            Optional(NpgsqlDbType.Text, context.TraceId),
            Optional(NpgsqlDbType.Text, context.Origin)
        );
        return id;
    }

    private static NpgsqlParameter Optional(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
