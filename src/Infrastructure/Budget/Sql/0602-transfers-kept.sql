-- Why money went to another envelope is never rewritten.
comment on table budget.envelope_transfers is 'append-only: transfers between envelopes, with their reasons';

create trigger envelope_transfers_append_only before update or delete on budget.envelope_transfers
    for each row execute function platform.refuse_change();
create trigger envelope_transfers_kept before truncate on budget.envelope_transfers
    for each statement execute function platform.refuse_change();
