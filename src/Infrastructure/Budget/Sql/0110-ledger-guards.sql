-- One constraint per rule, so that a refusal says which: the general one no longer hides those of funds and envelopes.
alter table budget.accounts
    drop constraint ck_accounts_balance,
    add constraint ck_accounts_balance check (kind in ('contributions', 'fund-available', 'envelope-available') or balance >= 0);

create trigger ledger_transactions_kept before truncate on budget.ledger_transactions
    for each statement execute function platform.refuse_change();
create trigger ledger_postings_kept before truncate on budget.ledger_postings
    for each statement execute function platform.refuse_change();
