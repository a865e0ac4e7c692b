-- What a project's database has before its owner makes the first table.
select pg_advisory_xact_lock(7403125);

do $$
declare
  role record;
begin
  for role in select * from (values
      ('anon', 'nologin noinherit'),
      ('authenticated', 'nologin noinherit'),
      ('service_role', 'nologin noinherit bypassrls'),
      ('authenticator', 'login noinherit')) as roles(name, attributes)
  loop
    if not exists (select from pg_roles where rolname = role.name) then
      execute format('create role %I %s', role.name, role.attributes);
    end if;
  end loop;
end $$;
grant anon, authenticated, service_role to authenticator;

create schema if not exists extensions;
create schema auth;
create schema storage;
create schema realtime;
grant usage on schema public, extensions, auth, storage, realtime to anon, authenticated, service_role;

alter default privileges in schema public grant all on tables to anon, authenticated, service_role;
alter default privileges in schema public grant all on sequences to anon, authenticated, service_role;
alter default privileges in schema public grant all on functions to anon, authenticated, service_role;

create function auth.jwt() returns jsonb stable language sql as $$
  select nullif(current_setting('request.jwt.claims', true), '')::jsonb
$$;
create function auth.uid() returns uuid stable language sql as $$
  select (auth.jwt() ->> 'sub')::uuid
$$;
create function auth.role() returns text stable language sql as $$
  select auth.jwt() ->> 'role'
$$;
create function auth.email() returns text stable language sql as $$
  select auth.jwt() ->> 'email'
$$;

create publication supabase_realtime;

-- Tells the REST service that tables or functions have changed.
create schema serai_internal;
create table serai_internal.catalogue (version bigint not null);
insert into serai_internal.catalogue values (1);
create function serai_internal.catalogue_changed() returns event_trigger language plpgsql security definer as $$
begin
  update serai_internal.catalogue set version = version + 1;
end $$;
create event trigger serai_ddl on ddl_command_end execute function serai_internal.catalogue_changed();
create event trigger serai_drop on sql_drop execute function serai_internal.catalogue_changed();

do $$
begin
  execute format('alter database %I set search_path = "$user", public, extensions', current_database());
end $$;
