-- One look at what a statement books, where there was one at each of its postings: the postings of a statement sum to zero for each movement
-- and contribution as soon as it ends, and move each account once. The triggers of a statement stand on the table, so nobody writes to its
-- partitions, the owner neither.
create function platform.refuse_direct_insert() returns trigger language plpgsql as $$
begin
    raise exception '% is written by the table that it is a part of', tg_table_name using errcode = 'insufficient_privilege';
end $$;

create or replace function platform.keep_partitions(parent regclass) returns void language plpgsql as $$
declare
    part regclass;
begin
    for part in select i.inhrelid from pg_inherits i where i.inhparent = parent loop
        execute format(
            'create or replace trigger partition_kept before truncate on %s for each statement execute function platform.refuse_change()', part);
        execute format(
            'create or replace trigger partition_closed before insert on %s for each statement '
                || 'execute function platform.refuse_direct_insert()', part);
    end loop;
end $$;

select platform.keep_partitions('platform.audit_entries');
select platform.keep_partitions('budget.ledger_transactions');
select platform.keep_partitions('budget.ledger_postings');

drop trigger ledger_postings_balanced on budget.ledger_postings;
drop trigger ledger_postings_move_balance on budget.ledger_postings;
drop function budget.refuse_imbalance();
drop function budget.move_balance();

-- Runs as the owner: the service itself can't change a balance.
create function budget.book_postings() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare
    unbalanced uuid;
    moved record;
begin
    -- A look-up for each posting: nothing is known of how many a statement books, and the accounts are many.
    select transaction_id into unbalanced from (
        select transaction_id, amount, (select contribution_id from budget.accounts where id = account_id) as contribution_id from booked
    ) posting
    group by transaction_id, contribution_id having sum(amount) <> 0 limit 1;
    if found then
        raise exception 'the postings of movement % do not sum to zero', unbalanced using errcode = 'check_violation';
    end if;

    for moved in select account_id, sum(amount) as amount from booked group by account_id order by account_id loop
        update budget.accounts set balance = balance + moved.amount where id = moved.account_id;
    end loop;
    return null;
end $$;
create trigger ledger_postings_booked after insert on budget.ledger_postings
    referencing new table as booked for each statement execute function budget.book_postings();

-- Found by the grant first: a fund has as many accounts as its grants have parts, and few besides.
alter table budget.accounts
    drop constraint ux_accounts_place,
    add constraint ux_accounts_place unique nulls not distinct (grant_id, kind, fund_id, contribution_id, envelope_line_id);
drop index budget.ix_accounts_grant;
