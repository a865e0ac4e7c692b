package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.SupabaseServerExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestCallTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeFunctions() {
        supabase.sql("""
                create table things(id int primary key, name text);
                insert into things values (1, 'a'), (2, 'b'), (3, 'c');
                create function plus(a int, b int default 10) returns int immutable language sql as 'select a + b';
                create function all_things() returns setof things stable language sql as 'select * from things';
                create function one_thing(wanted int) returns things stable language sql
                  as 'select * from things where id = wanted';
                create function numbers(most int) returns setof int immutable language sql
                  as 'select generate_series(1, most)';
                create function nothing() returns void language sql as '';
                create function add_thing(id int, name text) returns table(new_id int) language sql
                  as 'insert into things values (id, name) returning id';
                create function whole(json) returns json immutable language sql as $$ select $1 -> 'x' $$;
                create function total(variadic n int[]) returns bigint immutable language sql
                  as 'select sum(x) from unnest(n) x';
                create function either(a int) returns int immutable language sql as 'select 1';
                create function either(a text) returns int immutable language sql as 'select 2';
                create function fails(state text) returns void language plpgsql as $$
                  begin raise exception using errcode = state, message = 'no', detail = 'd', hint = 'h'; end $$;
                create function shapes() returns int language sql stable as $$
                  select set_config('response.status', '418', true);
                  select set_config('response.headers', '[{"X-Tea": "yes"}]', true); select 1 $$;
                create function asks() returns text stable language sql
                  as $$ select current_setting('request.headers')::json ->> 'x-mine' || ' ' || current_user $$;
                """);
    }

    private Rest rest() {
        return Rest.of(supabase.server());
    }

    @Test
    void scalarsComeAsTheyAre() {
        assertThat(rest().post("/rpc/plus", "{\"a\":1,\"b\":2}")).hasToString("200 3");
        assertThat(rest().post("/rpc/plus", "{\"a\":1}")).hasToString("200 11");
        assertThat(rest().get("/rpc/plus?a=1&b=5")).hasToString("200 6");
        assertThat(rest().post("/rpc/numbers", "{\"most\":2}")).hasToString("200 [1,2]");
        assertThat(rest().get("/rpc/total?n=1&n=2")).hasToString("200 3");
        assertThat(rest().post("/rpc/total", "{\"n\":[1,2,3]}")).hasToString("200 6");
        assertThat(rest().post("/rpc/whole", "{\"x\":[5]}")).hasToString("200 [5]");
        assertThat(rest().post("/rpc/nothing", "{}")).hasToString("204 ");
    }

    @Test
    void rowsMayBeFilteredAndOrdered() {
        assertThat(rest().post("/rpc/all_things?id=gt.1&order=id.desc&select=id", "{}"))
                .hasToString("200 [{\"id\":3},{\"id\":2}]");
        var page = rest().prefer("count=exact").get("/rpc/all_things?select=id&limit=1");
        assertThat(page.status() + " " + page.header("Content-Range")).isEqualTo("206 0-0/3");
        assertThat(rest().get("/rpc/one_thing?wanted=2")).hasToString("200 {\"id\":2,\"name\":\"b\"}");
    }

    @Test
    void getChangesNothing() {
        assertThat(rest().get("/rpc/add_thing?id=7&name=x"))
                .extracting(Rest.Answer::status, Rest.Answer::code)
                .containsExactly(405, "25006");
        assertThat(rest().prefer("tx=rollback").post("/rpc/add_thing", "{\"id\":7,\"name\":\"x\"}"))
                .hasToString("200 [{\"new_id\":7}]");
    }

    @Test
    void missingFunctionsAreDescribed() {
        var missing = rest().post("/rpc/plus", "{\"x\":1,\"b\":1}");
        assertThat(missing.code()).isEqualTo("PGRST202");
        assertThat(missing.message()).isEqualTo("Could not find the function public.plus(b, x) in the schema cache");
        assertThat(missing.json().path("hint").asText())
                .isEqualTo("Perhaps you meant to call the function public.plus(a, b)");
        assertThat(rest().post("/rpc/nope", "{}").message())
                .isEqualTo("Could not find the function public.nope without parameters in the schema cache");
        assertThat(rest().post("/rpc/either", "{\"a\":1}"))
                .extracting(Rest.Answer::status, Rest.Answer::code)
                .containsExactly(300, "PGRST203");
    }

    @Test
    void raisedErrorsHaveTheirStatus() {
        var raised = rest().post("/rpc/fails", "{\"state\":\"P0001\"}");
        assertThat(raised).hasToString("400 {\"code\":\"P0001\",\"details\":\"d\",\"hint\":\"h\",\"message\":\"no\"}");
        assertThat(rest().post("/rpc/fails", "{\"state\":\"PT402\"}").status()).isEqualTo(402);
        assertThat(rest().post("/rpc/fails", "{\"state\":\"53000\"}").status()).isEqualTo(503);
    }

    @Test
    void functionsShapeTheAnswer() {
        var answer = rest().post("/rpc/shapes", "{}");
        assertThat(answer.status() + answer.text() + answer.header("X-Tea")).isEqualTo("4181yes");
    }

    @Test
    void functionsKnowTheRequest() {
        assertThat(rest().with("X-Mine", "7").get("/rpc/asks")).hasToString("200 \"7 service_role\"");
    }
}
