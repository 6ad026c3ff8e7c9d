-- Shared by all append-only and all partitioned tables.
create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
end $$;

-- Makes the partitions of a table partitioned by month, from the current month on; those that exist stay.
create function platform.create_month_partitions(parent regclass, months int) returns void language plpgsql as $$
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
end $$;
