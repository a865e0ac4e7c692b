-- Tables, foreign keys and functions of the offered schemas, as one JSON object.
with schemas as (
  select oid, nspname from pg_catalog.pg_namespace where nspname = any (?::text[])
),
relations as (
  select json_build_object(
    'schema', s.nspname, 'name', c.relname, 'view', c.relkind in ('v', 'm'),
    'columns', (
      select json_agg(json_build_object(
        'name', a.attname,
        'type', pg_catalog.format_type(a.atttypid, -1),
        'defaults', case
          when a.attgenerated <> '' then null
          when a.attidentity <> '' then format('nextval(%L::regclass)', pg_catalog.pg_get_serial_sequence(
            format('%I.%I', s.nspname, c.relname), a.attname))
          else pg_catalog.pg_get_expr(d.adbin, d.adrelid)
        end) order by a.attnum)
      from pg_catalog.pg_attribute a
      left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped),
    'key', (
      select json_agg(a.attname order by position)
      from pg_catalog.pg_constraint k
      cross join lateral unnest(k.conkey) with ordinality as key(number, position)
      join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = key.number
      where k.conrelid = c.oid and k.contype = 'p')) as content
  from pg_catalog.pg_class c
  join schemas s on s.oid = c.relnamespace
  where c.relkind in ('r', 'v', 'm', 'f', 'p')
),
keys as (
  select json_build_object(
    'name', k.conname, 'schema', s.nspname, 'table', c.relname, 'toSchema', ts.nspname, 'toTable', t.relname,
    'columns', (
      select json_agg(a.attname order by position) from unnest(k.conkey) with ordinality as key(number, position)
      join pg_catalog.pg_attribute a on a.attrelid = k.conrelid and a.attnum = key.number),
    'toColumns', (
      select json_agg(a.attname order by position) from unnest(k.confkey) with ordinality as key(number, position)
      join pg_catalog.pg_attribute a on a.attrelid = k.confrelid and a.attnum = key.number),
    'unique', exists (
      select from pg_catalog.pg_constraint u
      where u.conrelid = k.conrelid and u.contype in ('p', 'u') and u.conkey <@ k.conkey)) as content
  from pg_catalog.pg_constraint k
  join pg_catalog.pg_class c on c.oid = k.conrelid
  join schemas s on s.oid = c.relnamespace
  join pg_catalog.pg_class t on t.oid = k.confrelid
  join schemas ts on ts.oid = t.relnamespace
  where k.contype = 'f' and k.conparentid = 0
),
functions as (
  select json_build_object(
    'schema', s.nspname, 'name', p.proname,
    'result', pg_catalog.format_type(p.prorettype, -1),
    'set', p.proretset,
    'rows', t.typtype = 'c' or t.typname = 'record' or coalesce(p.proargmodes::text[] && '{t,b,o}', false),
    'table', (
      select rs.nspname || '.' || r.relname from pg_catalog.pg_class r join schemas rs on rs.oid = r.relnamespace
      where r.oid = t.typrelid and r.relkind in ('r', 'v', 'm', 'f', 'p')),
    'writes', p.provolatile = 'v',
    'arguments', (
      select json_agg(json_build_object(
        'name', coalesce(name, ''),
        'type', pg_catalog.format_type(type, -1),
        'optional', input > p.pronargs - p.pronargdefaults,
        'variadic', mode = 'v') order by input)
      from (
        select name, type, mode, row_number() over (order by position) as input
        from unnest(
            coalesce(p.proallargtypes, p.proargtypes::oid[]), p.proargnames,
            coalesce(p.proargmodes, array_fill('i'::"char", array[p.pronargs::int])))
          with ordinality as argument(type, name, mode, position)
        where mode in ('i', 'b', 'v') and type is not null) as inputs)) as content
  from pg_catalog.pg_proc p
  join schemas s on s.oid = p.pronamespace
  join pg_catalog.pg_type t on t.oid = p.prorettype
  where p.prokind = 'f' and t.typname not in ('trigger', 'event_trigger', 'internal')
    and not exists (select from pg_catalog.pg_depend e where e.objid = p.oid and e.deptype = 'e')
  order by p.oid
)
select json_build_object(
  'relations', (select coalesce(json_agg(content), '[]') from relations),
  'keys', (select coalesce(json_agg(content), '[]') from keys),
  'functions', (select coalesce(json_agg(content), '[]') from functions))::text
