-- What was published stays as it was, for every role.
comment on table catalogue.innovation_versions is 'append-only: what was published of each innovation';

create trigger innovation_versions_append_only before update or delete on catalogue.innovation_versions
    for each row execute function platform.refuse_change();
create trigger innovation_versions_kept before truncate on catalogue.innovation_versions
    for each statement execute function platform.refuse_change();
