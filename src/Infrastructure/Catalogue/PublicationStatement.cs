using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>The statements by which a search is followed: what it finds, in the order of publication.</summary>
internal static class PublicationStatement
{
    public static FormattableString Newest(InnovationSearch search, int most) =>
        Found(search).Add($"order by e.published_at desc, e.innovation_id desc limit {most}").ToSql();

    public static FormattableString Untold(InnovationSearch search, DateTimeOffset after, IReadOnlyList<ToldVersion> told, int most)
    {
        var (ids, numbers) = (told.Select(x => x.Innovation).ToArray(), told.Select(x => x.Number).ToArray());
        return Found(search)
            .Add(
                $"""
                and e.published_at > {after.ToUniversalTime()} and not exists (
                    select from unnest({ids}, {numbers}) told (id, number)
                    where told.id = e.innovation_id and told.number >= e.number
                )
                order by e.published_at, e.innovation_id limit {most}
                """
            )
            .ToSql();
    }

    private static SqlText Found(InnovationSearch search)
    {
        var every = Queries.Every(search.Words);
        var sql = new SqlText().Add(
            $"""
            select e.innovation_id as id, e.number, e.title, e.summary, e.themes, e.departments, e.published_at,
                coalesce((
                    select v.content ->> 'language' from catalogue.innovation_versions v
                    where v.innovation_id = e.innovation_id and v.number = e.number
                ), 'fr') as language
            from catalogue.search_entries e
            """
        );
        SearchStatement.Near(sql, search.Circle);
        sql.Add($"where true").AddIf(every is not null, $"and e.document @@ {every}::tsquery");
        SearchStatement.Filter(sql, search.Question, null);
        if (search.Box is { } box)
        {
            sql.Add($"and e.innovation_id in (select p.innovation_id from catalogue.search_places p where")
                .Add(SearchStatement.Inside(box))
                .Add($")");
        }

        return sql;
    }
}
