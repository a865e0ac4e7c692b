create schema live_reads;
set search_path to live_reads, public;

create table goods (
  id int primary key, name text, price numeric, tags text[], meta jsonb, sold int4range, made timestamptz, fresh boolean,
  "odd, name" text);
insert into goods values
  (1, 'tea', 2.50, '{hot,leaf}', '{"from":{"land":"IN"},"n":[1,2]}', '[1,5)', '2024-02-29T12:00:00.123456Z', true, 'x'),
  (2, 'coffee', 4, '{hot,bean}', '{"from":{"land":"BR"}}', '[5,9)', '1999-12-31T23:59:59Z', false, 'a,b'),
  (3, 'ice "cold", sweet', null, '{}', null, null, null, null, null),
  (4, 'a(b).c:d\e*f', 12345678901234567890.123456789, '{"a,b","c\"d"}', '{"k":"ü😀"}', 'empty', null, null, null);

create table people (id int primary key, name text, boss int references people);
create table passports (person int primary key references people, number text);
create table films (
  id int primary key, title text, director int constraint directed references people,
  writer int constraint written references people);
create table genres (id int primary key, word text);
create table film_genres (film int references films, genre int references genres, primary key (film, genre));
create table alone (id int);
insert into people values (1, 'Ann', null), (2, 'Bob', 1), (3, 'Cy', 1);
insert into passports values (1, 'P1');
insert into films values (1, 'One', 1, 2), (2, 'Two', 2, 2), (3, 'Three', null, null);
insert into genres values (1, 'noir'), (2, 'war');
insert into film_genres values (1, 1), (1, 2), (2, 2);

create table numbers (n int primary key, even boolean);
insert into numbers select n, n % 2 = 0 from generate_series(1, 250) n;

reset search_path;
grant usage on schema live_reads to anon, authenticated, service_role;
grant all on all tables in schema live_reads to anon, authenticated, service_role;
