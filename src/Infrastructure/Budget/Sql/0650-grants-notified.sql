-- Grants whose outcome was notified before: their organisations know of them since then.
update budget.grants g set notified_at = a.notified_at
from applications.grant_applications a where a.id = g.application_id and a.notified_at is not null;
