-- How texts are read for the search: accents are ignored, words are cut to their stem, in French and in English at once.
create extension if not exists unaccent with schema public;
create extension if not exists pg_trgm with schema public;

-- Passes on what is no French stop word; reads accents, so it comes before they are taken off.
create text search dictionary catalogue.french_stop (template = pg_catalog.simple, stopwords = french, accept = false);

create text search configuration catalogue.french (copy = pg_catalog.simple);
alter text search configuration catalogue.french
    alter mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part
    with catalogue.french_stop, public.unaccent, pg_catalog.french_stem;

create text search configuration catalogue.english (copy = pg_catalog.simple);
alter text search configuration catalogue.english
    alter mapping for asciiword, word, asciihword, hword, hword_asciipart, hword_part
    with catalogue.french_stop, public.unaccent, pg_catalog.english_stem;

-- The stems of a text, both languages'.
create function catalogue.stems(content text) returns tsvector
    language sql stable parallel safe
    return to_tsvector('catalogue.french', coalesce(content, '')) || to_tsvector('catalogue.english', coalesce(content, ''));

-- Each stem that occurs in a public innovation, and in how many: what a misspelt word is compared with, and how rare a word is.
create table catalogue.search_terms (
    term text primary key,
    innovations integer not null check (innovations > 0)
);
-- Words of one family: jardin, jardinage, jardinier. Six letters, as the service counts them too.
create function catalogue.family(term text) returns text language sql immutable parallel safe return left(term, 6);
create index ix_search_terms_family on catalogue.search_terms (catalogue.family(term));
create index ix_search_terms_likeness on catalogue.search_terms using gin (term public.gin_trgm_ops);

-- A question word by word: the stems to look for. A word that no public innovation has is replaced by the nearest that one has.
create function catalogue.read_question(question text) returns table (place bigint, word text, terms text[], replaced boolean)
    language sql stable parallel safe
    as $$
    with words as (
        select token.ordinality as place, lower(token.token) as word, tsvector_to_array(catalogue.stems(token.token)) as stems
        -- 1 to 3: words; 9 to 11: parts of a hyphenated word; 20 to 22: numbers.
        from ts_parse('default', question) with ordinality token
        where token.tokid in (1, 2, 3, 9, 10, 11, 20, 21, 22)
    )
    select
        w.place, w.word, coalesce(known.terms, nearest.terms, w.stems), known.terms is null and nearest.terms is not null
    from words w
    left join lateral (
        select array_agg(t.term order by t.term) as terms from catalogue.search_terms t where t.term = any (w.stems)
    ) known on true
    left join lateral (
        select array_agg(near.term) as terms
        from (
            select t.term
            from unnest(w.stems) stem
            join catalogue.search_terms t on t.term operator(public.%) stem
            where known.terms is null
            group by t.term
            order by max(public.similarity(t.term, stem)) desc, max(t.innovations) desc, t.term
            limit 3
        ) near
    ) nearest on true
    where cardinality(w.stems) > 0
    order by w.place
$$;
