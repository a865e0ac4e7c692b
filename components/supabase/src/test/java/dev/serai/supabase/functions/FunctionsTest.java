package dev.serai.supabase.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Answer;
import dev.serai.supabase.client.FunctionError;
import dev.serai.supabase.client.SupabaseError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FunctionsTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        server.answer(Answer.json(200, "{\"ok\":true}"));
        routes = new Routes(server.url());
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void bodiesAreSentAsWhatTheyAre() {
        for (var body : Map.of(
                        Map.of("a", 1),
                        "application/json",
                        "{\"a\":1}",
                        "application/json",
                        "hello",
                        "text/plain; charset=utf-8",
                        bytes("raw"),
                        "application/octet-stream",
                        new ByteArrayInputStream(bytes("stream")),
                        "application/octet-stream")
                .entrySet()) {
            assertThat(routes.ask("supabase:functions/hello", body.getKey())).isEqualTo(Map.of("ok", true));
            assertThat(server.last().header("content-type")).isEqualTo(body.getValue());
            assertThat(server.last().uri()).isEqualTo("/functions/v1/hello");
            assertThat(server.last().body()).isNotEmpty();
        }
        routes.ask("supabase:functions/hello", "<a/>", Map.of(Exchange.CONTENT_TYPE, "application/xml"));
        assertThat(server.last().header("content-type")).isEqualTo("application/xml");
    }

    @Test
    void aFileIsSentAsItsBytes(@TempDir Path folder) throws Exception {
        routes.ask(
                "supabase:functions/hello",
                Files.writeString(folder.resolve("a.bin"), "raw").toFile());
        assertThat(server.last().body()).isEqualTo("raw");
        assertThat(server.last().header("content-type")).isEqualTo("application/octet-stream");
    }

    @Test
    void methodHeadersAndRegionAreTheEndpoints() {
        routes.ask("supabase:functions/api/v 1?method=PATCH&functionHeader.X-Tenant=red&region=eu-central-1", "x");
        assertThat(server.last().method()).isEqualTo("PATCH");
        assertThat(server.last().uri()).isEqualTo("/functions/v1/api/v%201?forceFunctionRegion=eu-central-1");
        assertThat(server.last().header("x-tenant")).isEqualTo("red");
        assertThat(server.last().header("x-region")).isEqualTo("eu-central-1");
    }

    @Test
    void answersComeByTheirType() {
        server.answer(Answer.of(200, "text/plain; charset=utf-8", "grüß"));
        assertThat(routes.ask("supabase:functions/a")).isEqualTo("grüß");
        server.answer(Answer.of(200, "image/png", "png"));
        assertThat(routes.ask("supabase:functions/a")).isEqualTo(bytes("png"));
        server.answer(Answer.of(200, "application/json", "no json"));
        assertThat(routes.fails("supabase:functions/a", null).code()).isEqualTo(FunctionError.UNREADABLE);
    }

    @Test
    void aStreamIsReadAsItComes() throws Exception {
        var large = "0123456789".repeat(100_000);
        server.answer(Answer.of(200, "application/octet-stream", large));
        try (var input = (InputStream) routes.ask("supabase:functions/a?stream=true")) {
            assertThat(new String(input.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(large);
            assertThat(input.read()).isEqualTo(-1);
        }
    }

    @Test
    void aStreamedAnswerIsReadWithinTheRoute(@TempDir Path folder) throws Exception {
        var large = "0123456789".repeat(1_000_000);
        server.answer(Answer.of(200, "application/octet-stream", large));
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:kept")
                        .streamCache("true")
                        .to("supabase:functions/a?stream=true&idleTimeout=5s")
                        .to("file:" + folder + "?fileName=a");
            }
        });
        routes.ask("direct:kept");
        assertThat(folder.resolve("a")).hasSize(large.length());
    }

    @Test
    void aStreamThatEndsBadlySaysSo() throws Exception {
        server.answer(Answer.of(200, "application/octet-stream", "0123456789".repeat(1000)));
        try (var input = (InputStream) routes.ask("supabase:functions/a?stream=true&maxResponseSize=100")) {
            assertThatThrownBy(input::readAllBytes)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("[SUPABASE-108]");
        }
    }

    @Test
    void thePlatformsErrorsHaveACodeOfTheirOwn() {
        for (int status : new int[] {200, 500, 503}) {
            server.answer(Answer.of(status, "text/plain", "worker limit").with("x-relay-error", "true"));
            for (var options : List.of("", "&stream=true")) {
                var failure = routes.fails("supabase:functions/a?retries=0" + options, "x");
                assertThat(failure.code()).isEqualTo(FunctionError.RELAY);
                assertThat(failure).hasMessageContaining("worker limit");
            }
        }
    }

    @Test
    void theFunctionsErrorsCarryItsWords() {
        server.answer(Answer.json(422, "{\"error\":\"no such city\"}"));
        var failure = routes.fails("supabase:functions/a", "x");
        assertThat(failure.code()).isEqualTo(FunctionError.FAILED);
        assertThat(failure.getStatus()).isEqualTo(422);
        assertThat(failure.getServiceMessage()).isEqualTo("no such city");
        server.answer(Answer.of(404, "text/plain", "404 Not Found"));
        assertThat(routes.fails("supabase:functions/a", "x").code()).isEqualTo(FunctionError.NO_FUNCTION);
        server.answer(Answer.json(401, "{\"code\":401,\"message\":\"Missing authorization header\"}"));
        assertThat(routes.fails("supabase:functions/a", "x").code()).isEqualTo(FunctionError.NO_TOKEN);
        server.answer(Answer.of(503, "text/plain", "busy"));
        assertThat(routes.fails("supabase:functions/a", "x").code()).isEqualTo(SupabaseError.BUSY);
    }

    @Test
    void whatCannotBeIsRefused() {
        for (var uri : List.of(
                "supabase:functions/a/../b",
                "supabase:functions/a?method=CONNECT",
                "supabase:functions/a?functionHeader.Host=x")) {
            assertThat(routes.fails(uri, null).getId()).isEqualTo("SUPABASE-003");
        }
        assertThat(server.asked()).isEmpty();
    }
}
