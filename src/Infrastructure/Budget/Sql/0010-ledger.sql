-- The ledger: double-entry and append-only, for every role. A movement's postings sum to zero when its transaction commits; no account
-- but the contributions goes below zero, whatever the code above it does.
create table budget.accounts (
    id uuid primary key,
    kind text not null,
    fund_id uuid not null,
    envelope_line_id uuid,
    grant_id uuid,
    financer text not null,
    balance numeric(18, 2) not null default 0,
    constraint ux_accounts_place unique nulls not distinct (kind, fund_id, envelope_line_id, grant_id, financer),
    constraint ck_accounts_kind check (kind in ('contributions', 'fund-available', 'envelope-available', 'grant-committed', 'grant-paid', 'claims')),
    constraint ck_accounts_fund check (kind <> 'fund-available' or balance >= 0),
    constraint ck_accounts_envelope check (kind <> 'envelope-available' or balance >= 0),
    constraint ck_accounts_balance check (kind = 'contributions' or balance >= 0)
);
comment on table budget.accounts is 'append-only for the service: balances are moved by the ledger''s own trigger';

create table budget.ledger_transactions (
    id uuid not null,
    recorded_at timestamptz not null,
    kind text not null,
    effective_on date not null,
    decision_reference text,
    actor_id uuid,
    primary key (id, recorded_at)
) partition by range (recorded_at);
comment on table budget.ledger_transactions is 'append-only: movements of money';

create table budget.ledger_postings (
    id uuid not null,
    recorded_at timestamptz not null,
    transaction_id uuid not null,
    account_id uuid not null references budget.accounts (id),
    amount numeric(18, 2) not null constraint ck_ledger_postings_amount check (amount <> 0),
    primary key (id, recorded_at),
    foreign key (transaction_id, recorded_at) references budget.ledger_transactions (id, recorded_at)
) partition by range (recorded_at);
comment on table budget.ledger_postings is 'append-only: what each movement adds to each account';

create index ix_ledger_postings_transaction on budget.ledger_postings (transaction_id);
create index ix_ledger_postings_account on budget.ledger_postings (account_id, id);

select platform.create_month_partitions('budget.ledger_transactions', 24);
select platform.create_month_partitions('budget.ledger_postings', 24);

create trigger ledger_transactions_append_only before update or delete on budget.ledger_transactions
    for each row execute function platform.refuse_change();
create trigger ledger_postings_append_only before update or delete on budget.ledger_postings
    for each row execute function platform.refuse_change();

-- Runs as the owner: the service itself can't change a balance.
create function budget.move_balance() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
    update budget.accounts set balance = balance + new.amount where id = new.account_id;
    return null;
end $$;
create trigger ledger_postings_move_balance after insert on budget.ledger_postings
    for each row execute function budget.move_balance();

create function budget.refuse_imbalance() returns trigger language plpgsql as $$
begin
    if (select sum(amount) from budget.ledger_postings where transaction_id = new.transaction_id) <> 0 then
        raise exception 'the postings of movement % do not sum to zero', new.transaction_id using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_postings_balanced after insert on budget.ledger_postings
    deferrable initially deferred for each row execute function budget.refuse_imbalance();
