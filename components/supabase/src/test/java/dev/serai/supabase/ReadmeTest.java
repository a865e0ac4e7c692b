package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.FunctionError;
import dev.serai.supabase.client.SupabaseError;
import dev.serai.supabase.client.TableError;
import dev.serai.supabase.client.auth.AuthError;
import dev.serai.supabase.client.realtime.RealtimeError;
import dev.serai.supabase.client.storage.StorageError;
import dev.serai.supabase.vector.VectorError;
import dev.serai.support.error.ErrorCode;
import dev.serai.support.json.Json;
import dev.serai.support.text.Passage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The README's routes run as they stand there, and each error is explained once. */
@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private TestServer server;

    @BeforeEach
    void start() {
        server = new TestServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                // RealtimeReadmeTest runs these
                .filter(block -> !block.contains("supabase:realtime"))
                // FilesReadmeTest runs these
                .filter(block -> !block.contains("supabase:storage"))
                // UsersReadmeTest runs these
                .filter(block -> !block.contains("supabase:auth"))
                .toList();
    }

    private Routes start(int index) throws Exception {
        return new Routes(server.url(), routes().get(index));
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(5);
    }

    @Test
    void select() throws Exception {
        server.answerRows("[{\"id\":1}]");
        try (var routes = start(0)) {
            assertThat(routes.ask("direct:open")).isEqualTo(List.of(Map.of("id", 1)));
            assertThat(server.last().query())
                    .containsExactly(
                            "select=id,title,author:authors(name)",
                            "status=eq.open",
                            "price=gte.5",
                            "order=created_at.desc",
                            "limit=20");
        }
    }

    @Test
    void upsert() throws Exception {
        server.answer(Answer.json(201, "[{\"id\":1,\"number\":7}]"));
        try (var routes = start(1)) {
            assertThat(routes.ask("direct:store", List.of(Map.of("number", 7))))
                    .isEqualTo(List.of(Map.of("id", 1, "number", 7)));
            assertThat(server.last().parameter("on_conflict")).isEqualTo("number");
        }
    }

    @Test
    void export() throws Exception {
        server.answer(asked -> Answer.json(200, asked.parameter("id") == null ? "[{\"id\":1},{\"id\":2}]" : "[]"));
        var rows = new ArrayList<Object>();
        try (var routes = start(2)) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:row")
                            .process(exchange -> rows.add(exchange.getMessage().getBody()));
                }
            });
            routes.ask("direct:export");
        }
        assertThat(rows).isEqualTo(List.of(Map.of("id", 1), Map.of("id", 2)));
    }

    @Test
    void functions() throws Exception {
        server.answer(Answer.json(200, "[]"));
        try (var routes = start(3)) {
            assertThat(routes.ask("direct:near", Map.of("city", "Lima"))).isEqualTo(List.of());
            assertThat(server.last().uri()).isEqualTo("/rest/v1/rpc/places_near?limit=5");
            server.answer(Answer.of(200, "text/plain", "Hello"));
            assertThat(routes.ask("direct:greet", "Ann")).isEqualTo("Hello");
        }
    }

    @Test
    void vectors() throws Exception {
        server.answerRows("[{\"id\":1,\"content\":\"t\",\"metadata\":{},\"similarity\":0.5}]");
        try (var routes = start(4)) {
            assertThat(routes.ask("direct:similar", List.of(1, 0)))
                    .isEqualTo(List.of(new Passage("1", null, "t", 0.5, Map.of())));
            assertThat(server.last().json())
                    .isEqualTo(Json.tree(Map.of(
                            "query_embedding", "[1.0,0.0]", "match_count", 3, "filter", Map.of("kind", "manual"))));
        }
    }

    @Test
    void eachErrorIsExplainedOnce() throws Exception {
        var lines = Files.readAllLines(Path.of("ERRORS.md"));
        Stream.<ErrorCode[]>of(
                        SupabaseError.values(),
                        AuthError.values(),
                        TableError.values(),
                        FunctionError.values(),
                        StorageError.values(),
                        RealtimeError.values(),
                        VectorError.values())
                .flatMap(Stream::of)
                .forEach(code -> assertThat(lines.stream().filter(line -> line.startsWith("| " + code.id() + " |")))
                        .as(code.id())
                        .hasSize(1));
    }
}
