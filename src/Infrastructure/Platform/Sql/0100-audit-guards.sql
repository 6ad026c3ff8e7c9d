create trigger audit_entries_kept before truncate on platform.audit_entries
    for each statement execute function platform.refuse_change();
