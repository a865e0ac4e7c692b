-- A twin of pgvector's vector type: kept as text, checked on its way into a column, measured by functions in SQL.
create type vector;
create function vector_in(cstring) returns vector language internal immutable strict parallel safe as 'textin';
create function vector_out(vector) returns cstring language internal immutable strict parallel safe as 'textout';
create function vector_typmod_in(cstring[]) returns integer language internal immutable strict parallel safe as 'varchartypmodin';
create function vector_typmod_out(integer) returns cstring language internal immutable strict parallel safe as 'varchartypmodout';
create type vector (
  input = vector_in, output = vector_out, typmod_in = vector_typmod_in, typmod_out = vector_typmod_out, like = text);

create cast (vector as text) without function;
create cast (text as vector) without function as assignment;

create function vector_to_float8(vector, integer default -1, boolean default false) returns double precision[]
language plpgsql immutable strict parallel safe as $$
declare
  content text := $1::text;
begin
  if content !~ '^\s*\[.*\]\s*$' then
    raise exception 'invalid input syntax for type vector: "%"', content
      using errcode = '22P02', detail = 'Vector contents must start with "[".';
  end if;
  return string_to_array(btrim(content, E'[] \t\n\r'), ',')::double precision[];
exception when invalid_text_representation then
  raise exception 'invalid input syntax for type vector: "%"', content using errcode = '22P02';
end $$;

create function float8_to_vector(double precision[], integer default -1, boolean default false) returns vector
language sql immutable strict parallel safe as $$
  select ('[' || array_to_string($1::real[], ',') || ']')::vector
$$;

-- The type modifier of varchar counts four bytes of a header.
create function vector(vector, integer, boolean) returns vector language plpgsql immutable strict parallel safe as $$
declare
  numbers double precision[] := vector_to_float8($1);
  found integer := coalesce(array_length(numbers, 1), 0);
begin
  if found = 0 then
    raise exception 'vector must have at least 1 dimension' using errcode = '22000';
  elsif $2 <> -1 and found <> $2 - 4 then
    raise exception 'expected % dimensions, not %', $2 - 4, found using errcode = '22000';
  end if;
  return float8_to_vector(numbers);
end $$;
create cast (vector as vector) with function vector(vector, integer, boolean) as implicit;

create function real_to_vector(real[], integer default -1, boolean default false) returns vector
language sql immutable strict parallel safe as $$ select float8_to_vector($1::double precision[]) $$;
create function integer_to_vector(integer[], integer default -1, boolean default false) returns vector
language sql immutable strict parallel safe as $$ select float8_to_vector($1::double precision[]) $$;
create function numeric_to_vector(numeric[], integer default -1, boolean default false) returns vector
language sql immutable strict parallel safe as $$ select float8_to_vector($1::double precision[]) $$;
create function vector_to_real(vector, integer default -1, boolean default false) returns real[]
language sql immutable strict parallel safe as $$ select vector_to_float8($1)::real[] $$;
create cast (double precision[] as vector) with function float8_to_vector(double precision[], integer, boolean) as assignment;
create cast (real[] as vector) with function real_to_vector(real[], integer, boolean) as assignment;
create cast (integer[] as vector) with function integer_to_vector(integer[], integer, boolean) as assignment;
create cast (numeric[] as vector) with function numeric_to_vector(numeric[], integer, boolean) as assignment;
create cast (vector as real[]) with function vector_to_real(vector, integer, boolean) as implicit;

create function vector_dims(vector) returns integer language sql immutable strict parallel safe as $$
  select coalesce(array_length(vector_to_float8($1), 1), 0)
$$;
create function vector_norm(vector) returns double precision language sql immutable strict parallel safe as $$
  select sqrt(sum(x * x)) from unnest(vector_to_float8($1)) as x
$$;

create function vector_same_length(a double precision[], b double precision[]) returns void
language plpgsql immutable parallel safe as $$
begin
  if array_length(a, 1) is distinct from array_length(b, 1) then
    raise exception 'different vector dimensions % and %', coalesce(array_length(a, 1), 0), coalesce(array_length(b, 1), 0)
      using errcode = '22000';
  end if;
end $$;

create function cosine_distance(vector, vector) returns double precision
language plpgsql immutable strict parallel safe as $$
declare
  a double precision[] := vector_to_float8($1);
  b double precision[] := vector_to_float8($2);
  product double precision;
  norms double precision;
begin
  perform vector_same_length(a, b);
  select sum(x * y), sqrt(sum(x * x)) * sqrt(sum(y * y)) into product, norms from unnest(a, b) as pairs(x, y);
  return case when norms = 0 then 'NaN' else 1 - greatest(-1, least(1, product / norms)) end;
end $$;

create function l2_distance(vector, vector) returns double precision
language plpgsql immutable strict parallel safe as $$
declare
  a double precision[] := vector_to_float8($1);
  b double precision[] := vector_to_float8($2);
begin
  perform vector_same_length(a, b);
  return (select sqrt(sum((x - y) * (x - y))) from unnest(a, b) as pairs(x, y));
end $$;

create function inner_product(vector, vector) returns double precision
language plpgsql immutable strict parallel safe as $$
declare
  a double precision[] := vector_to_float8($1);
  b double precision[] := vector_to_float8($2);
begin
  perform vector_same_length(a, b);
  return (select sum(x * y) from unnest(a, b) as pairs(x, y));
end $$;

create function vector_negative_inner_product(vector, vector) returns double precision
language sql immutable strict parallel safe as $$ select -inner_product($1, $2) $$;

create operator <=> (leftarg = vector, rightarg = vector, function = cosine_distance, commutator = '<=>');
create operator <-> (leftarg = vector, rightarg = vector, function = l2_distance, commutator = '<->');
create operator <#> (leftarg = vector, rightarg = vector, function = vector_negative_inner_product, commutator = '<#>');

create function vector_eq(vector, vector) returns boolean language sql immutable strict parallel safe as $$
  select vector_to_float8($1) = vector_to_float8($2)
$$;
create operator = (leftarg = vector, rightarg = vector, function = vector_eq, commutator = '=');

-- Lets scripts make their index; searches look at all rows as before. Bound to its parts at once, since indexes are made
-- with a search path of their own.
create function vector_hash(vector) returns integer language sql immutable strict parallel safe
return hash_array(vector_to_float8($1));
create access method hnsw type index handler hashhandler;
create operator class vector_cosine_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
create operator class vector_l2_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
create operator class vector_ip_ops for type vector using hnsw as operator 1 =, function 1 vector_hash(vector);
