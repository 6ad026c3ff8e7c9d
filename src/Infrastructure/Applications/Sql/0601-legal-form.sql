-- Applications keep the legal form that their organisation had; no organisation has changed its own so far.
update applications.grant_applications application
set legal_form = organisation.legal_form
from platform.organisations organisation
where organisation.id = application.organisation_id;

alter table applications.grant_applications alter column legal_form drop default;
