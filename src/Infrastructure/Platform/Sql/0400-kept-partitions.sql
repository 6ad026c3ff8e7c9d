-- Rows of a partition are guarded by their table's triggers; against being emptied, a partition needs one of its own.
create function platform.keep_partitions(parent regclass) returns void language plpgsql as $$
declare
    part regclass;
begin
    for part in
        select i.inhrelid from pg_inherits i
        where i.inhparent = parent
            and not exists (select from pg_trigger g where g.tgrelid = i.inhrelid and g.tgname = 'partition_kept')
    loop
        execute format(
            'create trigger partition_kept before truncate on %s for each statement execute function platform.refuse_change()', part);
    end loop;
end $$;

create or replace function platform.create_month_partitions(parent regclass, months int) returns void language plpgsql as $$
declare
    first_day date := date_trunc('month', now() at time zone 'utc')::date;
    month_start date;
    name text;
begin
    for i in 0..months loop
        month_start := first_day + make_interval(months => i);
        name := format('%s_%s', parent::text, to_char(month_start, 'YYYYMM'));
        execute format(
            'create table if not exists %s partition of %s for values from (%L) to (%L)',
            name, parent, month_start || ' 00:00:00+00', (month_start + interval '1 month')::date || ' 00:00:00+00');
    end loop;
    if obj_description(parent, 'pg_class') like 'append-only%' then
        perform platform.keep_partitions(parent);
    end if;
end $$;

select platform.keep_partitions('platform.audit_entries');
select platform.keep_partitions('budget.ledger_transactions');
select platform.keep_partitions('budget.ledger_postings');
