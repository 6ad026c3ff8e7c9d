using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>The statements of a search: words and places choose the rows, filters choose among them, and each facet leaves its own filter out.</summary>
internal static class SearchStatement
{
    /// <summary>Kilometres of a degree of latitude; a little short, so that the rectangle around a circle holds all of it.</summary>
    private const double DegreeKilometres = 111.1;

    private static readonly string[] Facets = ["theme", "department", "initiator", "stage"];

    /// <summary>One page, the total and the counts, as one JSON text.</summary>
    public static SqlText Of(InnovationSearch search, FoundPlace? after, int most)
    {
        var question = search.Question;
        var every = Queries.Every(search.Words);
        var sql = new SqlText().Add($"with hits as materialized (select e.innovation_id, e.initiator, e.stage, e.themes, e.departments,");
        if (search.Circle is not null)
        {
            sql.Add($"near.metres::integer as metres,");
        }
        else
        {
            sql.Add($"null::integer as metres,");
        }

        if (every is not null)
        {
            sql.Add($"(ts_rank(e.document, {every}::tsquery) * 1000000)::bigint as score");
        }
        else if (search.Circle is not null)
        {
            sql.Add($"-near.metres::bigint as score");
        }
        else
        {
            sql.Add($"(extract(epoch from e.published_at) * 1000000)::bigint as score");
        }

        sql.Add($"from catalogue.search_entries e");
        Near(sql, search.Circle);
        sql.Add($"where true").AddIf(every is not null, $"and e.document @@ {every}::tsquery");
        if (search.Box is { } box)
        {
            sql.Add($"and e.innovation_id in (select p.innovation_id from catalogue.search_places p where").Add(Inside(box)).Add($")");
        }

        sql.Add($"), kept as materialized (select * from hits where true");
        Filter(sql, question, null);
        sql.Add($"), page as (select * from kept where true")
            .AddIf(after is not null, $"and (score, innovation_id) < ({after?.Score}, {after?.Id})")
            .Add($"order by score desc, innovation_id desc limit {most}), counts as (");
        foreach (var (index, facet) in Facets.Index())
        {
            sql.AddIf(index > 0, $"union all");
            Count(sql, question, facet);
        }

        sql.Add(
            $"""
            )
            select json_build_object(
                'total', (select count(*) from kept),
                'counts', coalesce((
                    select json_agg(json_build_object('facet', facet, 'value', value, 'count', count) order by facet, count desc, value)
                    from counts
                ), '[]'::json),
                'items', coalesce((
                    select json_agg(json_build_object(
                        'id', e.innovation_id, 'score', page.score, 'title', e.title, 'summary', e.summary, 'stage', e.stage,
                        'initiator', e.initiator, 'themes', e.themes, 'departments', e.departments, 'publishedAt', e.published_at,
                        'metres', page.metres,
            """
        );
        return MatchedIn(sql, search.Words)
            .Add(
                $"""
                        ) order by page.score desc, page.innovation_id desc)
                        from page join catalogue.search_entries e using (innovation_id)
                    ), '[]'::json)
                )::text as "Value"
                """
            );
    }

    // A word in a text is a stem with the text's weight.
    private static SqlText MatchedIn(SqlText sql, IReadOnlyList<ReadWord>? words) =>
        words is null
            ? sql.Add($"'matchedIn', null")
            : sql.Add(
                $"""
                'matchedIn', array_remove(array[
                    case when e.document @@ {Queries.Some(words, 'A')}::tsquery then 'title' end,
                    case when e.document @@ {Queries.Some(words, 'B')}::tsquery then 'summary' end,
                    case when e.document @@ {Queries.Some(words, 'C')}::tsquery then 'story' end,
                    case when e.document @@ {Queries.Some(words, 'D')}::tsquery then 'dna' end
                ], null)
                """
            );

