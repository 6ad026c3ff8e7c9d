using Microsoft.EntityFrameworkCore;
using SocialInnovation.Application.Catalogue;
using SocialInnovation.Domain.Catalogue;
using SocialInnovation.Infrastructure.Persistence;

namespace SocialInnovation.Infrastructure.Catalogue;

/// <summary>Reads over an innovation's replications that EF can't express.</summary>
internal sealed class ReplicationReads(AppDbContext db) : IReplicationReads
{
    // What was withdrawn is walked through and not shown: what follows it hangs on the next shown one above it.
    public async Task<IReadOnlyList<LineageRow>> LineageAsync(InnovationId id, int take, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<LineageRow>(
                $"""
                with recursive tree as (
                    select r.id, null::uuid as above, case when r.withdrawal_reason is null then r.id end as shown,
                        case when r.withdrawal_reason is null then 1 else 0 end as depth
                    from catalogue.replications r
                    where r.innovation_id = {id.Value} and r.parent_id is null
                    union all
                    select r.id, t.shown, case when r.withdrawal_reason is null then r.id else t.shown end,
                        t.depth + case when r.withdrawal_reason is null then 1 else 0 end
                    from tree t
                    join catalogue.replications r on r.parent_id = t.id
                )
                select r.id, t.above as parent_id, t.depth, r.status, r.organisation_id, r.place ->> 'communeCode' as commune_code,
                    r.place ->> 'commune' as commune, r.department
                from tree t
                join catalogue.replications r on r.id = t.id
                where r.withdrawal_reason is null
                order by t.depth, t.id limit {take}
                """
            )
            .ToListAsync(cancellationToken);

    public async Task<IReadOnlyList<PatternRow>> PatternsAsync(InnovationId id, int skip, int take, CancellationToken cancellationToken) =>
        await db
            .Database.SqlQuery<PatternRow>(
                $"""
                select c.code, count(*)::int as replications, (array_agg(r.id order by r.id))[1:100] as ids
                from catalogue.replications r
                cross join unnest(r.changes) as c (code)
                where r.innovation_id = {id.Value} and r.withdrawal_reason is null
                group by c.code
                order by count(*) desc, c.code offset {skip} limit {take}
                """
            )
            .ToListAsync(cancellationToken);

    // Haversine on a sphere of 6 371 km: half a percent off at most.
    public async Task<IReadOnlyList<EstablishedRow>> EstablishedAsync(
        InnovationId id,
        decimal? latitude,
        decimal? longitude,
        int take,
        CancellationToken cancellationToken
    ) =>
        await db
            .Database.SqlQuery<EstablishedRow>(
                $"""
                select r.id, r.organisation_id, r.place ->> 'commune' as commune, r.department,
                case when p.latitude is not null and {latitude}::float8 is not null then round(12742 * asin(least(1, sqrt(
                    power(sin(radians(p.latitude - {latitude}::float8) / 2), 2)
                    + cos(radians({latitude}::float8)) * cos(radians(p.latitude))
                        * power(sin(radians(p.longitude - {longitude}::float8) / 2), 2)
                ))))::int end as distance_km
                from catalogue.replications r
                cross join lateral (
                    select (r.place ->> 'latitude')::float8 as latitude, (r.place ->> 'longitude')::float8 as longitude
                ) p
                where r.innovation_id = {id.Value} and r.status = 'established' and r.withdrawal_reason is null
                order by distance_km, r.id desc limit {take}
                """
            )
            .ToListAsync(cancellationToken);
}
