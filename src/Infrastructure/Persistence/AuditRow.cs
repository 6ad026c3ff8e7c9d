using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using NpgsqlTypes;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>One row of the audit trail, whether something was changed or read: who, on whose behalf, when, from where, and what.</summary>
/// <param name="Kind">What was changed or read, such as <c>account</c>.</param>
/// <param name="Subject">Which; of a reading, the first.</param>
/// <param name="Action">The command or query.</param>
internal sealed record AuditRow(string Kind, Guid Subject, string Action)
{
    /// <summary>Up to the values, which <see cref="Parameters"/> has in this order.</summary>
    public const string InsertInto = """
        insert into platform.audit_entries
            (id, recorded_at, effective_at, actor_id, on_behalf_of_id, action, entity_type, entity_id, before, after, read_ids, trace_id, origin)
        """;

    public const string Insert = $"""
        {InsertInto}
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
        """;

    public Guid Id { get; } = Uuid.Next();

    /// <summary>The same row, with columns of the row that it tells of added to what it says there is now.</summary>
    public static string InsertCopying(IEntityType type, IEnumerable<IProperty> properties)
    {
        var told = properties.Select(x => $"'{JsonNamingPolicy.CamelCase.ConvertName(x.Name)}', told.{x.GetColumnName()}");
        return $"""
            {InsertInto}
            select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10 || jsonb_build_object({string.Join(", ", told)}), $11, $12, $13
            from {type.GetSchema()}.{type.GetTableName()} told where told.id = $8
            """;
    }

    /// <summary>Who did it where nobody calls yet, as at a sign-in.</summary>
    public UserId? Actor { get; init; }

    public string? Before { get; init; }

    public string? After { get; init; }

    public Guid[]? ReadIds { get; init; }

    public NpgsqlParameter[] Parameters(RequestContext context, DateTimeOffset recordedAt)
    {
        var caller = context.Caller;
        return
        [
            new NpgsqlParameter<Guid> { TypedValue = Id },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = recordedAt },
            new NpgsqlParameter<DateTimeOffset> { TypedValue = context.Now.ToUniversalTime() },
            Optional(NpgsqlDbType.Uuid, (caller?.PerformedBy ?? caller?.Id ?? Actor)?.Value),
            Optional(NpgsqlDbType.Uuid, caller?.PerformedBy is null ? null : caller.Id.Value),
            new NpgsqlParameter<string> { TypedValue = Action },
            new NpgsqlParameter<string> { TypedValue = Kind },
            new NpgsqlParameter<Guid> { TypedValue = Subject },
            Optional(NpgsqlDbType.Jsonb, Before),
            Optional(NpgsqlDbType.Jsonb, After),
            Optional(NpgsqlDbType.Uuid | NpgsqlDbType.Array, ReadIds),
            Optional(NpgsqlDbType.Text, context.TraceId),
            Optional(NpgsqlDbType.Text, context.Origin),
        ];
    }

    public static NpgsqlParameter Optional(NpgsqlDbType type, object? value) =>
        new() { NpgsqlDbType = type, Value = value ?? DBNull.Value };
}
