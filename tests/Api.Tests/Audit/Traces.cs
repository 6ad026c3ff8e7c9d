using SocialInnovation.Testing;

namespace SocialInnovation.Api.Tests.Audit;

/// <summary>Where a text is found in the database.</summary>
internal static class Traces
{
    /// <summary>The tables with a row that holds the text, whatever its case.</summary>
    /// <param name="database">Where.</param>
    /// <param name="text">What; without a character that means something to LIKE or XML.</param>
    public static async Task<string> OfAsync(TestDatabase database, string text) =>
        await database.ScalarAsOwnerAsync(
            $"""
            select string_agg(format('%s.%s', table_schema, table_name), ', ') from information_schema.tables
            where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
                and (xpath('/row/n/text()', query_to_xml(format(
                    'select count(*) as n from %I.%I x where x::text ilike ''%%{text}%%''', table_schema, table_name),
                    false, true, '')))[1]::text <> '0'
            """
        ) as string
        ?? "";
}
