-- The theme of a grant is its application's.
update budget.grants g set theme = a.content ->> 'theme' from applications.grant_applications a where a.id = g.application_id;
alter table budget.grants alter theme drop default;
