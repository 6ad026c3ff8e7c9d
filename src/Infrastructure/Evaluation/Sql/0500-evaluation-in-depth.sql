-- Conflicts say in which call they were declared.
update evaluation.conflict_declarations declaration
set call_id = application.call_id
from applications.grant_applications application
where application.id = declaration.application_id;

alter table evaluation.conflict_declarations alter column call_id drop default;

-- Sheets that were recused before say why they ended.
update evaluation.score_sheets sheet
set "end" = jsonb_build_object(
    'reason', null,
    'by', coalesce(declaration.declared_by, sheet.evaluator_id),
    'at', coalesce(declaration.declared_at, sheet.assigned_at),
    'successor', null
)
from evaluation.score_sheets ended
left join evaluation.conflict_declarations declaration
    on declaration.application_id = ended.application_id and declaration.evaluator_id = ended.evaluator_id
where ended.id = sheet.id and sheet.status = 'recused';
