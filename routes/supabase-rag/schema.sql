-- Documents with vectors of 384 numbers, in the table that n8n and LangChain use, and what store=supabase needs besides.
-- Run it in the SQL editor. It adds what is missing and keeps what is there, so it may be run again.
begin;
set local search_path to "public", extensions;

do $$
begin
  if not exists (select from pg_extension where extname = 'vector') then
    if exists (select from pg_namespace where nspname = 'extensions') then
      create extension vector schema extensions;
    else
      create extension vector;
    end if;
  end if;
end $$;

do $$
begin
  if to_regclass('"public"."documents"') is null then
    create table "public"."documents" (
      id bigserial primary key,
      content text,
      metadata jsonb,
      embedding vector(384)
    );
    -- Until there are policies, only the service key reads and writes.
    alter table "public"."documents" enable row level security;
  end if;
end $$;

do $$
declare
  kind text := (
    select format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = '"public"."documents"'::regclass and attname = 'embedding' and not attisdropped
  );
begin
  if kind is null or kind !~ '(^|\.)vector(\(384\))?$' then
    raise exception 'the column embedding of "public"."documents" is %, not vector(384)', coalesce(kind, 'missing');
  end if;
end $$;

-- What n8n and LangChain call. One that is there stays as it is.
do $do$
begin
  if not exists (
    select from pg_proc where pronamespace = '"public"'::regnamespace and proname = 'match_documents'
  ) then
    create function "public"."match_documents"(
      query_embedding vector(384),
      match_count int default null,
      filter jsonb default '{}'
    ) returns table (id "public"."documents".id%type, content text, metadata jsonb, similarity float)
    language plpgsql stable set search_path to "public", extensions as $match$
    #variable_conflict use_column
    begin
      if current_setting('hnsw.ef_search', true) is not null then
        perform set_config('hnsw.ef_search', least(1000, greatest(100, match_count))::text, true);
      end if;
      -- Else a filter that leaves few would leave nothing of the index's candidates.
      if current_setting('hnsw.iterative_scan', true) is not null then
        perform set_config('hnsw.iterative_scan', 'strict_order', true);
      end if;
      return query
        select id, content, metadata, 1 - (embedding <=> query_embedding)
        from "public"."documents"
        where embedding is not null and metadata @> filter
        order by embedding <=> query_embedding
        limit match_count;
    end $match$;
  end if;
end $do$;

-- From here on: what store=supabase needs besides.

-- Metadata as filters see them: each name with a list of its values. What is nested has names such as a.b.
create or replace function "public".serai_terms(metadata jsonb) returns jsonb
language sql immutable parallel safe set search_path to '' as $$
  with recursive found(name, value, depth) as (
    select key, value, 0
    from jsonb_each(case when jsonb_typeof(metadata) = 'object' then metadata else '{}' end)
    union all
    select inside.name, inside.value, found.depth + 1
    from found, lateral (
      select found.name || '.' || key, value
      from jsonb_each(case when jsonb_typeof(found.value) = 'object' then found.value else '{}' end)
      union all
      select found.name, item
      from jsonb_array_elements(case when jsonb_typeof(found.value) = 'array' then found.value else '[]' end) as item
    ) as inside(name, value)
    where found.depth < 8
  )
  select coalesce(jsonb_object_agg(name, terms), '{}') from (
    select
      name,
      coalesce(jsonb_agg(value) filter (where jsonb_typeof(value) in ('string', 'number', 'boolean')), '[]') as terms
    from found
    where jsonb_typeof(value) <> 'null'
    group by name
  ) as named
$$;

-- Whether a row meets a condition. Its names and values are data here, never part of a statement.
-- Loops over positions need no queries, which makes it fast enough for many rows.
create or replace function "public".serai_matches(terms jsonb, chunk text, source text, condition jsonb) returns boolean
language plpgsql immutable parallel safe set search_path to '' as $$
declare
  op text := condition ->> 'op';
  name text := condition ->> 'name';
  parts jsonb := condition -> 'of';
  wanted jsonb := condition -> 'value';
  held jsonb;
  item jsonb;
  sign int;
