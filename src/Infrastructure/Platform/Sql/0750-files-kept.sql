-- What is kept of a file or a picture never changes: it goes, or it stays as it was.
create function platform.refuse_update() returns trigger language plpgsql as $$
begin
    raise exception '% never changes: it goes, or it stays as it was', tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger files_unchanged before update on platform.files
    for each row execute function platform.refuse_update();
create trigger pictures_unchanged before update on platform.pictures
    for each row execute function platform.refuse_update();
