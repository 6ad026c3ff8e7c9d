using Npgsql;
using NpgsqlTypes;
using SocialInnovation.Application.Common;
using SocialInnovation.Application.Common.Messaging;
using SocialInnovation.Domain.SharedKernel;

namespace SocialInnovation.Infrastructure.Persistence;

/// <summary>Writes the audit row of a change, in the transaction of the change.</summary>
internal interface IAuditWriter
{
    void Write(LastWrites last, AggregateChange change, RequestContext context, DateTimeOffset recordedAt);

    /// <summary>The same for what is no aggregate of ours, such as an account.</summary>
    /// <param name="last">The transaction's last writes.</param>
    /// <param name="kind">What was changed.</param>
    /// <param name="id">Which.</param>
    /// <param name="actor">Who did it where nobody calls yet, as at a sign-in.</param>
    /// <param name="context">The request.</param>
    /// <param name="recordedAt">The real instant.</param>
    void Write(LastWrites last, string kind, Guid id, UserId actor, RequestContext context, DateTimeOffset recordedAt);
}

internal sealed class AuditWriter : IAuditWriter
{
    public const string Unnamed = "unnamed";

    private const string KeepPersonal = """
        insert into platform.audit_personal_values (commitment, entry_id, person_id, value, salt) values ($1, $2, $3, $4, $5)
        """;

    public void Write(LastWrites last, AggregateChange change, RequestContext context, DateTimeOffset recordedAt)
    {
        var kind = Naming.KebabCase(change.Root.Metadata.ClrType.Name);
        var row = new AuditRow(kind, ((IAggregateRoot)change.Root.Entity).Key, context.Action ?? Unnamed)
        {
            Before = change.Before.Count == 0 ? null : change.Before.ToJsonString(),
            After = change.After.Count == 0 ? null : change.After.ToJsonString(),
        };
        if (change.Copied.Count == 0)
        {
            last.Add(AuditRow.Insert, row.Parameters(context, recordedAt));
        }
        else
        {
            last.AddBehindSave(AuditRow.InsertCopying(change.Root.Metadata, change.Copied), row.Parameters(context, recordedAt));
        }

        foreach (var value in change.Values.Committed)
        {
            last.Add(
                KeepPersonal,
                new NpgsqlParameter<string> { TypedValue = value.Commitment },
                new NpgsqlParameter<Guid> { TypedValue = row.Id },
                AuditRow.Optional(NpgsqlDbType.Uuid, value.Person),
                new NpgsqlParameter<string> { TypedValue = value.Value },
                new NpgsqlParameter<byte[]> { TypedValue = value.Salt }
            );
        }
    }

    public void Write(LastWrites last, string kind, Guid id, UserId actor, RequestContext context, DateTimeOffset recordedAt) =>
        last.Add(AuditRow.Insert, new AuditRow(kind, id, context.Action ?? Unnamed) { Actor = actor }.Parameters(context, recordedAt));
}