    /// <summary>The places of what is found, and how many there are.</summary>
    public static FormattableString SpotsOf(InnovationSearch search, int most)
    {
        var question = search.Question;
        var every = Queries.Every(search.Words);
        var sql = new SqlText().Add(
            $"""
            select count(*) over () as total, e.innovation_id, e.title, e.stage, e.initiator, e.themes, p.commune_code, p.commune,
                p.spot[0] as longitude, p.spot[1] as latitude
            from catalogue.search_places p join catalogue.search_entries e using (innovation_id)
            where true
            """
        );
        sql.AddIf(every is not null, $"and e.document @@ {every}::tsquery");
        Filter(sql, question, null);
        if (search.Box is { } box)
        {
            sql.Add($"and").Add(Inside(box));
        }

        if (search.Circle is { } circle)
        {
            sql.Add($"and").Add(Inside(Around(circle)));
            sql.Add($"and catalogue.metres(p.spot, point({circle.Longitude}, {circle.Latitude})) <= {circle.Kilometres * 1000}");
        }

        return sql.Add($"order by e.published_at desc, e.innovation_id desc, p.place limit {most}").ToSql();
    }

    public static void Near(SqlText sql, MapCircle? circle)
    {
        if (circle is not null)
        {
            sql.Add(
                    $"""
                    join (
                        select p.innovation_id, min(catalogue.metres(p.spot, point({circle.Longitude}, {circle.Latitude}))) as metres
                        from catalogue.search_places p where
                    """
                )
                .Add(Inside(Around(circle)))
                .Add(
                    $"group by p.innovation_id) near on near.innovation_id = e.innovation_id and near.metres <= {circle.Kilometres * 1000}"
                );
        }
    }

    public static void Filter(SqlText sql, IInnovationQuestion question, string? except) =>
        sql.AddIf(question.Theme is not null && except != "theme", $"and themes @> array[{question.Theme}]")
            .AddIf(question.Department is not null && except != "department", $"and departments @> array[{question.Department}]")
            .AddIf(question.Initiator is not null && except != "initiator", $"and initiator = {question.Initiator}")
            .AddIf(question.Stage is not null && except != "stage", $"and stage = {question.Stage}");

    // Without a filter of its own a facet counts what is kept.
    private static void Count(SqlText sql, IInnovationQuestion question, string facet)
    {
        var own = facet switch
        {
            "theme" => question.Theme,
            "department" => question.Department,
            "initiator" => question.Initiator,
            _ => question.Stage,
        };
        sql.Add($"select {facet}::text as facet, value, count(*) as count from");
        sql.AddIf(own is null, $"kept").AddIf(own is not null, $"hits");
        sql.AddIf(facet == "theme", $", unnest(themes) as value")
            .AddIf(facet == "department", $", unnest(departments) as value")
            .AddIf(facet == "initiator", $", lateral (select initiator as value) v")
            .AddIf(facet == "stage", $", lateral (select stage as value) v")
            .Add($"where true");
        if (own is not null)
        {
            Filter(sql, question, facet);
        }

        sql.Add($"group by value");
    }

    public static FormattableString Inside(MapBox box) => $"p.spot <@ box(point({box.West}, {box.South}), point({box.East}, {box.North}))";

    // Where it would reach over a pole or the 180th meridian it goes once around.
    private static MapBox Around(MapCircle circle)
    {
        var height = circle.Kilometres / DegreeKilometres;
        var (south, north) = ((double)circle.Latitude - height, (double)circle.Latitude + height);
        var width = height / Math.Cos(double.DegreesToRadians(Math.Min(89.9, Math.Max(Math.Abs(south), Math.Abs(north)))));
        var (west, east) = ((double)circle.Longitude - width, (double)circle.Longitude + width);
        var isOver = south < -90 || north > 90 || west < -180 || east > 180;
        return isOver
            ? new MapBox(-180, (decimal)Math.Max(-90, south), 180, (decimal)Math.Min(90, north))
            : new MapBox((decimal)west, (decimal)south, (decimal)east, (decimal)north);
    }
}

/// <summary>Words as PostgreSQL's text search takes them.</summary>
internal static class Queries
{
    /// <summary>Each word, by any of its stems.</summary>
    public static string? Every(IReadOnlyList<ReadWord>? words) =>
        words is null ? null : string.Join(" & ", words.Select(x => $"({string.Join(" | ", x.Terms.Select(Quote))})"));

    /// <summary>Any stem of any word, in texts of one weight.</summary>
    public static string Some(IReadOnlyList<ReadWord> words, char weight) =>
        string.Join(" | ", words.SelectMany(x => x.Terms).Select(x => $"{Quote(x)}:{weight}"));

    private static string Quote(string term) =>
        $"'{term.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", "''", StringComparison.Ordinal)}'";
}
