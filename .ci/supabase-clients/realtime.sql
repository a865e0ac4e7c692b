create table messages (id int primary key, room int, text text);
create table secrets (id int primary key, owner text);
alter table secrets enable row level security;
create policy mine on secrets for select using (owner = auth.role());
alter publication supabase_realtime add table messages, secrets;
