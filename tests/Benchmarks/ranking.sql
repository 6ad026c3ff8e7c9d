-- One statement: marks to sums, sums to scores, scores to ranks, and an entry for each application.
insert into benchmark.entries
    (application, reference, rank, score, is_above_minimum, stakeholders, effects, scaling, risk, sheets, decided_by)
with sums as (
    select
        application,
        sum(mark) filter (where criterion = 1) as stakeholders,
        sum(mark) filter (where criterion = 2) as effects,
        sum(mark) filter (where criterion = 3) as scaling,
        sum(mark) filter (where criterion = 4) as risk,
        count(*) / 4 as sheets
    from benchmark.marks
    group by application
),
weighed as (
    select
        sums.*,
        a.reference,
        a.submitted_at,
        -- 100 × Σ 25 × sum ÷ (5 × sheets) ÷ 100; the means of one application all have the same denominator.
        round((25 * (stakeholders + effects + scaling + risk))::numeric / (5 * sheets), 4) as score
    from sums join benchmark.applications a on a.id = sums.application
)
select
    application,
    reference,
    row_number() over ranked,
    score,
    score >= 60,
    stakeholders,
    effects,
    scaling,
    risk,
    sheets,
    case
        when lag(application) over ranked is null then null
        when lag(score) over ranked <> score then 'score'
        when lag(effects) over ranked <> effects then 'effects'
        when lag(stakeholders) over ranked <> stakeholders then 'stakeholders'
        when lag(submitted_at) over ranked <> submitted_at then 'submittedAt'
        else 'reference'
    end
from weighed
window ranked as (order by score desc, effects desc, stakeholders desc, submitted_at, reference collate "C")
