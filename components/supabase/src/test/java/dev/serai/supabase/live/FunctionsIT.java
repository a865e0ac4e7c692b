package dev.serai.supabase.live;

import static dev.serai.supabase.live.LiveServer.headers;
import static dev.serai.supabase.live.LiveServer.onlyOnStandIn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.supabase.SupabaseConstants;
import dev.serai.supabase.client.FunctionError;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Edge functions, whose code is here. */
@Timeout(60)
class FunctionsIT {

    @RegisterExtension
    static final LiveServer SERVER = new LiveServer("functions");

    @BeforeEach
    void deploy() {
        onlyOnStandIn("only the stand-in runs the functions of this test");
        var functions = SERVER.standIn().functions();
        functions.on(
                "echo",
                call -> call.reply(Json.object()
                        .put("method", call.method())
                        .put("path", call.path())
                        .put("type", call.header("content-type"))
                        .put("tenant", call.header("x-tenant"))
                        .put("region", call.header("x-region"))
                        .put("role", call.claims().role())
                        .put("body", call.text())));
        functions.on("text", call -> call.reply(200, "text/plain; charset=utf-8", "ü"));
        functions.on("bytes", call -> call.reply(200, "application/octet-stream", new byte[] {0, (byte) 255}));
        functions.on("lie", call -> call.reply(200, "application/json", "{"));
        functions.on("fail", call -> call.reply(418, "application/json", "{\"message\":\"a teapot\"}"));
        functions.on("bug", call -> {
            throw new IllegalStateException("bug");
        });
        functions.on("parts", call -> {
            call.begin(200, "text/event-stream");
            call.write("data: 1\n\n");
            call.write("data: 2\n\n");
            call.end();
        });
        functions.on("cut", call -> {
            call.begin(200, "text/plain");
            call.write("begun");
            call.cut();
        });
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> echo(String options, Object body, Map<String, Object> headers) {
        return (Map<String, Object>) SERVER.ask("supabase:functions/echo" + options, body, headers);
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE"})
    void methodsAreSent(String method) {
        var sent = echo("?method=" + method, Map.of("a", 1), Map.of());
        assertThat(sent).containsEntry("method", method);
        assertThat(sent).containsEntry("body", method.equals("GET") ? "" : "{\"a\":1}");
    }

    @Test
    void bodiesAreSentAsWhatTheyAre() {
        assertThat(echo("", "plain", Map.of())).containsEntry("type", "text/plain; charset=utf-8");
        assertThat(echo("", "{\"a\":1}", Map.of())).containsEntry("type", "application/json");
        assertThat(echo("", new byte[] {65}, Map.of()))
                .containsEntry("type", "application/octet-stream")
                .containsEntry("body", "A");
        assertThat(echo("", "<a/>", headers(Exchange.CONTENT_TYPE, "text/xml"))).containsEntry("type", "text/xml");
    }

    @Test
    void pathRegionAndHeadersAreSent() {
        var sent = echo("/deeper/down?functionHeader.X-Tenant=red&region=eu-central-1", null, Map.of());
        assertThat(sent)
                .containsEntry("path", "/deeper/down")
                .containsEntry("tenant", "red")
                .containsEntry("region", "eu-central-1");
    }

    @Test
    void theFunctionKnowsWhoCalls() {
        var token = SERVER.newUser("cy@example.org");
        assertThat(echo("", null, Map.of())).containsEntry("role", "anon");
        assertThat(echo("", null, headers(SupabaseConstants.ACCESS_TOKEN, token)))
                .containsEntry("role", "authenticated");
        assertThat(echo("?key=service", null, Map.of())).containsEntry("role", "service_role");
    }

    @Test
    void answersComeAsWhatTheyAre() throws Exception {
        assertThat(SERVER.ask("supabase:functions/text", null, Map.of())).isEqualTo("ü");
        assertThat(SERVER.ask("supabase:functions/bytes", null, Map.of())).isEqualTo(new byte[] {0, (byte) 255});
        var exchange = SERVER.send("supabase:functions/parts?stream=true", null, Map.of());
        assertThat(exchange.getMessage().getHeader(Exchange.CONTENT_TYPE)).isEqualTo("text/event-stream");
        try (var parts = exchange.getMessage().getBody(InputStream.class)) {
            assertThat(new String(parts.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo("data: 1\n\ndata: 2\n\n");
        }
    }

    @Test
    void failuresAreToldApart() {
        assertThat(SERVER.fails("supabase:functions/nope", null, Map.of()).code())
                .isEqualTo(FunctionError.NO_FUNCTION);
        assertThat(SERVER.fails("supabase:functions/lie", null, Map.of()).code())
                .isEqualTo(FunctionError.UNREADABLE);
        assertThat(SERVER.fails("supabase:functions/bug", null, Map.of()).code())
                .isEqualTo(FunctionError.FAILED);
        var failure = SERVER.fails("supabase:functions/fail", null, Map.of());
        assertThat(failure.code()).isEqualTo(FunctionError.FAILED);
        assertThat(failure).hasMessageContaining("418").hasMessageContaining("a teapot");
        SERVER.standIn().functions().failRelay(1);
        assertThat(SERVER.fails("supabase:functions/text?retries=0", null, Map.of())
                        .code())
                .isEqualTo(FunctionError.RELAY);
        assertThat(SERVER.fails("supabase:functions/cut", null, Map.of()).getId())
                .isEqualTo("SUPABASE-107");
    }
}
