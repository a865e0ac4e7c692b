-- Runs once, when the volume is empty. Passwords come from the secrets, not from this file.
\set serai_password `cat /run/secrets/serai-password`
\set postgrest_password `cat /run/secrets/postgrest-password`

create extension vector;

-- The runtime's own: conversations, runs, vectors, rows of files, in a schema that PostgREST doesn't show.
create role serai login password :'serai_password';
create schema serai authorization serai;
alter role serai set search_path = serai, public;
-- Tables of documents are in a schema that the runtime makes; what a model asks of them is read by a role that can do no more.
grant create on database serai to serai;
create role serai_datasets_reader nologin;
grant serai_datasets_reader to serai;
revoke create on schema public from public;

-- PostgREST's roles, by Supabase's names. It logs in as authenticator, which may do nothing but become another.
create role anon nologin;
create role authenticated nologin;
create role service_role nologin bypassrls;
create role authenticator login noinherit password :'postgrest_password';
grant anon, authenticated, service_role to authenticator;
alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';

-- Unlike Supabase, a new table is open to service_role only; the others see what they are granted.
grant usage on schema public to anon, authenticated, service_role;
alter default privileges in schema public grant all on tables to service_role;
alter default privileges in schema public grant all on sequences to service_role;
alter default privileges revoke execute on functions from public;
alter default privileges in schema public grant execute on functions to service_role;

-- PostgREST learns of a new table at once.
create function public.reload_postgrest() returns event_trigger language plpgsql as $$
begin
  notify pgrst, 'reload schema';
end
$$;
create event trigger reload_postgrest on ddl_command_end execute function public.reload_postgrest();
