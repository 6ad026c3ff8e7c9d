using System.Globalization;
using Npgsql;

namespace SocialInnovation.Testing;

/// <summary>
/// Public innovations by the thousand, as the search sees them: texts of 60 words of a vocabulary of 3 000, drawn unevenly as in any
/// language, and always the same ones. They have no versions, which the search does not read.
/// </summary>
public static class ManyInnovations
{
    /// <summary>A word that each 9 000th innovation holds, and no other.</summary>
    public const string RareWord = "zebulon";

    /// <summary>The nth word of the vocabulary; the first are the most frequent.</summary>
    public static string Word(int index)
    {
        string[] syllables = ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "chu"];
        return syllables[index % 15] + syllables[index / 15 % 15] + syllables[index / 225 % 15] + "k";
    }

    public static async Task FillAsync(TestDatabase database, int count)
    {
        var words = string.Join(',', Enumerable.Range(0, 3_000).Select(Word));
        await using var connection = new NpgsqlConnection(database.OwnerConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                select setseed(0.5);
                create temporary table written on commit drop as
                select n, string_agg(case when n % 9000 = 0 and w = 60 then '{RareWord}' else word.word end, ' ' order by w) as content
                from (
                    select n, w, 1 + floor(power(random(), 2) * 3000)::integer as draw
                    from generate_series(1, {count}) n, generate_series(1, 60) w
                ) drawn
                join unnest(string_to_array('{words}', ',')) with ordinality word (word, place) on word.place = drawn.draw
                group by n;
                insert into catalogue.innovations
                    (id, status, content, initiator, themes, departments, authors, published_version, published_at, version)
                select {Id(
                    "n"
                )}, 'published', '{Braces}', (array['private', 'public', 'public-private'])[1 + n % 3], array['theme-' || n % 15],
                    array[lpad((1 + n % 95)::text, 2, '0')], '[]', 1, timestamptz '2020-01-01' + n * interval '10 minutes', 1
                from generate_series(1, {count}) n;
                insert into catalogue.search_entries
                    (innovation_id, number, published_at, title, summary, initiator, stage, themes, departments, document)
                select i.id, 1, i.published_at, split_part(t.content, ' ', 1), t.content, i.initiator, (array['idea', 'established'])[1 + t.n % 2],
                    i.themes, i.departments, setweight(catalogue.stems(t.content), 'B')
                from written t join catalogue.innovations i on i.id = {Id("t.n")};
                insert into catalogue.search_terms
                select term, ndoc from ts_stat('select document from catalogue.search_entries') as s (term, ndoc, nentry)
                on conflict (term) do update set innovations = excluded.innovations;
                """
            ),
            connection
        )
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync();
        await database.ExecuteAsync("vacuum analyze catalogue.innovations");
        await database.ExecuteAsync("vacuum analyze catalogue.search_entries");
        await database.ExecuteAsync("vacuum analyze catalogue.search_terms");
    }

    /// <summary>How often tables of the search were read from end to end, and its index of words was used, since the database began.</summary>
    public static async Task<(long Whole, long ByIndex)> ReadingsAsync(TestDatabase database) =>
        (
            (long)
                (
                    await database.ScalarAsOwnerAsync(
                        """
                        select sum(seq_scan)::bigint from pg_stat_user_tables
                        where schemaname = 'catalogue' and relname in ('search_entries', 'search_terms', 'search_places', 'innovations')
                        """
                    )
                )!,
            (long)
                (
                    await database.ScalarAsOwnerAsync(
                        "select idx_scan from pg_stat_user_indexes where indexrelname = 'ix_search_entries_document'"
                    )
                )!
        );

    private const string Braces = "{}";

    private static string Id(string number) => $"('01970000-0000-7000-8000-' || lpad(to_hex({number}), 12, '0'))::uuid";
}
