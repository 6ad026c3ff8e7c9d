-- The audit trail: append-only, partitioned by the month of recording, two years ahead.
create table platform.audit_entries (
    id uuid not null,
    recorded_at timestamptz not null,
    effective_at timestamptz not null,
    actor_id uuid,
    on_behalf_of_id uuid,
    action text not null,
    entity_type text not null,
    entity_id uuid not null,
    before jsonb,
    after jsonb,
    trace_id text,
    primary key (id, recorded_at)
) partition by range (recorded_at);

comment on table platform.audit_entries is 'append-only: who changed what, when, on whose behalf';

create index ix_audit_entries_entity on platform.audit_entries (entity_id, id);
create index ix_audit_entries_actor on platform.audit_entries (actor_id, id);

select platform.create_month_partitions('platform.audit_entries', 24);

create trigger audit_entries_append_only before update or delete on platform.audit_entries
    for each row execute function platform.refuse_change();
