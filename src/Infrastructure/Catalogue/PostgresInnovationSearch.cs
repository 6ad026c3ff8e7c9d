using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SocialInnovation.Application.Catalogue.FindInnovations;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>The search over the rows that the database keeps of each public innovation.</summary>
internal sealed class PostgresInnovationSearch(AppDbContext db) : IInnovationSearch
{
    /// <summary>How many of an innovation's rarest words are looked for in others.</summary>
    private const int RareWords = 40;

    private const string Words = "select word, terms, replaced from catalogue.read_question($1) order by place";

    public async Task<IReadOnlyList<ReadWord>> ReadAsync(string question, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Words) { Parameters = { new NpgsqlParameter<string> { TypedValue = question } } };
        return await db.ListAsync(
            command,
            row => new ReadWord(row.GetString(0), row.GetFieldValue<string[]>(1), row.GetBoolean(2)),
            cancellationToken
        );
    }

    public async Task<FoundPage> FindAsync(InnovationSearch search, FoundPlace? after, int most, CancellationToken cancellationToken)
    {
        var answer = await db.PlannedOnceAsync<string>(SearchStatement.Of(search, after, most).ToCommand(), cancellationToken);
        return JsonSerializer.Deserialize<FoundPage>(answer, JsonSerializerOptions.Web)!;
    }

    public async Task<FoundSpots> MapAsync(InnovationSearch search, int most, CancellationToken cancellationToken)
    {
        var rows = await db.Database.SqlQuery<SpotRow>(SearchStatement.SpotsOf(search, most)).ToListAsync(cancellationToken);
        return new FoundSpots((int)(rows.FirstOrDefault()?.Total ?? 0), rows.ConvertAll(x => x.ToSpot()));
    }

    public async Task<IReadOnlyList<NewInnovation>> NewestAsync(InnovationSearch search, int most, CancellationToken cancellationToken) =>
        await db.Database.SqlQuery<NewInnovation>(PublicationStatement.Newest(search, most)).ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<NewInnovation>> UntoldAsync(
        InnovationSearch search,
        DateTimeOffset after,
        IReadOnlyList<ToldVersion> told,
        int most,
        CancellationToken cancellationToken
    ) => await db.Database.SqlQuery<NewInnovation>(PublicationStatement.Untold(search, after, told, most)).ToListAsync(cancellationToken);

    public async Task<Likenesses> LikenessesAsync(InnovationId id, int most, CancellationToken cancellationToken)
    {
        var own = await db
            .Database.SqlQuery<PartRow>(
                $"""
                select e.innovation_id, e.title, e.summary, p.part, p.terms, p.words
                from catalogue.search_entries e join catalogue.search_parts p using (innovation_id)
                where e.innovation_id = {id.Value} order by p.part
                """
            )
            .ToListAsync(cancellationToken);
        var others = await db
            .Database.SqlQuery<PartRow>(
                $"""
                with rare as materialized (
                    select t.term from catalogue.search_terms t
                    where t.innovations > 1 and t.term = any ({own.SelectMany(x => x.Terms).Distinct().ToArray()})
                    order by t.innovations, t.term limit {RareWords}
                ), question as materialized (
                    select string_agg(quote_literal(term), ' | ')::tsquery as any_of from rare
                ), found as materialized (
                    select e.innovation_id, e.title, e.summary
                    from question, catalogue.search_entries e
                    where e.document @@ question.any_of and e.innovation_id <> {id.Value}
                    order by ts_rank(e.document, question.any_of) desc, e.innovation_id limit {most}
                )
                select f.innovation_id, f.title, f.summary, p.part, p.terms, p.words
                from found f join catalogue.search_parts p using (innovation_id)
                order by f.innovation_id, p.part
                """
            )
            .ToListAsync(cancellationToken);
        var families = own.Concat(others).SelectMany(x => x.Terms).Select(LikenessFamily.Of).Distinct().ToArray();
        var uses = await db
            .Database.SqlQuery<UseRow>(
                $"""
                select catalogue.family(term) as family, max(innovations) as innovations,
                    (select count(*) from catalogue.search_entries)::integer as total
                from catalogue.search_terms where catalogue.family(term) = any ({families})
                group by catalogue.family(term)
                """
            )
            .ToListAsync(cancellationToken);
        return new Likenesses(
            uses.FirstOrDefault()?.Total ?? 0,
            own.ConvertAll(x => x.ToPart()),
            [
                .. others
                    .GroupBy(x => x.InnovationId)
                    .Select(x => new LikeCandidate(x.Key, x.First().Title, x.First().Summary, [.. x.Select(y => y.ToPart())])),
            ],
            uses.ToDictionary(x => x.Family, x => x.Innovations)
        );
    }

    private sealed record UseRow(string Family, int Innovations, int Total);

    private sealed record PartRow(Guid InnovationId, string Title, string Summary, string Part, string[] Terms, string[] Words)
    {
        public PartWords ToPart() => new(Part, Terms, Words);
    }

    private sealed record SpotRow(
        long Total,
        Guid InnovationId,
        string Title,
        string Stage,
        string Initiator,
        string[] Themes,
        string CommuneCode,
        string Commune,
        double Longitude,
        double Latitude
    )
    {
        public FoundSpot ToSpot() => new(InnovationId, Title, Stage, Initiator, Themes, CommuneCode, Commune, Longitude, Latitude);
    }
}