begin
  if op = 'and' then
    for i in 0 .. jsonb_array_length(parts) - 1 loop
      if not "public".serai_matches(terms, chunk, source, parts -> i) then
        return false;
      end if;
    end loop;
    return true;
  elsif op = 'or' then
    for i in 0 .. jsonb_array_length(parts) - 1 loop
      if "public".serai_matches(terms, chunk, source, parts -> i) then
        return true;
      end if;
    end loop;
    return false;
  elsif op = 'not' then
    return not "public".serai_matches(terms, chunk, source, parts);
  end if;

  held := case
    when name = 'id' then jsonb_build_array(chunk)
    when name = 'source' and source is not null then jsonb_build_array(source)
    when name <> 'source' then terms -> name
  end;
  if op = 'exists' then
    return (held is not null) = wanted::boolean;
  elsif held is null then
    return false;
  elsif op = 'eq' then
    return held @> wanted;
  elsif op = 'ne' then
    return not held @> wanted;
  elsif op = 'in' then
    for i in 0 .. jsonb_array_length(wanted) - 1 loop
      if held @> (wanted -> i) then
        return true;
      end if;
    end loop;
    return false;
  end if;

  for i in 0 .. jsonb_array_length(held) - 1 loop
    item := held -> i;
    if jsonb_typeof(item) = jsonb_typeof(wanted) then
      if op = 'prefix' then
        if starts_with(item #>> '{}', wanted #>> '{}') then
          return true;
        end if;
      else
        sign := case
          when item = wanted then 0
          when jsonb_typeof(item) = 'string' then
            case when (item #>> '{}') collate "C" < (wanted #>> '{}') then -1 else 1 end
          when item < wanted then -1
          else 1
        end;
        if op = 'gt' and sign > 0 or op = 'gte' and sign >= 0 or op = 'lt' and sign < 0 or op = 'lte' and sign <= 0 then
          return true;
        end if;
      end if;
    end if;
  end loop;
  return false;
end $$;

-- This writes the rows that are there anew, which takes its time where they are many.
alter table "public"."documents"
  add column if not exists chunk text collate "C",
  add column if not exists source text collate "C",
  add column if not exists place int,
  add column if not exists terms jsonb generated always as ("public".serai_terms(metadata)) stored,
  add column if not exists words tsvector
    generated always as (to_tsvector('pg_catalog.simple', left(coalesce(content, ''), 100000))) stored;

create table if not exists "public"."serai_documents_state" (
  one boolean primary key default true check (one),
  embedder text not null,
  dimensions int not null
);
create table if not exists "public"."serai_documents_source" (
  source text collate "C" primary key,
  checksum text,
  chunks int not null,
  ingested timestamptz,
  metadata jsonb not null
);
alter table "public"."serai_documents_state" enable row level security;
alter table "public"."serai_documents_source" enable row level security;

create unique index if not exists "serai_documents_chunk" on "public"."documents" (chunk);
create index if not exists "serai_documents_place" on "public"."documents" (source, place);
create index if not exists "serai_documents_terms" on "public"."documents" using gin (terms jsonb_path_ops);
create index if not exists "serai_documents_text" on "public"."documents" using gin (words);

do $$
begin
  if exists (select from pg_am where amname = 'hnsw') and not exists (
    select from pg_index
    join pg_class on pg_class.oid = indexrelid
    join pg_am on pg_am.oid = relam
    where indrelid = '"public"."documents"'::regclass and amname in ('hnsw', 'ivfflat')
  ) then
    create index "serai_documents_embedding" on "public"."documents" using hnsw (embedding vector_cosine_ops);
  end if;
end $$;

create or replace function "public"."serai_documents_open"(wanted_embedder text, wanted_dimensions int) returns jsonb
language plpgsql volatile set search_path to "public", extensions as $$
declare
  numbers int := substring((
    select format_type(atttypid, atttypmod) from pg_attribute
    where attrelid = '"public"."documents"'::regclass and attname = 'embedding'
  ) from '\((\d+)\)$')::int;
  known jsonb;
begin
  if numbers <> wanted_dimensions then
    return jsonb_build_object('column', numbers);
  end if;
  select jsonb_build_object('embedder', embedder, 'dimensions', dimensions) into known from "public"."serai_documents_state";
  if known is null then
    insert into "public"."serai_documents_state" (embedder, dimensions) values (wanted_embedder, wanted_dimensions) on conflict do nothing;
    select jsonb_build_object('embedder', embedder, 'dimensions', dimensions) into known from "public"."serai_documents_state";
  end if;
  return known;
end $$;

-- PostgREST takes the timeout of such a function for its transaction: to add vectors to an index takes its time.
create or replace function "public"."serai_documents_insert"(items jsonb) returns void
language plpgsql volatile set search_path to "public", extensions set statement_timeout to '10min' as $$
begin
  insert into "public"."documents" (chunk, source, place, content, metadata, embedding)
  select
    item ->> 'chunk',
    item ->> 'source',
    (item ->> 'place')::int,
    item ->> 'content',
    item -> 'metadata',
    (item ->> 'embedding')::vector
  from jsonb_array_elements(items) as item
  order by item ->> 'chunk'
  on conflict (chunk) do update set
    source = excluded.source,
    place = excluded.place,
    content = excluded.content,
    metadata = excluded.metadata,
    embedding = excluded.embedding;
end $$;

-- The state comes first: its row keeps others from replacing the same source meanwhile.
create or replace function "public"."serai_documents_replace"(state jsonb, items jsonb) returns void
language plpgsql volatile set search_path to "public", extensions set statement_timeout to '10min' as $$
begin
  insert into "public"."serai_documents_source" (source, checksum, chunks, ingested, metadata)
  values (
    state ->> 'source',
    state ->> 'checksum',
    (state ->> 'chunks')::int,
    (state ->> 'ingested')::timestamptz,
    state -> 'metadata'
  )
  on conflict (source) do update set
    checksum = excluded.checksum,
    chunks = excluded.chunks,
    ingested = excluded.ingested,
    metadata = excluded.metadata;
  delete from "public"."documents" where source = state ->> 'source';
  perform "public"."serai_documents_insert"(items);
end $$;

create or replace function "public"."serai_documents_search"(query_embedding vector, most int, condition jsonb) returns jsonb
language plpgsql stable set search_path to "public", extensions set plan_cache_mode to force_custom_plan as $$
begin
  if current_setting('hnsw.ef_search', true) is not null then
    perform set_config('hnsw.ef_search', least(1000, greatest(100, most))::text, true);
  end if;
  if current_setting('hnsw.iterative_scan', true) is not null then
    perform set_config('hnsw.iterative_scan', 'strict_order', true);
  end if;
  return (
    select coalesce(jsonb_agg(to_jsonb(hit) - 'distance' order by hit.distance), '[]') from (
      select
        coalesce(chunk, id::text) as id,
        coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') as source,
        content as text,
        metadata,
        1 - (embedding <=> query_embedding) as score,
        embedding <=> query_embedding as distance
      from "public"."documents"
      where embedding is not null and terms @> coalesce(condition -> 'contained', '{}')
        and (condition ->> 'source' is null or source = condition ->> 'source'
          or source is null and coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') = condition ->> 'source')
        and (condition -> 'rest' is null
          or "public".serai_matches(terms, coalesce(chunk, id::text), coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source'), condition -> 'rest'))
      order by embedding <=> query_embedding
      limit most
    ) as hit
  );
end $$;

-- Any of the words will do: whoever asks in a sentence does not mean all of them.
create or replace function "public"."serai_documents_words"(
  question text, query_embedding vector, least_score float, most int, condition jsonb
) returns jsonb
language plpgsql stable set search_path to "public", extensions set plan_cache_mode to force_custom_plan as $$
declare
  wanted tsquery := replace(plainto_tsquery('pg_catalog.simple', question)::text, ' & ', ' | ')::tsquery;
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(hit) order by hit.score desc, hit.id), '[]') from (
      select
        coalesce(chunk, id::text) as id,
        coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') as source,
        content as text,
        metadata,
        ts_rank(words, wanted, 1) as score
      from "public"."documents"
      where words @@ wanted
        and (query_embedding is null or 1 - (embedding <=> query_embedding) between least_score and 2)
        and terms @> coalesce(condition -> 'contained', '{}')
        and (condition ->> 'source' is null or source = condition ->> 'source'
          or source is null and coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') = condition ->> 'source')
        and (condition -> 'rest' is null
          or "public".serai_matches(terms, coalesce(chunk, id::text), coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source'), condition -> 'rest'))
      order by ts_rank(words, wanted, 1) desc, coalesce(chunk, id::text)
      limit most
    ) as hit
  );
end $$;

create or replace function "public"."serai_documents_delete"(condition jsonb) returns bigint
language plpgsql volatile set search_path to "public", extensions set plan_cache_mode to force_custom_plan
set statement_timeout to '10min' as $$
declare
  deleted bigint;
begin
  delete from "public"."documents"
  where terms @> coalesce(condition -> 'contained', '{}')
        and (condition ->> 'source' is null or source = condition ->> 'source'
          or source is null and coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') = condition ->> 'source')
        and (condition -> 'rest' is null
          or "public".serai_matches(terms, coalesce(chunk, id::text), coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source'), condition -> 'rest'));
  get diagnostics deleted = row_count;
  delete from "public"."serai_documents_source" as known
  where not exists (select from "public"."documents" as kept where kept.source = known.source);
  return deleted;
end $$;

create or replace function "public"."serai_documents_count"(condition jsonb) returns bigint
language plpgsql stable set search_path to "public", extensions set plan_cache_mode to force_custom_plan as $$
begin
  return (
    select count(*) from "public"."documents"
    where terms @> coalesce(condition -> 'contained', '{}')
        and (condition ->> 'source' is null or source = condition ->> 'source'
          or source is null and coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') = condition ->> 'source')
        and (condition -> 'rest' is null
          or "public".serai_matches(terms, coalesce(chunk, id::text), coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source'), condition -> 'rest'))
  );
end $$;

create or replace function "public"."serai_documents_list"(condition jsonb, skip int, most int) returns jsonb
language plpgsql stable set search_path to "public", extensions set plan_cache_mode to force_custom_plan as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(hit) - 'place' order by hit.source, hit.place, hit.id), '[]') from (
      select
        coalesce(chunk, id::text) collate "C" as id,
        coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') collate "C" as source,
        content as text,
        metadata,
        0 as score,
        place
      from "public"."documents"
      where terms @> coalesce(condition -> 'contained', '{}')
        and (condition ->> 'source' is null or source = condition ->> 'source'
          or source is null and coalesce(metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source') = condition ->> 'source')
        and (condition -> 'rest' is null
          or "public".serai_matches(terms, coalesce(chunk, id::text), coalesce(source, metadata ->> 'file_title', metadata ->> 'file_id', metadata ->> 'source'), condition -> 'rest'))
      order by 2, 6, 1
      offset skip
      limit most
    ) as hit
  );
end $$;

-- All sources in their order, or the one of that name.
create or replace function "public"."serai_documents_sources"(named text, skip int, most int) returns jsonb
language plpgsql stable set search_path to "public", extensions set plan_cache_mode to force_custom_plan as $$
begin
  return (
    select coalesce(jsonb_agg(to_jsonb(hit) order by hit.source), '[]') from (
      select source, checksum, chunks, ingested, metadata from "public"."serai_documents_source"
      where named is null or source = named
      order by source
      offset skip
      limit most
    ) as hit
  );
end $$;

do $$
begin
  if exists (select from pg_roles where rolname = 'service_role') then
    grant select, insert, update, delete on "public"."documents", "public"."serai_documents_state", "public"."serai_documents_source" to service_role;
    if pg_get_serial_sequence('"public"."documents"', 'id') is not null then
      execute format('grant usage on sequence %s to service_role', pg_get_serial_sequence('"public"."documents"', 'id'));
    end if;
  end if;
end $$;

notify pgrst, 'reload schema';
commit;
