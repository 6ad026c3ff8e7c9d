-- What somebody would write by hand for two words with counts: $1 is the question as a tsquery. Texts are read of the first twenty only.
with hits as materialized (
    select innovation_id, initiator, stage, themes, departments, ts_rank(document, $1::tsquery) as rank
    from catalogue.search_entries
    where document @@ $1::tsquery
)
select
    (select count(*) from hits) as total,
    (select jsonb_agg(shown order by shown.rank desc, shown.innovation_id desc) from (
        select e.innovation_id, e.title, e.summary, e.initiator, e.stage, e.themes, e.departments, e.published_at, first.rank
        from (select innovation_id, rank from hits order by rank desc, innovation_id desc limit 20) first
        join catalogue.search_entries e using (innovation_id)
    ) shown) as items,
    (select jsonb_object_agg(theme, number) from (
        select theme, count(*) as number from hits, unnest(themes) as theme group by theme
    ) counted) as themes,
    (select jsonb_object_agg(department, number) from (
        select department, count(*) as number from hits, unnest(departments) as department group by department
    ) counted) as departments,
    (select jsonb_object_agg(initiator, number) from (select initiator, count(*) as number from hits group by initiator) counted) as initiators,
    (select jsonb_object_agg(stage, number) from (select stage, count(*) as number from hits group by stage) counted) as stages
