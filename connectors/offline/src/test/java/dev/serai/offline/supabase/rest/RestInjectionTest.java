package dev.serai.offline.supabase.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.SupabaseServerExtension;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every part of a request that reaches a statement is tried with text that would end a name, a value or a list. */
class RestInjectionTest {
    private static final String[] PAYLOADS = {
        "x'; drop table canary; --",
        "x\"; drop table canary; --",
        "x'); delete from canary; --",
        "x\")); delete from canary; --",
        "1 or 1=1",
        "x' or '1'='1",
        "x\\'; drop table canary; --",
        "$$; drop table canary; $$",
        "x/*",
        "?",
        "$1",
        "x\u0000y",
        "(select secret from vault)",
        "x::text); drop table canary; --"
    };

    @RegisterExtension
    static SupabaseServerExtension supabase = new SupabaseServerExtension();

    @BeforeAll
    static void makeTables() {
        supabase.sql("""
                create table canary(id int primary key, name text, doc jsonb, words tsvector, tags text[]);
                create table child(id int primary key, canary_id int references canary);
                create function hello(name text default '') returns text language sql stable as 'select name';
                create table vault(secret text); revoke all on vault from anon, authenticated, service_role;
                insert into vault values ('the secret');
                insert into canary(id, name) values (1, 'one'), (2, 'two');
                """);
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(supabase.server().rows("select id, name from canary order by id"))
                .hasToString("[{\"id\":1,\"name\":\"one\"},{\"id\":2,\"name\":\"two\"}]");
        assertThat(supabase.server().rows("select count(*) from child")).hasToString("[{\"count\":0}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/%s",
                "/rpc/%s",
                "/rpc/hello?%s=1",
                "/rpc/hello?name=eq.1&%s=1",
                "/canary?select=%s",
                "/canary?select=id,%s:name",
                "/canary?select=id::%s",
                "/canary?select=doc->%s",
                "/canary?select=doc->>%s",
                "/canary?select=child!%s(id)",
                "/canary?select=%s(id)",
                "/canary?select=c:child(%s)",
                "/canary?select=\"%s\"",
                "/canary?order=%s",
                "/canary?order=id.%s",
                "/canary?order=doc->>%s.desc",
                "/canary?order=child(%s)",
                "/canary?limit=%s",
                "/canary?offset=%s",
                "/canary?%s=eq.1",
                "/canary?\"%s\"=eq.1",
                "/canary?doc->>%s=eq.1",
                "/canary?name=%s",
                "/canary?name=%s.x",
                "/canary?name=eq(%s).x",
                "/canary?name=like.%s",
                "/canary?name=match.%s",
                "/canary?name=in.(%s)",
                "/canary?name=in.(\"%s\")",
                "/canary?id=in.(%s)",
                "/canary?id=eq.%s",
                "/canary?name=is.%s",
                "/canary?words=fts(%s).x",
                "/canary?words=fts.%s",
                "/canary?words=wfts(english).%s",
                "/canary?tags=cs.%s",
                "/canary?tags=ov.{%s}",
                "/canary?doc=cs.%s",
                "/canary?or=(id.eq.%s)",
                "/canary?or=(%s.eq.5)",
                "/canary?or=(id.%s.5)",
                "/canary?and=(id.eq.5,or(name.eq.%s,name.eq.\"%s\"))",
                "/canary?select=id,child(id)&child.%s=eq.1",
                "/canary?select=id,child(id)&child.order=%s",
                "/canary?on_conflict=%s&name=eq.nobody",
                "/canary?columns=%s&name=eq.nobody"
            })
    void noPartOfAQueryEndsUpInTheStatement(String template) {
        for (var payload : PAYLOADS) {
            var path = template.replace("%s", payload.replace("?", "%3F").replace("&", "%26"));
            refusedOrHarmless(path, Rest.of(supabase.server()).get(path));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/canary?columns=%s", "/canary?on_conflict=%s", "/child?columns=id,%s", "/child?select=%s", "/%s"
            })
    void noPartOfAnInsertEndsUpInTheStatement(String template) {
        for (var payload : PAYLOADS) {
            var path = template.replace("%s", payload.replace("?", "%3F").replace("&", "%26"));
            var rest =
                    Rest.of(supabase.server()).prefer("resolution=merge-duplicates,return=representation,tx=rollback");
            refusedOrHarmless(path, rest.post(path, "{\"id\":9}"));
        }
    }

    @Test
    void namesInABodyAreNames() {
        for (var payload : PAYLOADS) {
            var body = Json.write(Json.object().put(payload, 1));
            refusedOrHarmless(body, Rest.of(supabase.server()).post("/child", body));
            refusedOrHarmless(body, Rest.of(supabase.server()).patch("/child?id=eq.1", body));
            refusedOrHarmless(body, Rest.of(supabase.server()).post("/rpc/hello", body));
            var csv = payload + "\n1";
            refusedOrHarmless(
                    csv,
                    Rest.of(supabase.server()).with("Content-Type", "text/csv").post("/child", csv));
        }
    }

    @Test
    void valuesInABodyAreValues() {
        for (var payload : PAYLOADS) {
            var body = Json.write(Json.object().put("name", payload));
            var answer = Rest.of(supabase.server()).post("/rpc/hello", body);
            refusedOrHarmless(body, answer);
            if (answer.status() == 200) {
                assertThat(answer.json().asText()).isEqualTo(payload);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Prefer", "Accept-Profile", "Range", "Accept", "X-Anything", "Range-Unit"})
    void headersAreNoStatements(String name) {
        for (var payload : PAYLOADS) {
            if (payload.chars().allMatch(c -> c >= ' ' && c < 127)) {
                for (var value : new String[] {payload, "timezone=" + payload, "count=" + payload}) {
                    refusedOrHarmless(
                            value, Rest.of(supabase.server()).with(name, value).get("/canary"));
                }
            }
        }
    }

    @Test
    void claimsAreValues() {
        for (var payload : PAYLOADS) {
            var token = supabase.server()
                    .tokens()
                    .sign(Json.object()
                            .put("role", "authenticated")
                            .put("sub", payload)
                            .put(payload, payload));
            refusedOrHarmless(payload, Rest.of(supabase.server()).as(token).get("/canary?select=id"));
            var role = supabase.server().tokens().sign(Json.object().put("role", payload));
            refusedOrHarmless(payload, Rest.of(supabase.server()).as(role).get("/canary?select=id"));
        }
    }

    @Test
    void deepNestingIsRefused() {
        var deep = "(".repeat(2_000);
        for (var path : new String[] {
            "/canary?select=" + "child(".repeat(1_500) + "id" + ")".repeat(1_500),
            "/canary?select=" + "a:".repeat(3_000) + "id",
            "/canary?select=id::" + "text ".repeat(2_000),
            "/canary?select=doc" + "->a".repeat(3_000),
            "/canary?or=" + deep,
            "/canary?or=(" + "and(".repeat(3_000) + "id.eq.1" + ")".repeat(3_001),
            "/canary?name=in.(" + "\"x\",".repeat(3_000) + "\"y\")",
            "/canary?" + "id=eq.1&".repeat(1_500),
            "/canary?order=" + "id,".repeat(3_000) + "id"
        }) {
            refusedOrHarmless(path.substring(0, 30), Rest.of(supabase.server()).get(path));
        }
    }

    private static void refusedOrHarmless(String what, Rest.Answer answer) {
        var seen = Json.write(what) + " -> " + answer.status() + " " + answer.text();
        assertThat(answer.status()).as("%s", seen).isBetween(200, 499);
        assertThat(answer.text()).as("%s", seen).doesNotContain("the secret");
    }
}
