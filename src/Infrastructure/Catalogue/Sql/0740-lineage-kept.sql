-- What was published of a fork stays as it was, for every role.
comment on table catalogue.replication_versions is 'append-only: what was published of each replication''s DNA';

create trigger replication_versions_append_only before update or delete on catalogue.replication_versions
    for each row execute function platform.refuse_change();
create trigger replication_versions_kept before truncate on catalogue.replication_versions
    for each statement execute function platform.refuse_change();

-- Whom a replication follows never changes, so lineage has no cycle.
create trigger replications_lineage_kept before update of parent_id, innovation_id on catalogue.replications
    for each row when (old.parent_id is distinct from new.parent_id or old.innovation_id <> new.innovation_id)
    execute function platform.refuse_change();
