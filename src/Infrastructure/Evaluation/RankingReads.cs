using Npgsql;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Evaluation;

internal sealed class RankingReads(AppDbContext db) : IRankingReads
{
    private const string FindEntries = """
        select jsonb_path_query_array(entries, '$[$first to $last]', jsonb_build_object('first', $2, 'last', $3))::text
        from evaluation.rankings where id = $1
        """;

    public async Task<IReadOnlyList<RankingEntry>?> FindEntriesAsync(
        RankingId id,
        int afterRank,
        int take,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(FindEntries)
        {
            Parameters =
            {
                new NpgsqlParameter<Guid> { TypedValue = id.Value },
                new NpgsqlParameter<int> { TypedValue = afterRank },
                new NpgsqlParameter<int> { TypedValue = afterRank + take - 1 },
            },
        };
        return await db.FindValueAsync<string>(command, cancellationToken) is { } found
            ? JsonColumn.Read<IReadOnlyList<RankingEntry>>(found)
            : null;
    }
}
