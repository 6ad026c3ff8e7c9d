-- What was consented to stays written down: a consent that has ended never changes, and none is deleted.
create trigger consents_ended_kept before update on research.consents
    for each row when (not old.is_current) execute function platform.refuse_change();
create trigger consents_terms_kept before update of grant_id, organisation_id, data, given_by, given_at, until on research.consents
    for each row execute function platform.refuse_change();
create trigger consents_deletion_refused before delete on research.consents
    for each row execute function platform.refuse_change();
create trigger consents_kept before truncate on research.consents
    for each statement execute function platform.refuse_change();

-- What a partner is never changes, and it belongs to one of a kind above its own: so nobody is above itself.
create trigger partners_kind_kept before update of kind on research.partners
    for each row when (old.kind <> new.kind) execute function platform.refuse_change();

create function research.refuse_parent() returns trigger
    language plpgsql
    as $$
declare
    kinds constant text[] := array['university', 'school', 'laboratory', 'researcher'];
    above text;
begin
    select kind into above from research.partners where id = new.parent_id;
    if array_position(kinds, above) >= array_position(kinds, new.kind::text) then
        raise exception 'A partner belongs to one of a kind above its own.' using errcode = 'check_violation';
    end if;
    return new;
end;
$$;
create trigger partners_parent_above before insert or update of parent_id on research.partners
    for each row when (new.parent_id is not null) execute function research.refuse_parent();
