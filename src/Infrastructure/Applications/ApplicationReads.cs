using System.Globalization;
using System.Text;
using Npgsql;
using SocialInnovation.Application.Applications;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Platform;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Applications;

internal sealed class ApplicationReads(AppDbContext db) : IApplicationReads
{
    // With the number of rows in its text PostgreSQL knows how little is wanted, and keeps one plan. Without it, it plans each time anew,
    // which takes as long as the query itself.
    private static readonly CompositeFormat ListSubmitted = CompositeFormat.Parse(
        """
        select a.id, a.reference, a.call_id, a.organisation_id,
               exists (select 1 from platform.memberships m where m.organisation_id = a.organisation_id and m.user_id = $1),
               a.state, a.completion_deadline, a.content ->> 'projectTitle', a.content -> 'plan' ->> 'requested', a.submitted_at,
               a.awarded_amount, a.outcome_reason, a.notified_at, a.version
        from applications.grant_applications a
        where a.call_id = $2 and a.id > $3 and a.submitted_at is not null
        order by a.id limit {0}
        """
    );

    public async Task<List<ApplicationRow>> ListSubmittedAsync(
        CallId call,
        UserId reader,
        GrantApplicationId after,
        int take,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(string.Format(CultureInfo.InvariantCulture, ListSubmitted, take))
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = reader.Value },
                new NpgsqlParameter<Guid> { TypedValue = call.Value },
                new NpgsqlParameter<Guid> { TypedValue = after.Value },
            },
        };
        return await db.ListAsync(command, Read, cancellationToken);
    }

    private static ApplicationRow Read(NpgsqlDataReader row) =>
        new(
            new GrantApplicationId(row.GetGuid(0)),
            row.GetString(1),
            new CallId(row.GetGuid(2)),
            new OrganisationId(row.GetGuid(3)),
            row.GetBoolean(4),
            row.Word<ApplicationState>(5),
            row.Instant(6),
            row.GetString(7),
            row.GetString(8),
            row.Instant(9),
            row.IsDBNull(10) ? null : new Money(row.GetDecimal(10)),
            row.Text(11),
            row.Instant(12),
            row.GetInt32(13)
        );
}
