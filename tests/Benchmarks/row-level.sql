-- What row-level security on applications and score sheets would be: the rules by which the service answers, said once more. The caller
-- comes as two settings, app.user and app.roles; each is read once for a command. The owner is not held to it, so it shows what it costs.

-- A policy can't ask its own table: that would be asked by the policy again.
create function evaluation.has_submitted(application uuid, evaluator uuid) returns boolean
    language sql stable security definer set search_path = pg_catalog as $$
    select exists (select from evaluation.score_sheets s
        where s.application_id = application and s.evaluator_id = evaluator and s.status = 'submitted')
$$;

create policy read_applications on applications.grant_applications for select using (
    (select current_setting('app.roles', true) ~ '\yauditor\y')
    or (submitted_at is not null
        and (select current_setting('app.roles', true) ~ '\y(instructor|programme-manager|budget-officer|decision-recorder)\y'))
    or ((select current_setting('app.roles', true) ~ '\yapplicant\y')
        and organisation_id in (select m.organisation_id from platform.memberships m
            where m.user_id = (select nullif(current_setting('app.user', true), '')::uuid)))
    or ((select current_setting('app.roles', true) ~ '\yevaluator\y')
        and id in (select s.application_id from evaluation.score_sheets s
            where s.evaluator_id = (select nullif(current_setting('app.user', true), '')::uuid) and s.status <> 'recused'))
);

create policy read_score_sheets on evaluation.score_sheets for select using (
    (select current_setting('app.roles', true) ~ '\yauditor\y')
    or evaluator_id = (select nullif(current_setting('app.user', true), '')::uuid)
    or ((select current_setting('app.roles', true) ~ '\yprogramme-manager\y')
        and call_id in (select c.id from calls.calls c
            where c.managers @> (select to_jsonb(current_setting('app.user', true)))))
    or ((select current_setting('app.roles', true) ~ '\yevaluator\y')
        and evaluation.has_submitted(application_id, (select nullif(current_setting('app.user', true), '')::uuid)))
);

-- The comparison reads; what the service writes is not held back.
create policy write_applications on applications.grant_applications for update using (true);
create policy write_score_sheets on evaluation.score_sheets for update using (true);

alter table applications.grant_applications enable row level security;
alter table evaluation.score_sheets enable row level security;
