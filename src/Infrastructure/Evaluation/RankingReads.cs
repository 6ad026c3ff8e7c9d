using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialInnovation.Application.Evaluation;
using SocialInnovation.Domain.Applications;
using SocialInnovation.Domain.Calls;
using SocialInnovation.Domain.Evaluation;
using SocialInnovation.Domain.SharedKernel;
using SocialInnovation.Infrastructure.Persistence;
using SocialInnovation.Infrastructure.Persistence.Conversions;

namespace SocialInnovation.Infrastructure.Evaluation;

internal sealed class RankingReads(AppDbContext db) : IRankingReads
{
    private const string FindEntries = """
        select jsonb_path_query_array(entries, '$[$first to $last]', jsonb_build_object('first', $2, 'last', $3))::text
        from evaluation.rankings where id = $1
        """;

    private const string ListSheets = """
        select application_id, evaluator_id, marks
        from evaluation.score_sheets where call_id = $1 and status = 'submitted'
        """;

    // Comments are most of what a sheet holds, and stay where they are when nobody asks for them.
    private const string ListMarks = """
        select application_id, evaluator_id,
            jsonb_path_query_array(marks, '$[*].criterion'), jsonb_path_query_array(marks, '$[*].value')
        from evaluation.score_sheets where call_id = $1 and status = 'submitted'
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

    public async Task<IReadOnlyDictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>>> SubmittedSheetsAsync(
        CallId call,
        bool withComments,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(withComments ? ListSheets : ListMarks)
        {
            Parameters = { new NpgsqlParameter<Guid> { TypedValue = call.Value } },
        };
        var bare = new BareMarks();
        var sheets = new Dictionary<GrantApplicationId, IReadOnlyList<MarkedSheet>>();
        await db.ForEachAsync(
            command,
            reader =>
            {
                var application = new GrantApplicationId(reader.GetGuid(0));
                if (!sheets.TryGetValue(application, out var known))
                {
                    sheets.Add(application, known = new List<MarkedSheet>());
                }

                InOrder(
                    (List<MarkedSheet>)known,
                    new MarkedSheet(
                        new UserId(reader.GetGuid(1)),
                        withComments ? reader.Json<IReadOnlyList<Mark>>(2) : bare.Read(reader.GetString(2), reader.GetString(3))
                    )
                );
            },
            cancellationToken
        );
        return sheets;
    }

    // The columns are named so that a new one is missed here at once.
    public Task<Ranking?> FindWithoutEntriesAsync(RankingId id, CancellationToken cancellationToken) =>
        db
            .Rankings.FromSql(
                $"""
                select id, call_id, status, '[]'::jsonb as entries, input_hash, computed_by, computed_at, frozen_by, frozen_at,
                    superseding_reason, parameters, version
                from evaluation.rankings where id = {id.Value}
                """
            )
            .SingleOrDefaultAsync(cancellationToken);

    private static void InOrder(List<MarkedSheet> sheets, MarkedSheet sheet)
    {
        var place = sheets.Count;
        while (place > 0 && sheets[place - 1].Evaluator.Value.CompareTo(sheet.Evaluator.Value) > 0)
        {
            place--;
        }

        sheets.Insert(place, sheet);
    }
}
