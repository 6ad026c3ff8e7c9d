-- What the search reads: one row for each public innovation, written when a version is published and gone when it is withdrawn.
create table catalogue.search_entries (
    innovation_id uuid primary key references catalogue.innovations (id),
    number integer not null,
    published_at timestamptz not null,
    title text not null,
    summary text not null,
    initiator text not null,
    stage text not null,
    themes text[] not null,
    departments text[] not null,
    -- Weights: A the title, B the summary, C the story, D how it is made.
    document tsvector not null
);
create index ix_search_entries_document on catalogue.search_entries using gin (document);
create index ix_search_entries_newest on catalogue.search_entries (published_at, innovation_id);
create index ix_search_entries_themes on catalogue.search_entries using gin (themes);
create index ix_search_entries_departments on catalogue.search_entries using gin (departments);
create index ix_search_entries_initiator on catalogue.search_entries (initiator, innovation_id);
create index ix_search_entries_stage on catalogue.search_entries (stage, innovation_id);

-- Where they take place, as far as coordinates are known; x is the longitude, y the latitude.
create table catalogue.search_places (
    innovation_id uuid not null references catalogue.search_entries (innovation_id) on delete cascade,
    place integer not null,
    commune_code text not null,
    commune text not null,
    spot point not null,
    primary key (innovation_id, place)
);
create index ix_search_places_spot on catalogue.search_places using gist (spot);

-- The stems of each part, by which innovations are likened; beside each stem the word as it was first written.
create table catalogue.search_parts (
    innovation_id uuid not null references catalogue.search_entries (innovation_id) on delete cascade,
    part text not null,
    terms text[] not null,
    words text[] not null,
    primary key (innovation_id, part)
);

-- Metres over the ground between two spots, on a sphere of 6 371 008.8 m: within 0.6 % of the ellipsoid.
create function catalogue.metres(here point, there point) returns double precision
    language sql immutable parallel safe
    return 2 * 6371008.8 * asin(least(1, sqrt(
        power(sind((there[1] - here[1]) / 2), 2)
        + cosd(here[1]) * cosd(there[1]) * power(sind((there[0] - here[0]) / 2), 2)
    )));

-- The texts of a version, part by part.
create function catalogue.part_texts(content jsonb, dna jsonb) returns table (part text, content text)
    language sql immutable parallel safe
    as $$
    select 'text', concat_ws(' ', content ->> 'title', content ->> 'summary', content ->> 'story')
    union all
    select 'need', dna ->> 'need'
    union all
    select 'stakeholders', (
        select string_agg(name, ' ') from (
            select who ->> 'name' as name from jsonb_array_elements(dna -> 'steps') step, jsonb_array_elements(step -> 'stakeholders') who
            union all
            select concat_ws(' ', who ->> 'title', who ->> 'description') from jsonb_array_elements(dna -> 'partners') who
        ) named
    )
    union all
    select part, (
        select string_agg(concat_ws(' ', item ->> 'title', item ->> 'description', item ->> 'response'), ' ')
        from jsonb_array_elements(dna -> part) item
    )
    from unnest(array['steps', 'resources', 'legalBasis', 'successConditions', 'risks', 'indicators', 'adaptable', 'core', 'documents']) part
$$;

create function catalogue.forget_entry(id uuid) returns void
    language sql
    as $$
    -- One publication at a time counts terms: two at once would wait for each other's, for good.
    select pg_advisory_xact_lock(hashtext('catalogue.search_terms'));
    delete from catalogue.search_terms s using catalogue.search_entries e
    where e.innovation_id = id and s.term = any (tsvector_to_array(e.document)) and s.innovations = 1;
    update catalogue.search_terms s set innovations = s.innovations - 1
    from catalogue.search_entries e where e.innovation_id = id and s.term = any (tsvector_to_array(e.document));
    delete from catalogue.search_entries where innovation_id = id;
$$;

create function catalogue.enter_version(version catalogue.innovation_versions) returns void
    language sql
    as $$
    select catalogue.forget_entry(version.innovation_id);
    insert into catalogue.search_entries
    select
        version.innovation_id, version.number, version.published_at,
        version.content ->> 'title', coalesce(version.content ->> 'summary', ''), version.initiator, version.content ->> 'stage', version.themes, version.departments,
        setweight(catalogue.stems(version.content ->> 'title'), 'A')
            || setweight(catalogue.stems(version.content ->> 'summary'), 'B')
            || setweight(catalogue.stems(version.content ->> 'story'), 'C')
            || setweight(catalogue.stems((
                select string_agg(t.content, ' ') from catalogue.part_texts(version.content, version.dna) t where t.part <> 'text'
            )), 'D');
    insert into catalogue.search_terms as s
    select t.term, 1 from catalogue.search_entries e, unnest(tsvector_to_array(e.document)) as t (term)
    where e.innovation_id = version.innovation_id order by t.term
    on conflict (term) do update set innovations = s.innovations + 1;
    insert into catalogue.search_places
    select
        version.innovation_id, p.ordinality, p.place ->> 'communeCode', p.place ->> 'commune',
        point((p.place ->> 'longitude')::double precision, (p.place ->> 'latitude')::double precision)
    from jsonb_array_elements(version.content -> 'places') with ordinality as p (place, ordinality)
    where p.place ->> 'latitude' is not null;
    insert into catalogue.search_parts
    select version.innovation_id, read.part, array_agg(read.term order by read.term), array_agg(read.word order by read.term)
    from (
        select distinct on (t.part, stem.term) t.part, stem.term, token.token as word
        from catalogue.part_texts(version.content, version.dna) t
        cross join ts_parse('default', t.content) with ordinality as token
        cross join unnest(tsvector_to_array(to_tsvector('catalogue.french', token.token))) as stem (term)
        where token.tokid in (1, 2, 3, 9, 10, 11)
        order by t.part, stem.term, token.ordinality
    ) read
    group by read.part;
$$;

create function catalogue.note_version() returns trigger
    language plpgsql
    as $$
begin
    perform catalogue.enter_version(new);
    return null;
end;
$$;
create trigger innovation_versions_searched after insert on catalogue.innovation_versions
    for each row execute function catalogue.note_version();

create function catalogue.forget_withdrawn() returns trigger
    language plpgsql
    as $$
begin
    perform catalogue.forget_entry(new.id);
    return null;
end;
$$;
create trigger innovations_forgotten after update of status on catalogue.innovations
    for each row when (new.status = 'withdrawn') execute function catalogue.forget_withdrawn();

-- What was public before.
select catalogue.enter_version(v)
from catalogue.innovation_versions v
join catalogue.innovations i on i.id = v.innovation_id and i.published_version = v.number
where i.status <> 'withdrawn';
