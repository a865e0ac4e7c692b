create schema live_calls;
set search_path to live_calls, public;

create table things (id int primary key, name text);
insert into things values (1, 'a'), (2, 'b'), (3, 'c');
create table log (line text);
create function plus(a int, b int default 10) returns int immutable language sql as 'select a + b';
create function all_things() returns setof things stable language sql as 'select * from live_calls.things order by id';
create function one_thing(wanted int) returns things stable language sql
  as 'select * from live_calls.things where id = wanted';
create function numbers(most int) returns setof int immutable language sql as 'select generate_series(1, most)';
create function nothing() returns void language sql as '';
create function add_line(line text) returns table (now bigint) language sql as $$
  insert into live_calls.log values (line); select count(*) + 1 from live_calls.log $$;
create function total(variadic n int[]) returns bigint immutable language sql as 'select sum(x) from unnest(n) x';
create function words(list text[]) returns text immutable language sql as $$ select array_to_string(list, '|') $$;
create function echo(value jsonb) returns jsonb immutable language sql as 'select value';
create function whole(json) returns json immutable language sql as $$ select $1 -> 'x' $$;
create function later(day date, exact numeric) returns json immutable language sql
  as $$ select json_build_object('day', day + 1, 'exact', exact * 2) $$;
create function fails(state text) returns void language plpgsql as $$
  begin raise exception using errcode = state, message = 'no', detail = 'd', hint = 'h'; end $$;

reset search_path;
grant usage on schema live_calls to anon, authenticated, service_role;
grant all on all tables in schema live_calls to anon, authenticated, service_role;
grant execute on all functions in schema live_calls to anon, authenticated, service_role;
