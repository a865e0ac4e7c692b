create schema live_errors;
set search_path to live_errors, public;

create table owners (id int primary key, name text not null unique check (name <> 'forbidden'));
create table pets (id int primary key, owner int references owners);
create function slow(seconds numeric) returns int language sql as 'select 1 from pg_sleep(seconds)';
create function fails(state text) returns void language plpgsql as $$
  begin raise exception using errcode = state, message = 'no', detail = 'd', hint = 'h'; end $$;
insert into owners values (1, 'Ann');
insert into pets values (1, 1);

reset search_path;
grant usage on schema live_errors to anon, authenticated, service_role;
grant all on all tables in schema live_errors to anon, authenticated, service_role;
grant execute on all functions in schema live_errors to anon, authenticated, service_role;
