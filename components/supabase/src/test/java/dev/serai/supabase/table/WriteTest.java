package dev.serai.supabase.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.TableError;
import dev.serai.support.json.Json;
import java.io.ByteArrayInputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class WriteTest {

    private TestServer server;
    private Routes routes;

    /** A row as an object. */
    public record Note(int id, String title) {}

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(new Answer(201, Map.of(), new byte[0]));
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    @Test
    void rowsOfEveryKindAreInserted() {
        var json = "{\"id\":1,\"title\":\"T\"}";
        for (var body : List.of(
                Map.of("id", 1, "title", "T"),
                new Note(1, "T"),
                json,
                json.getBytes(StandardCharsets.UTF_8),
                new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
            assertThat(routes.ask("supabase:table/notes?operation=insert&schema=shop", body))
                    .isNull();
            assertThat(server.last().method()).isEqualTo("POST");
            assertThat(server.last().uri()).isEqualTo("/rest/v1/notes");
            assertThat(server.last().header("prefer")).isEqualTo("return=minimal");
            assertThat(server.last().header("content-profile")).isEqualTo("shop");
            assertThat(server.last().json()).isEqualTo(Json.tree(Map.of("id", 1, "title", "T")));
        }
        routes.ask("supabase:table/notes?operation=insert", List.of(Map.of("day", LocalDate.of(2026, 11, 21))));
        assertThat(server.last().body()).isEqualTo("[{\"day\":\"2026-11-21\"}]");
    }

    @Test
    void whatIsNoRowIsRefused() {
        for (var body : List.of("no json", "5", "[1]", "", List.of("x"))) {
            assertThat(routes.fails("supabase:table/notes?operation=insert", body)
                            .getId())
                    .isEqualTo("SUPABASE-004");
        }
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void rowsWithDifferentColumnsNameAllOfThem() {
        routes.ask(
                "supabase:table/notes?operation=insert&defaultToNull=false",
                List.of(Map.of("a", 1), Map.of("b\"x", 2)));
        assertThat(server.last().query()).containsExactly("columns=\"a\",\"b\\\"x\"");
        assertThat(server.last().header("prefer")).isEqualTo("missing=default, return=minimal");
    }

    @Test
    void noRowsNeedNoRequest() {
        assertThat(routes.ask("supabase:table/notes?operation=insert&returning=representation", List.of()))
                .isEqualTo(List.of());
        assertThat(server.asked()).isEmpty();
    }

    @Test
    void anUpsertNamesItsConflict() {
        server.answer(Answer.json(200, "[{\"id\":1}]"));
        assertThat(routes.ask(
                        "supabase:table/notes?operation=upsert&onConflict=name&returning=representation&single=true",
                        Map.of("name", "Ann")))
                .isEqualTo(Map.of("id", 1));
        assertThat(server.last().query()).containsExactly("on_conflict=name", "select=*");
        assertThat(server.last().header("prefer")).isEqualTo("resolution=merge-duplicates, return=representation");
        routes.ask("supabase:table/notes?operation=upsert&ignoreDuplicates=true", Map.of("name", "Ann"));
        assertThat(server.last().header("prefer")).isEqualTo("resolution=ignore-duplicates, return=minimal");
    }

    @Test
    void batchesFollowOneAnotherAndAFailureNamesItsRows() {
        server.answer(asked -> asked.body().contains("4")
                ? Answer.json(409, "{\"code\":\"23505\",\"message\":\"duplicate key\"}")
                : Answer.json(201, asked.body())
                        .with("Content-Range", "*/" + asked.json().size()));
        var uri = "supabase:table/notes?operation=insert&batchSize=2&returning=representation&count=exact";
        var exchange = routes.send(uri, List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3)), Map.of());
        assertThat(exchange.getMessage().getBody())
                .isEqualTo(List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3)));
        assertThat(exchange.getMessage().getHeader(SupabaseConstants.COUNT)).isEqualTo(3L);
        assertThat(server.asked()).hasSize(2);
        var failure = routes.fails(uri, List.of(Map.of("id", 1), Map.of("id", 2), Map.of("id", 3), Map.of("id", 4)));
        assertThat(failure.code()).isEqualTo(TableError.DUPLICATE);
        assertThat(failure.getServiceCode()).isEqualTo("23505");
        assertThat(failure).hasMessageContaining("rows 2 to 3 of 4, with those before them stored");
    }

    @Test
    void updateAndDeleteCarryTheirFilter() {
        server.answer(new Answer(204, Map.of("Content-Range", "*/2"), new byte[0]));
        var message = routes.send(
                        "supabase:table/notes?operation=update&maxAffected=2&count=exact",
                        Map.of("price", 8),
                        Map.of(SupabaseConstants.FILTERS, Map.of("id", List.of(1, 2))))
                .getMessage();
        assertThat(message.getBody()).isNull();
        assertThat(message.getHeader(SupabaseConstants.COUNT)).isEqualTo(2L);
        assertThat(server.last().method()).isEqualTo("PATCH");
        assertThat(server.last().query()).containsExactly("id=in.(1,2)");
        assertThat(server.last().header("prefer"))
                .isEqualTo("handling=strict, max-affected=2, count=exact, return=minimal");
        routes.ask("supabase:table/notes?operation=delete&filter=RAW(id=eq.1)", "ignored");
        assertThat(server.last().method()).isEqualTo("DELETE");
        assertThat(server.last().body()).isEmpty();
    }

    @Test
    void withoutAFilterNothingIsHit() {
        for (var uri : List.of(
                "supabase:table/notes?operation=delete",
                "supabase:table/notes?operation=update",
                "supabase:table/notes?operation=delete&filter=RAW(authors.name=eq.Ann)")) {
            assertThat(routes.fails(uri, Map.of("a", 1)).code()).isEqualTo(TableError.NO_FILTER);
        }
        assertThat(routes.fails(
                                "supabase:table/notes?operation=delete",
                                null,
                                Map.of(SupabaseConstants.FILTERS, Map.of()))
                        .code())
                .isEqualTo(TableError.NO_FILTER);
        assertThat(routes.fails(
                                "supabase:table/notes?operation=delete",
                                null,
                                Map.of(SupabaseConstants.FILTERS, Collections.singletonMap("id", null)))
                        .code())
                .isEqualTo(TableError.BAD_FILTER);
        assertThat(routes.fails("supabase:table/notes?operation=delete&filter=RAW(id=gt.1)&limit=1", null)
                        .getId())
                .isEqualTo("SUPABASE-003");
        assertThat(server.asked()).isEmpty();
        routes.ask("supabase:table/notes?operation=delete&all=true");
        assertThat(server.last().uri()).isEqualTo("/rest/v1/notes");
    }

    @Test
    void oneRowThatMayBeMissingIsChanged() {
        server.answer(Answer.json(
                406,
                "{\"code\":\"PGRST116\",\"details\":\"The result contains 0 rows\",\"message\":\"Cannot coerce\"}"));
        var uri = "supabase:table/notes?operation=update&returning=representation&filter=RAW(id=eq.1)&single=";
        assertThat(routes.ask(uri + "maybe", Map.of("a", 1))).isNull();
        assertThat(routes.fails(uri + "true", Map.of("a", 1)).code()).isEqualTo(TableError.NOT_ONE);
    }

    @Test
    void severalRowsAreNotOne() {
        assertThat(routes.fails(
                                "supabase:table/notes?operation=insert&single=true",
                                List.of(Map.of("a", 1), Map.of("a", 2)))
                        .getId())
                .isEqualTo("SUPABASE-004");
    }

    @Test
    void aFileIsReadAsJson(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("rows.json"), "[{\"a\":1}]");
        for (var body : List.of(file, file.toFile())) {
            routes.ask("supabase:table/notes?operation=insert", body);
            assertThat(server.last().body()).isEqualTo("[{\"a\":1}]");
        }
    }

    @Test
    void unknownOperationsAreRefused() {
        assertThat(routes.fails("supabase:table/notes?operation=truncate", null).getId())
                .isEqualTo("SUPABASE-006");
    }

    @Test
    void oneRowIsMeantAlsoWhereItIsNotGivenBack() {
        var uri = "supabase:table/notes?filter=RAW(a=eq.1)&single=";
        for (var operation : List.of("update", "delete")) {
            server.answer(new Answer(204, Map.of(), new byte[0]));
            for (var single : List.of("true", "maybe")) {
                assertThat(routes.ask(uri + single + "&operation=" + operation, Map.of("a", 1)))
                        .isNull();
                assertThat(server.last().header("accept")).isEqualTo("application/vnd.pgrst.object+json");
                assertThat(server.last().header("prefer")).isEqualTo("return=minimal");
            }
            server.answer(
                    Answer.json(
                            406,
                            "{\"code\":\"PGRST116\",\"details\":\"The result contains 2 rows\",\"message\":\"Cannot coerce\"}"));
            assertThat(routes.fails(uri + "maybe&operation=" + operation, Map.of("a", 1))
                            .code())
                    .isEqualTo(TableError.NOT_ONE);
        }
    }

    @Test
    void aTextIsReadWhateverCharsetTheExchangeNames() {
        for (var body : List.of("{\"a\":\"gr\u00fc\u00df\"}", new StringReader("{\"a\":\"gr\u00fc\u00df\"}"))) {
            routes.ask("supabase:table/notes?operation=insert", body, Map.of(Exchange.CHARSET_NAME, "ISO-8859-1"));
            assertThat(server.last().json().path("a").asText()).isEqualTo("gr\u00fc\u00df");
        }
    }
}
