create extension vector;
create table authors (id serial primary key, name text unique not null, born int);
create table books (
  id serial primary key, title text not null, author_id int references authors, price numeric(10, 2),
  tags text[] default '{}', meta jsonb);
create table notes (id serial primary key, body text);
alter table notes enable row level security;
create table documents (id serial primary key, content text, metadata jsonb, embedding vector(3));
create function add_them(a int, b int) returns int language sql immutable as 'select a + b';
create function match_documents(query_embedding vector(3), match_count int default null, filter jsonb default '{}')
returns table (id int, content text, metadata jsonb, similarity float) language sql stable as $$
  select d.id, d.content, d.metadata, 1 - (d.embedding <=> query_embedding) from documents d
  where d.metadata @> filter order by d.embedding <=> query_embedding limit match_count
$$;
insert into authors (name, born) values ('Ann', 1970), ('Bob', 1980), ('Cy', 1990);
insert into books (title, author_id, price, tags, meta) values
  ('T1', 1, 9.5, '{a,b}', '{"k": 1}'), ('T2', 1, 5, '{}', null), ('T3', 2, 7, '{c}', null);
