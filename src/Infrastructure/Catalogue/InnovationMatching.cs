using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue.Contracts;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>Matches texts and themes over the rows that the search keeps of each public innovation.</summary>
internal sealed class InnovationMatching(AppDbContext db) : IInnovationMatching
{
    /// <summary>How many of a text's rarest words are looked for.</summary>
    private const int RareWords = 40;

    public async Task<IReadOnlyList<TextWords>> ReadAsync(IReadOnlyList<string> texts, CancellationToken cancellationToken)
    {
        var rows = await db
            .Database.SqlQuery<TextRow>(
                $"""
                select
                    array_agg(read.term order by read.term) filter (where read.term is not null) as terms,
                    array_agg(read.word order by read.term) filter (where read.term is not null) as words
                from unnest({texts.ToArray()}) with ordinality as t (content, place)
                left join lateral (
                    select distinct on (stem.term) stem.term, lower(token.token) as word
                    from ts_parse('default', t.content) with ordinality as token
                    cross join unnest(tsvector_to_array(to_tsvector('catalogue.french', token.token))) as stem (term)
                    where token.tokid in (1, 2, 3, 9, 10, 11) and length(token.token) > 2
                    order by stem.term, token.ordinality
                ) read on true
                group by t.place
                order by t.place
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new TextWords(x.Terms ?? [], x.Words ?? []));
    }

    public async Task<IReadOnlyList<InnovationCandidate>> CandidatesAsync(
        IReadOnlyList<string> terms,
        IReadOnlyList<string> themes,
        int most,
        CancellationToken cancellationToken
    )
    {
        var asked = terms.ToArray();
        var rows = await db
            .Database.SqlQuery<CandidateRow>(
                $"""
                with rare as materialized (
                    select t.term from catalogue.search_terms t where t.term = any ({asked}) order by t.innovations, t.term limit {RareWords}
                ), question as materialized (
                    select string_agg(quote_literal(term), ' | ')::tsquery as any_of from rare
                ), found as (
                    (
                        select e.innovation_id
                        from question, catalogue.search_entries e
                        where e.document @@ question.any_of
                        order by ts_rank(e.document, question.any_of) desc, e.innovation_id limit {most}
                    )
                    union
                    (
                        select e.innovation_id from catalogue.search_entries e
                        where e.themes && {themes.ToArray()}
                        order by e.published_at desc, e.innovation_id limit {most}
                    )
                )
                select
                    e.innovation_id, e.title, e.summary, e.themes,
                    array(
                        select distinct shared.term
                        from catalogue.search_parts p, unnest(p.terms) as shared (term)
                        where p.innovation_id = e.innovation_id and shared.term = any ({asked})
                        order by shared.term
                    ) as shared_terms
                from found join catalogue.search_entries e using (innovation_id)
                order by e.innovation_id
                """
            )
            .ToListAsync(cancellationToken);
        return rows.ConvertAll(x => new InnovationCandidate(new InnovationId(x.InnovationId), x.Title, x.Summary, x.Themes, x.SharedTerms));
    }

    public async Task<TermUses> UsesAsync(IReadOnlyList<string> terms, CancellationToken cancellationToken)
    {
        var rows = await db
            .Database.SqlQuery<UseRow>(
                $"""
                select n.total::integer as total, t.term, t.innovations
                from (select count(*) as total from catalogue.search_entries) n
                left join catalogue.search_terms t on t.term = any ({terms.ToArray()})
                """
            )
            .ToListAsync(cancellationToken);
        return new TermUses(rows[0].Total, rows.Where(x => x.Term is not null).ToDictionary(x => x.Term!, x => x.Innovations!.Value));
    }

    private sealed record TextRow(string[]? Terms, string[]? Words);

    private sealed record CandidateRow(Guid InnovationId, string Title, string Summary, string[] Themes, string[] SharedTerms);

    private sealed record UseRow(int Total, string? Term, int? Innovations);
}
