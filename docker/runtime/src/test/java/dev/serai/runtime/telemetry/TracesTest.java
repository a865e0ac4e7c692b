package dev.serai.runtime.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.LoopbackServer;
import dev.serai.offline.http.RequestLog;
import dev.serai.runtime.Running;
import dev.serai.support.json.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.telemetry.Tracer;
import org.assertj.core.util.Throwables;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
class TracesTest {

    private static RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/traced")
                        .routeId("traced")
                        .log("hidden ${body}")
                        .to("direct:next?timeout=4711")
                        .setBody(constant("done"));
                from("direct:next").routeId("next").setBody(constant("hidden"));
            }
        };
    }

    private record Sent(String path, String key, JsonNode body) {}

    private static LoopbackServer collector(List<Sent> sent) {
        return LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(100),
                exchange -> {
                    try {
                        sent.add(new Sent(exchange.path(), exchange.header("x-key"), Json.read(exchange.body())));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                    exchange.send(200, "application/json", "{}");
                },
                (exchange, failure) -> exchange.send(500, "text/plain", String.valueOf(failure)));
    }

    /** Those of routes; the runtime itself asks for models, which is a trace of its own. */
    private static List<JsonNode> spans(List<Sent> sent) {
        var spans = new ArrayList<JsonNode>();
        sent.forEach(one -> one.body()
                .path("resourceSpans")
                .forEach(process -> process.path("scopeSpans")
                        .forEach(scope -> scope.path("spans").forEach(spans::add))));
        spans.removeIf(span -> span.path("attributes").toString().contains("\"ollama\""));
        return spans;
    }

    @Test
    void aNamedCollectorGetsTheSpansOfRoutesWithoutWhatPeopleWrote() throws Exception {
        var sent = new CopyOnWriteArrayList<Sent>();
        try (var collector = collector(sent)) {
            var variables = Map.of(
                    "OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port() + "/",
                    "OTEL_EXPORTER_OTLP_HEADERS", "X-Key=open%20sesame",
                    "OTEL_SERVICE_NAME", "library");
            try (var running = Running.start(variables, routes())) {
                assertThat(running.post("/traced?word=hidden", "hidden").body()).isEqualTo("done");
                await().atMost(Duration.ofSeconds(45)).until(() -> spans(sent).size() >= 3);
            }
        }
        assertThat(sent)
                .allSatisfy(one -> assertThat(one.path()).isEqualTo("/v1/traces"))
                .allSatisfy(one -> assertThat(one.key()).isEqualTo("open sesame"))
                .allSatisfy(one -> assertThat(one.body().toString())
                        .contains("library")
                        .doesNotContain("hidden", "4711", "camel.uri"));
        var spans = spans(sent);
        assertThat(spans.stream().map(span -> span.path("traceId").asText()).distinct())
                .as(spans.toString())
                .hasSize(1)
                .allSatisfy(id -> assertThat(id).matches("[0-9a-f]{32}"));
        assertThat(spans.stream().filter(span -> span.path("parentSpanId").isMissingNode()))
                .hasSize(1);
        assertThat(spans).allSatisfy(span -> {
            var begin = Long.parseLong(span.path("startTimeUnixNano").textValue());
            assertThat(Long.parseLong(span.path("endTimeUnixNano").textValue())).isGreaterThanOrEqualTo(begin);
            assertThat(span.path("kind").asInt()).isBetween(1, 5);
        });
        assertThat(spans.toString()).contains("{\"key\":\"url.path\",\"value\":{\"stringValue\":\"next\"}}");
    }

    @Test
    void theKeyOfTheCollectorIsNotShownInRuns() throws Exception {
        var headers = "X-Team=a%2Fteam%2Dkey, Authorization=Bearer%20open-sesame";
        var said = "Bearer open-sesame, open-sesame, a/team-key, a%2Fteam%2Dkey";
        try (var running = Running.start(Map.of("OTEL_EXPORTER_OTLP_HEADERS", headers), routes())) {
            running.runtime().camel().createProducerTemplate().requestBody("direct:next", "It is " + said);
            var runs = "/api/runs?workflow=next";
            await().atMost(Duration.ofSeconds(45))
                    .until(() -> running.get(runs).body().contains("\"done\""));
            var id = Json.read(running.get(runs).body().getBytes(StandardCharsets.UTF_8))
                    .at("/items/0/id")
                    .asText();
            assertThat(running.get("/api/runs/" + id).body())
                    .contains("It is ***")
                    .doesNotContain("sesame", "team");
        }
    }

    @Test
    void theLastSpansAreSentWhenTheRuntimeStops() throws Exception {
        var sent = new CopyOnWriteArrayList<Sent>();
        try (var collector = collector(sent)) {
            var variables = Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:" + collector.port());
            try (var running = Running.start(variables, routes())) {
                running.post("/traced", "x");
            }
            assertThat(spans(sent)).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    @Test
    void aCollectorThatIsAwayDoesNoHarm() throws Exception {
        // Nothing can listen at this port.
        try (var running = Running.start(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"), routes())) {
            assertThat(running.post("/traced", "x").body()).isEqualTo("done");
        }
    }

    @Test
    void nothingIsTracedUnlessACollectorIsNamed() throws Exception {
        try (var running = Running.start(Map.of("OTEL_SERVICE_NAME", "library"), routes())) {
            assertThat(running.post("/traced", "x").body()).isEqualTo("done");
            assertThat(running.runtime().camel().hasService(Tracer.class)).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "OTEL_EXPORTER_OTLP_ENDPOINT, collector:4318",
        "OTEL_EXPORTER_OTLP_ENDPOINT, http://user:s3cret@collector:4318",
        "OTEL_EXPORTER_OTLP_PROTOCOL, grpc",
        "OTEL_EXPORTER_OTLP_HEADERS, s3cret",
        "OTEL_EXPORTER_OTLP_HEADERS, x y=s3cret",
        "OTEL_EXPORTER_OTLP_HEADERS, host=s3cret",
        "OTEL_EXPORTER_OTLP_HEADERS, x=s3cret%"
    })
    void aBadSettingIsNamedWithoutItsSecret(String name, String value) {
        var variables = new HashMap<>(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1"));
        variables.put(name, value);
        var failure = catchThrowable(() -> Running.start(variables).close());
        assertThat(failure).isNotNull();
        assertThat(Throwables.getStackTrace(failure))
                .contains("RUNTIME-001", name)
                .doesNotContain("s3cret");
    }
}
