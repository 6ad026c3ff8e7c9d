using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Evaluation;

internal sealed class RankingReads(AppDbContext db) : IRankingReads
{
    public async Task<IReadOnlyList<RankingEntry>?> FindEntriesAsync(
        RankingId id,
        int afterRank,
        int take,
        CancellationToken cancellationToken
    )
    {
        var (first, last) = (afterRank, afterRank + take - 1);
        var found = await db
            .Database.SqlQuery<string>(
                $"""
                select jsonb_path_query_array(
                    entries, '$[$first to $last]', jsonb_build_object('first', {first}::int, 'last', {last}::int))::text as "Value"
                from evaluation.rankings where id = {id.Value}
                """
            )
            .ToListAsync(cancellationToken);
        return found.Count == 0 ? null : JsonColumn.Read<IReadOnlyList<RankingEntry>>(found[0]);
    }
}
