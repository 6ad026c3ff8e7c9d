-- What somebody would write by hand for two words with counts: $1 is the question as a tsquery.
with hits as materialized (
    select innovation_id, title, summary, initiator, stage, themes, departments, published_at, ts_rank(document, $1::tsquery) as rank
    from catalogue.search_entries
    where document @@ $1::tsquery
)
select
    (select count(*) from hits) as total,
    (select jsonb_agg(first) from (
        select innovation_id, title, summary, initiator, stage, themes, departments, published_at
        from hits order by rank desc, innovation_id desc limit 20
    ) first) as items,
    (select jsonb_object_agg(theme, number) from (
        select theme, count(*) as number from hits, unnest(themes) as theme group by theme
    ) counted) as themes,
    (select jsonb_object_agg(department, number) from (
        select department, count(*) as number from hits, unnest(departments) as department group by department
    ) counted) as departments,
    (select jsonb_object_agg(initiator, number) from (select initiator, count(*) as number from hits group by initiator) counted) as initiators,
    (select jsonb_object_agg(stage, number) from (select stage, count(*) as number from hits group by stage) counted) as stages
