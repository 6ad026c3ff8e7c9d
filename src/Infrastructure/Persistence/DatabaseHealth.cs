using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Platform.Contracts;

namespace SocialInnovation.Infrastructure.Persistence;

internal sealed class DatabaseHealth(AppDbContext db) : IDatabaseHealth
{
    // Partitions are made two years ahead; somebody must have noticed long before the last one is used.
    private const int FewestMonthsAhead = 3;

    public async Task<string?> WhyNotReadyAsync(CancellationToken cancellationToken)
    {
        try
        {
            if ((await db.Database.GetPendingMigrationsAsync(cancellationToken)).Any())
            {
                return "migrations are missing";
            }

            var monthsAhead = await db
                .Database.SqlQuery<int>(
                    $"""
                    select count(*)::int as "Value" from pg_inherits i join pg_class c on c.oid = i.inhrelid
                    where i.inhparent = 'platform.audit_entries'::regclass
                      and right(c.relname, 6) > to_char(now() at time zone 'utc', 'YYYYMM')
                    """
                )
                .SingleAsync(cancellationToken);
            return monthsAhead < FewestMonthsAhead ? "partitions for the coming months are missing" : null;
        }
        catch (DbException)
        {
            return "the database does not answer";
        }
    }
}
