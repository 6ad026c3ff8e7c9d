-- The lines of scenarios: what each says of each application, written once with the scenario.
create table budget.scenario_lines (
    scenario_id uuid not null references budget.allocation_scenarios (id),
    rank integer not null,
    application_id uuid not null,
    reference text not null,
    score numeric(7, 4) not null,
    requested numeric(18, 2) not null,
    recommended jsonb,
    outcome text not null,
    amount numeric(18, 2) not null constraint ck_scenario_lines_amount check (amount >= 0),
    why jsonb not null,
    primary key (scenario_id, rank)
);
comment on table budget.scenario_lines is 'append-only: a scenario is simulated once';
create trigger scenario_lines_append_only before update or delete on budget.scenario_lines
    for each row execute function platform.refuse_change();
create trigger scenario_lines_kept before truncate on budget.scenario_lines
    for each statement execute function platform.refuse_change();

insert into budget.scenario_lines (scenario_id, rank, application_id, reference, score, requested, outcome, amount, why)
select s.id, (line ->> 'rank')::integer, (line ->> 'applicationId')::uuid, line ->> 'reference', (line ->> 'score')::numeric,
       (line ->> 'requested')::numeric, line ->> 'outcome', (line ->> 'amount')::numeric,
       jsonb_build_object('rule', coalesce(line ->> 'reason', 'within-limits'), 'bindings', '[]'::jsonb, 'competitors', '[]'::jsonb)
from budget.allocation_scenarios s, jsonb_array_elements(s.lines) line;

alter table budget.allocation_scenarios
    add title character varying(200),
    add inputs jsonb not null default '{}',
    add holdings jsonb not null default '{"balances": [], "aidRooms": []}',
    add unmet jsonb not null default '[]',
    add proof jsonb,
    add granted numeric(18, 2) not null default 0,
    add awards integer not null default 0,
    add waiting_listed integer not null default 0,
    add refusals integer not null default 0,
    alter policy type jsonb using jsonb_build_object('name', policy, 'whenExceeded', 'skip');
update budget.allocation_scenarios s set (granted, awards, waiting_listed, refusals) = (
    select coalesce(sum(amount), 0), count(*) filter (where outcome = 'awarded'), count(*) filter (where outcome = 'waiting-listed'),
           count(*) filter (where outcome = 'refused')
    from budget.scenario_lines l where l.scenario_id = s.id
);
alter table budget.allocation_scenarios
    alter inputs drop default,
    alter holdings drop default,
    alter unmet drop default,
    alter granted drop default,
    alter awards drop default,
    alter waiting_listed drop default,
    alter refusals drop default,
    drop lines;

-- Sign-off by steps: what was known of the manager's proposal, the visa and the return becomes the history.
alter table calls.calls add sign_off_steps jsonb not null
    default '["programme-manager", "working-group-opinion", "budget-visa", "decision"]';
alter table calls.calls alter sign_off_steps drop default;

alter table budget.allocation_scenarios add sign_offs jsonb not null default '[]';
update budget.allocation_scenarios set sign_offs =
    case when proposed_by is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
        'step', 'programme-manager', 'isApproved', true, 'by', proposed_by, 'at', simulated_at)) end
    || case when visa_by is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
        'step', 'budget-visa', 'isApproved', true, 'by', visa_by, 'at', visa_at)) end
    || case when return_reason is null then '[]'::jsonb else jsonb_build_array(jsonb_build_object(
        'step', 'budget-visa', 'isApproved', false, 'by', simulated_by, 'at', simulated_at, 'reason', return_reason)) end;
alter table budget.allocation_scenarios
    alter sign_offs drop default,
    drop proposed_by,
    drop visa_by,
    drop visa_at,
    drop return_reason;

create table budget.member_positions (
    id uuid not null constraint pk_member_positions primary key,
    scenario_id uuid not null
        constraint fk_member_positions_allocation_scenarios_scenario_id references budget.allocation_scenarios (id) on delete restrict,
    stated_by uuid not null,
    agrees boolean not null,
    note character varying(20000),
    stated_at timestamp with time zone not null,
    version integer not null
);
create index ix_member_positions_scenario_id_id on budget.member_positions (scenario_id, id);
