-- An account is of one contribution, not of all that a financer brings. What was booked before stems from the first one of its financer.
alter table budget.accounts add column contribution_id uuid, add column fiscal_year int;

update budget.accounts account
set contribution_id = (contribution ->> 'id')::uuid, fiscal_year = (contribution ->> 'fiscalYear')::int
from budget.accounts kept
join budget.funds fund on fund.id = kept.fund_id
cross join lateral (
    select value as contribution from jsonb_array_elements(fund.contributions) with ordinality as every(value, place)
    where value ->> 'financer' = kept.financer order by place limit 1
) first
where account.id = kept.id;

alter table budget.accounts
    alter column contribution_id set not null,
    alter column fiscal_year set not null,
    drop constraint ux_accounts_place,
    add constraint ux_accounts_place unique nulls not distinct (kind, fund_id, envelope_line_id, grant_id, contribution_id);

update budget.grants granted
set shares = (
    select coalesce(jsonb_agg(
        share || jsonb_build_object('contributionId', account.contribution_id, 'fiscalYear', account.fiscal_year) order by place), '[]')
    from jsonb_array_elements(granted.shares) with ordinality as every(share, place)
    join budget.accounts account on account.kind = 'grant-committed' and account.grant_id = granted.id
        and account.envelope_line_id = (share ->> 'envelopeLineId')::uuid and account.financer = share ->> 'financer'
);

-- Entries and balances are asked for by each of these.
create index ix_accounts_fund on budget.accounts (fund_id);
create index ix_accounts_envelope_line on budget.accounts (envelope_line_id) where envelope_line_id is not null;
create index ix_accounts_grant on budget.accounts (grant_id) where grant_id is not null;
create index ix_accounts_financer on budget.accounts (financer);
create index ix_ledger_transactions_effective_on on budget.ledger_transactions (effective_on);

-- A movement balances for each contribution, so that nobody's money becomes another's. Its postings were recorded when it was.
create or replace function budget.refuse_imbalance() returns trigger language plpgsql as $$
begin
    if exists (
        select from budget.ledger_postings posting
        join budget.accounts account on account.id = posting.account_id
        where posting.transaction_id = new.transaction_id and posting.recorded_at = new.recorded_at
        group by account.contribution_id having sum(posting.amount) <> 0
    ) then
        raise exception 'the postings of movement % do not sum to zero', new.transaction_id using errcode = 'check_violation';
    end if;
    return null;
end $$;

-- Nobody changes an account but the ledger's trigger, its owner neither: only what a trigger does stands at a depth above zero.
create trigger accounts_append_only before update or delete on budget.accounts
    for each row when (pg_trigger_depth() = 0) execute function platform.refuse_change();
create trigger accounts_kept before truncate on budget.accounts
    for each statement execute function platform.refuse_change();

create function budget.refuse_opening_balance() returns trigger language plpgsql as $$
begin
    raise exception 'an account is opened empty' using errcode = 'insufficient_privilege';
end $$;
create trigger accounts_opened_empty before insert on budget.accounts
    for each row when (new.balance <> 0) execute function budget.refuse_opening_balance();
