-- What the service's own role may do: read and write rows, own nothing, and never change what is append-only.
do $$
declare
    service text := '{service_role}';
    item record;
begin
    for item in select nspname from pg_namespace
        where nspname in ('platform', 'calls', 'applications', 'evaluation', 'budget', 'working_group',
            'catalogue', 'blog', 'research',
            'identity')
    loop
        execute format('grant usage on schema %I to %I', item.nspname, service);
        execute format('grant select, insert, update, delete on all tables in schema %I to %I', item.nspname, service);
        execute format('grant usage, select on all sequences in schema %I to %I', item.nspname, service);
    end loop;

    for item in
        with recursive tree as (
            select c.oid from pg_class c where obj_description(c.oid, 'pg_class') like 'append-only%'
            union all
            select i.inhrelid from pg_inherits i join tree t on i.inhparent = t.oid
        )
        select tree.oid::regclass as name from tree
    loop
        execute format('revoke update, delete, truncate on %s from %I', item.name, service);
    end loop;

    -- What waits for its seal, or for its erasure, goes but does not change.
    execute format('revoke update, truncate on platform.audit_unsealed, platform.audit_personal_values from %I', service);

    -- An account is opened empty: only the ledger's trigger moves its balance.
    execute format('revoke insert on budget.accounts from %I', service);
    execute format('grant insert (id, kind, fund_id, envelope_line_id, grant_id, contribution_id, financer, fiscal_year) on budget.accounts to %I', service);

    execute format('grant select on public."__EFMigrationsHistory" to %I', service);
end $$;
