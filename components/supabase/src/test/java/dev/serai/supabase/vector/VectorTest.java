package dev.serai.supabase.vector;

import static dev.serai.supabase.vector.Stores.failure;
import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.support.json.Json;
import dev.serai.support.vector.Filter;
import dev.serai.support.vector.Filter.Comparison;
import dev.serai.support.vector.StoredChunk;
import dev.serai.support.vector.VectorQuery;
import dev.serai.support.vector.VectorStore;
import dev.serai.support.vector.VectorStoreFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire, and what is refused before. */
@Timeout(60)
class VectorTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private VectorStore store(Map<String, String> options) {
        return routes.context()
                .getCamelContextExtension()
                .getFactoryFinder(VectorStoreFactory.SERVICES)
                .newInstance("supabase", VectorStoreFactory.class)
                .orElseThrow()
                .create(routes.context(), "docs", options);
    }

    @Test
    void aSearchSendsWhatN8nSends() {
        routes.ask(
                "supabase:vector/documents?topK=7&filter=RAW({\"a\":{\"b\":1}})&schema=shop", List.of(0.5, 1, -2e-9));
        assertThat(server.last().method()).isEqualTo("POST");
        assertThat(server.last().uri()).isEqualTo("/rest/v1/rpc/match_documents");
        assertThat(server.last().header("content-profile")).isEqualTo("shop");
        assertThat(server.last().json())
                .isEqualTo(Json.tree(Map.of(
                        "query_embedding",
                        "[0.5,1.0,-2.0E-9]",
                        "match_count",
                        7,
                        "filter",
                        Map.of("a", Map.of("b", 1)))));
    }

    @Test
    void whatOnlyReadsIsSentAgainAndWhatWritesIsNot() {
        var asked = new AtomicInteger();
        server.answer(request ->
                asked.incrementAndGet() % 2 == 1 ? Answer.json(503, "{\"message\":\"busy\"}") : Answer.json(200, "[]"));
        assertThat(routes.ask("supabase:vector/documents", "[1]")).isEqualTo(List.of());
        assertThat(done(store(Map.of()).search(new VectorQuery(new float[] {1}, null, 3, -1, Filter.ALL))))
                .isEmpty();
        assertThat(asked).hasValue(4);
        assertThat(failure(store(Map.of())
                                .insert(List.of(new StoredChunk("a", "s", 0, "t", new float[] {1}, Map.of()))))
                        .getStatus())
                .isEqualTo(503);
        assertThat(asked).hasValue(5);
    }

    @Test
    void whatMustBeEqualGoesToTheIndexAndTheRestBesides() {
        server.answer(Answer.json(200, "0"));
        var same = new Filter.Compare("tag", Comparison.EQ, "x");
        done(store(Map.of())
                .count(new Filter.And(List.of(
                        same,
                        new Filter.Compare("tag", Comparison.EQ, "y"),
                        new Filter.Compare("source", Comparison.EQ, 5),
                        new Filter.Compare("year", Comparison.GT, 2020),
                        new Filter.Not(same)))));
        assertThat(server.last().uri()).isEqualTo("/rest/v1/rpc/serai_docs_count");
        assertThat(server.last().json().get("condition"))
                .hasToString("{\"contained\":{\"tag\":[\"x\",\"y\"]},\"source\":\"5\",\"rest\":{\"op\":\"and\",\"of\":["
                        + "{\"op\":\"gt\",\"name\":\"year\",\"value\":2020},"
                        + "{\"op\":\"not\",\"of\":{\"op\":\"eq\",\"name\":\"tag\",\"value\":\"x\"}}]}}");
    }

    @Test
    void theStoreAsksWithTheComponentsSettingsUnlessItsOptionsSayOtherwise() {
        server.answer(Answer.json(200, "0"));
        done(store(Map.of("table", "other")).count(Filter.ALL));
        assertThat(server.last().uri()).isEqualTo("/rest/v1/rpc/serai_other_count");
        assertThat(server.last().header("apikey")).isEqualTo(Routes.ANON);
        done(store(Map.of("key", "service", "schema", "shop")).count(Filter.ALL));
        assertThat(server.last().header("apikey")).isEqualTo(Routes.SERVICE);
        assertThat(server.last().header("content-profile")).isEqualTo("shop");
        done(store(Map.of("accessToken", "a.b.c")).count(Filter.ALL));
        assertThat(server.last().header("authorization")).isEqualTo("Bearer a.b.c");
        assertThat(routes.configuration().getSchema()).isNull();
        assertThat(routes.configuration().getAccessToken()).isNull();
    }

    @Test
    void timesOfTheStoreAreDurations() {
        server.answer(Answer.none());
        assertThat(failure(
                        store(Map.of("requestTimeout", "200ms", "retries", "0")).count(Filter.ALL)))
                .hasMessageContaining("[SUPABASE-104]")
                .hasMessageContaining("200 ms");
        assertThatThrownBy(() -> store(Map.of("requestTimeout", "soon"))).hasMessageContaining("store.requestTimeout");
    }

    @Test
    void optionsThatTheStoreDoesNotKnowAreRefused() {
        for (var option : List.of("operation", "tabel", "url.x")) {
            assertThatThrownBy(() -> store(Map.of(option, "secret-value")))
                    .hasMessageContaining("store." + option)
                    .hasMessageNotContaining("secret-value");
        }
        assertThatThrownBy(() -> store(Map.of("key", "secret-value")))
                .hasMessageContaining("store.key")
                .hasMessageNotContaining("secret-value");
        assertThatThrownBy(() -> store(Map.of("table", "a\" b"))).hasMessageContaining("[SUPABASE-003]");
        assertThatThrownBy(() -> store(Map.of("table", "x".repeat(49)))).hasMessageContaining("[SUPABASE-003]");
    }

    @Test
    void answersThatAreNoneOfTheFunctionAreRefused() {
        var store = store(Map.of());
        for (var answer : List.of("<html>", "{}", "[1]", "null", "7")) {
            server.answer(Answer.json(200, answer));
            assertThat(routes.fails("supabase:vector/documents", "[1]")).hasMessageContaining("[SUPABASE-707]");
            assertThat(failure(store.list(Filter.ALL, 0, 1))).hasMessageContaining("[SUPABASE-707]");
            assertThat(failure(store.sources(0, 1))).hasMessageContaining("[SUPABASE-707]");
        }
        for (var answer : List.of("\"7\"", "7.5", "[]", "")) {
            server.answer(Answer.json(200, answer));
            assertThat(failure(store.count(Filter.ALL))).hasMessageContaining("[SUPABASE-707]");
        }
        server.answer(Answer.json(200, "[{\"id\":1,\"body\":\"t\"}]"));
        assertThat(routes.fails("supabase:vector/documents", "[1]"))
                .hasMessageContaining("rows without content or similarity");
        server.answer(Answer.json(200, "[{\"source\":\"s\",\"ingested\":\"yesterday\"}]"));
        assertThat(failure(store.sources(0, 1))).hasMessageContaining("a time that is none");
    }

    @Test
    void vectorsThatAreNoneAreRefused() {
        var bodies = new ArrayList<Object>(List.of(
                "",
                "no json",
                "{}",
                "[]",
                "[null]",
                "[\"a\",1]",
                new float[] {Float.NaN},
                new double[] {1e300},
                Map.of("a", 1)));
        bodies.add(null);
        for (var body : bodies) {
            assertThat(routes.fails("supabase:vector/documents", body).getId())
                    .as(String.valueOf(body))
                    .isEqualTo("SUPABASE-704");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void documentsThatAreNoneAreRefused() {
        var bodies = new ArrayList<Object>(List.of(
                "no json",
                "7",
                List.of(5),
                Map.of("embedding", "[1]"),
                Map.of("content", 5, "embedding", "[1]"),
                Map.of("content", "a", "metadata", "m", "embedding", "[1]")));
        bodies.add(null);
        for (var body : bodies) {
            assertThat(routes.fails("supabase:vector/documents?operation=insert", body)
                            .getId())
                    .as(String.valueOf(body))
                    .isEqualTo("SUPABASE-705");
        }
        assertThat(routes.fails("supabase:vector/documents?operation=insert", Map.of("content", "a")))
                .hasMessageContaining("[SUPABASE-704]");
        assertThat(routes.ask("supabase:vector/documents?operation=insert", List.of()))
                .isEqualTo(0L);
        assertThat(server.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{\"tags\":[]}", "{\"a\":{}}", "{\"a\":{\"b\":[]}}", "{\"tags\":[[]]}", "{\"tags\":[\"x\",{}]}"})
    void whatIsEmptyDoesNotWidenADeletion(String filter) throws Exception {
        var delete = "supabase:vector/documents?operation=delete";
        assertThat(routes.fails(delete, null, Map.of(SupabaseConstants.FILTER, filter))
                        .code())
                .isEqualTo(VectorError.BAD_FILTER);
        assertThat(routes.fails(delete, null, Map.of(SupabaseConstants.FILTERS, Json.map(filter)))
                        .code())
                .isEqualTo(VectorError.BAD_FILTER);
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void aBatchThatFailsIsNamed() {
        var asked = new AtomicInteger();
        server.answer(request -> asked.incrementAndGet() == 1
                ? Answer.json(201, "")
                : Answer.json(400, "{\"code\":\"22000\",\"message\":\"expected 3 dimensions, not 1\"}"));
        var document = Map.of("content", "a", "embedding", "[1]");
        assertThat(routes.fails(
                        "supabase:vector/documents?operation=insert&batchSize=2",
                        List.of(document, document, document)))
                .hasMessageContaining("[SUPABASE-702]")
                .hasMessageContaining("documents 2 to 2 of 3, with those before them stored");
    }

    @Test
    void optionsAreCheckedAtTheStart() {
        for (var option : List.of(
                "topK=0",
                "topK=1001",
                "minScore=2",
                "operation=schema",
                "operation=schema&dimensions=0",
                "operation=schema&dimensions=3&schema=a%22b",
                "operation=schema&dimensions=3&function=a%27b",
                "batchSize=-1")) {
            assertThat(routes.fails("supabase:vector/documents?" + option, "[1]")
                            .getId())
                    .as(option)
                    .isEqualTo("SUPABASE-003");
        }
        assertThat(routes.fails("supabase:vector/a%22b", "[1]").getId()).isEqualTo("SUPABASE-003");
        assertThat(routes.fails("supabase:vector", "[1]").getId()).isEqualTo("SUPABASE-002");
        assertThat(routes.fails("supabase:vector/documents?operation=drop", "[1]")
                        .getId())
                .isEqualTo("SUPABASE-006");
        for (var value : List.of(List.of(), Map.of(), new int[0])) {
            assertThat(routes.fails(
                                    "supabase:vector/documents?operation=delete",
                                    null,
                                    Map.of(SupabaseConstants.FILTERS, Map.of("tags", value)))
                            .getId())
                    .isEqualTo("SUPABASE-706");
        }
        for (var filter : List.of("{", "[]", "\"a\"")) {
            assertThat(routes.fails("supabase:vector/documents?filter=RAW(" + filter + ")", "[1]")
                            .getId())
                    .isEqualTo("SUPABASE-706");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void theSchemaNeedsNoServerAndLeavesNoPlaceUnfilled() {
        var sql = (String) routes.ask("supabase:vector/my-docs?operation=schema&dimensions=768&schema=shop");
        assertThat(sql)
                .contains("create table \"shop\".\"my-docs\"")
                .contains("embedding vector(768)")
                .contains("using hnsw")
                .contains("search_path to \"shop\", extensions, public")
                .doesNotContainPattern("\\{(name:)?[A-Za-z]+}");
        assertThat((String) routes.ask("supabase:vector/my-docs?operation=schema&dimensions=3072"))
                .doesNotContain("using hnsw")
                .contains("too long for an index");
        assertThat(server.asked()).isEmpty();
    }
}
