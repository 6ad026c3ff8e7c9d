using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Domain.Catalogue;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>Finds innovations by what EF can't look into: lists of codes, by their GIN indexes.</summary>
internal static class InnovationQueries
{
    public static IQueryable<Innovation> RecordsOf(DbSet<Innovation> records, InnovationFilter filter) =>
        records.FromSql(Where("select x.* from catalogue.innovations x where true", filter));

    /// <summary>Only the newest version of what is not withdrawn is public.</summary>
    public static IQueryable<InnovationVersion> PublicOf(DbSet<InnovationVersion> versions, InnovationFilter filter) =>
        versions.FromSql(
            Where(
                """
                select x.* from catalogue.innovation_versions x
                join catalogue.innovations i on i.id = x.innovation_id and i.published_version = x.number
                where i.status <> 'withdrawn'
                """,
                filter
            )
        );

    // What was not asked for is no condition, so that each question has its own plan; values are parameters.
    private static FormattableString Where(string select, InnovationFilter filter)
    {
        var (text, values) = (new StringBuilder(select), new List<object>());
        Add(" and x.themes @> array[{", "}]", filter.Theme);
        Add(" and x.initiator = {", "}", filter.Initiator);
        Add(" and x.departments @> array[{", "}]", filter.Department);
        return FormattableStringFactory.Create(text.ToString(), [.. values]);

        void Add(string before, string after, string? value)
        {
            if (value is not null)
            {
                text.Append(before).Append(values.Count).Append(after);
                values.Add(value);
            }
        }
    }
}
