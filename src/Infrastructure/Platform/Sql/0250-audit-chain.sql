-- The audit trail's chain: every committed entry waits for its seal; a sealer numbers it, chains it, and signs the head of what it sealed.
alter table platform.audit_entries add column origin text;
alter table platform.audit_entries add column read_ids uuid[];
create index ix_audit_entries_read_ids on platform.audit_entries using gin (read_ids) where read_ids is not null;
comment on table platform.audit_entries is 'append-only: who changed or read what, when, from where, on whose behalf';

-- No partition: a number, and an entry's one seal, must be unique over all time.
create table platform.audit_seals (
    number bigint primary key check (number > 0),
    entry_id uuid not null constraint ux_audit_seals_entry unique,
    recorded_at timestamptz not null,
    entry_hash bytea not null,
    chain_hash bytea not null
);
comment on table platform.audit_seals is 'append-only: the chain over the audit trail';

create table platform.audit_heads (
    number bigint primary key references platform.audit_seals (number),
    chain_hash bytea not null,
    signed_at timestamptz not null,
    key_id text not null,
    signature bytea not null
);
comment on table platform.audit_heads is 'append-only: signed ends of the chain';

-- What a transaction adds it can't keep from being sealed. Rows appear at their commit, in whatever order: none can slip in behind the sealer.
create table platform.audit_unsealed (
    entry_id uuid primary key,
    recorded_at timestamptz not null
);

create function platform.await_seal() returns trigger language plpgsql as $$
begin
    insert into platform.audit_unsealed (entry_id, recorded_at) values (new.id, new.recorded_at);
    return null;
end $$;

create function platform.refuse_without_seal() returns trigger language plpgsql as $$
begin
    if not exists (select from platform.audit_seals where entry_id = old.entry_id) then
        raise exception 'the entry % is not sealed', old.entry_id using errcode = 'insufficient_privilege';
    end if;
    return old;
end $$;

create trigger audit_entries_awaited after insert on platform.audit_entries
    for each row execute function platform.await_seal();
create trigger audit_unsealed_until_sealed before delete on platform.audit_unsealed
    for each row execute function platform.refuse_without_seal();
create trigger audit_unsealed_kept before update or truncate on platform.audit_unsealed
    for each statement execute function platform.refuse_change();
create trigger audit_seals_append_only before update or delete or truncate on platform.audit_seals
    for each statement execute function platform.refuse_change();
create trigger audit_heads_append_only before update or delete or truncate on platform.audit_heads
    for each statement execute function platform.refuse_change();

insert into platform.audit_unsealed (entry_id, recorded_at) select id, recorded_at from platform.audit_entries;

-- What entries commit to and do not hold. A row is deleted with its salt, and never changed.
create table platform.audit_personal_values (
    commitment text primary key,
    entry_id uuid not null,
    person_id uuid,
    value text not null,
    salt bytea not null
);
create index ix_audit_personal_values_entry on platform.audit_personal_values (entry_id);
create index ix_audit_personal_values_person on platform.audit_personal_values (person_id) where person_id is not null;
create trigger audit_personal_values_never_changed before update or truncate on platform.audit_personal_values
    for each statement execute function platform.refuse_change();
