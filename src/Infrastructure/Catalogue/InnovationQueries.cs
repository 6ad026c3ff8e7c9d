using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>Finds innovations by what EF can't look into: lists of codes, by their GIN indexes.</summary>
internal static class InnovationQueries
{
    public static IQueryable<Innovation> RecordsOf(DbSet<Innovation> records, InnovationFilter filter) =>
        records.FromSql(Where($"select x.* from catalogue.innovations x where true", filter));

    /// <summary>Only the newest version of what is not withdrawn is public.</summary>
    public static IQueryable<InnovationVersion> PublicOf(DbSet<InnovationVersion> versions, InnovationFilter filter) =>
        versions.FromSql(
            Where(
                $"""
                select x.* from catalogue.innovation_versions x
                join catalogue.innovations i on i.id = x.innovation_id and i.published_version = x.number
                where i.status <> 'withdrawn'
                """,
                filter
            )
        );

    private static FormattableString Where(FormattableString select, InnovationFilter filter) =>
        new SqlText()
            .Add(select)
            .AddIf(filter.Theme is not null, $" and x.themes @> array[{filter.Theme}]")
            .AddIf(filter.Initiator is not null, $" and x.initiator = {filter.Initiator}")
            .AddIf(filter.Department is not null, $" and x.departments @> array[{filter.Department}]")
            .ToSql();
}
