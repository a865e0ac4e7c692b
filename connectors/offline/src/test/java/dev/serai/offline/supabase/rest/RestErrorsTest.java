package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import dev.serai.offline.supabase.SupabaseStandIn;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestErrorsTest {
    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension(
            SupabaseStandIn.builder().schemas("public", "other").maxRows(3));

    @BeforeAll
    static void makeTables() {
        supabase.sql("""
                create schema other; grant usage on schema other to anon, authenticated, service_role;
                create table other.far(id int); grant all on other.far to anon; insert into other.far values (4);
                create table near(id int); insert into near select generate_series(1, 5);
                create table hidden(id int); revoke all on hidden from anon, authenticated;
                create table guarded(id int); alter table guarded enable row level security;
                insert into guarded values (1);
                """);
    }

    private Rest anon() {
        return Rest.of(supabase.server()).with("apikey", supabase.anonKey());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/near?select=id( | 400 | PGRST100",
                "/near?select= id,, | 400 | PGRST100",
                "/near?select=id::int);drop table near | 400 | PGRST100",
                "/near?id=wrong.1 | 400 | PGRST100",
                "/near?id=1 | 400 | PGRST100",
                "/near?id=is.5 | 400 | PGRST100",
                "/near?or=(id.eq.1 | 400 | PGRST100",
                "/near?order=id.up | 400 | PGRST100",
                "/near?limit=x | 400 | PGRST100",
                "/near?limit=-1 | 416 | PGRST103",
                "/near?select=sum(id) | 400 | PGRST200",
                "/near?select=id.sum() | 400 | PGRST123",
                "/near?select=count() | 400 | PGRST123",
                "/near?select=nope | 400 | 42703",
                "/near?id=eq.x | 400 | 22P02",
                "/neer | 404 | PGRST205",
                "/near/1 | 404 | PGRST125",
                "/ | 501 | STANDIN",
                "/hidden | 401 | 42501",
                "/near?\"id\"\"; drop table near; --\"=eq.1 | 400 | PGRST100"
            })
    void errorsHaveStatusAndCode(String path, int status, String code) {
        var answer = anon().get(path);
        assertThat(answer.status() + " " + answer.code()).as(answer.toString()).isEqualTo(status + " " + code);
        assertThat(answer.json().fieldNames()).toIterable().containsExactly("code", "details", "hint", "message");
    }

    @Test
    void answersAreCapped() {
        var answer = anon().prefer("count=exact").get("/near");
        assertThat(answer.json()).hasSize(3);
        assertThat(answer.status() + " " + answer.header("Content-Range")).isEqualTo("206 0-2/5");
    }

    @Test
    void schemasAreChosenByHeader() {
        assertThat(anon().with("Accept-Profile", "other").get("/far")).hasToString("200 [{\"id\":4}]");
        assertThat(anon().get("/far").code()).isEqualTo("PGRST205");
        assertThat(anon().with("Accept-Profile", "auth").get("/users").code()).isEqualTo("PGRST106");
    }

    @Test
    void policiesHold() {
        assertThat(anon().get("/guarded")).hasToString("200 []");
        assertThat(anon().post("/guarded", "{\"id\":2}").status()).isEqualTo(401);
        assertThat(Rest.of(supabase.server()).get("/guarded")).hasToString("200 [{\"id\":1}]");
    }

    @Test
    void tokensAreChecked() {
        var tokens = supabase.server().tokens();
        var old = tokens.sign(Json.object().put("role", "authenticated").put("exp", 1));
        assertThat(Rest.of(supabase.server()).as(old).get("/near"))
                .extracting(Rest.Answer::status, Rest.Answer::code)
                .containsExactly(401, "PGRST303");
        assertThat(Rest.of(supabase.server()).as("no token").get("/near").code())
                .isEqualTo("PGRST301");
        assertThat(anon().with("apikey", "wrong").get("/near").message()).isEqualTo("Invalid API key");
    }

    @Test
    void newColumnsAreSeenAtOnce() {
        supabase.sql("create table growing(id int)");
        assertThat(anon().post("/growing", "{\"more\":1}").code()).isEqualTo("PGRST204");
        supabase.sql("alter table growing add more int");
        assertThat(anon().post("/growing", "{\"more\":1}").status()).isEqualTo(201);
    }

    @Test
    void unknownMethodsAndTypesAreRefused() {
        assertThat(anon().send("PUT", "/near?id=eq.1", "{}").status()).isEqualTo(501);
        assertThat(anon().send("TRACE", "/near", null).code()).isEqualTo("PGRST117");
        assertThat(anon().accept("text/html").get("/near").code()).isEqualTo("PGRST107");
    }
}
