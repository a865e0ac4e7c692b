package dev.serai.ollama.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.OllamaComponent;
import dev.serai.ollama.OllamaConstants;
import dev.serai.support.camel.EndpointCall;
import dev.serai.support.chat.ChatStream;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.opentelemetry2.OpenTelemetryTracer;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Camel's telemetry tells of calls of models. */
@Timeout(60)
class OllamaSpansTest {

    private static final String CHAT = "ollama:chat/scripted-chat";

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final DefaultCamelContext context = new DefaultCamelContext();

    @BeforeEach
    void start() {
        context.disableJMX();
        context.getComponent("ollama", OllamaComponent.class).getConfiguration().setBaseUrl(ollama.baseUrl());
        var provider = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                .build();
        context.getRegistry().bind("tracer", provider.get("test"));
        context.getRegistry().bind("propagators", ContextPropagators.noop());
        var tracer = new OpenTelemetryTracer();
        tracer.setCamelContext(context);
        tracer.init(context);
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
    }

    private Exchange send(String uri, Object body, Map<String, Object> headers) {
        return context.createFluentProducerTemplate()
                .to(uri)
                .withProcessor(exchange -> {
                    exchange.getMessage().setBody(body);
                    exchange.getMessage().getHeaders().putAll(headers);
                })
                .request(Exchange.class);
    }

    private SpanData one(String name) {
        await().untilAsserted(() -> assertThat(named(name)).hasSize(1));
        return named(name).get(0);
    }

    private List<SpanData> named(String name) {
        return exporter.getFinishedSpanItems().stream()
                .filter(span -> span.getName().equals(name))
                .toList();
    }

    private static String tag(SpanData span, String tag) {
        return span.getAttributes().get(AttributeKey.stringKey(tag));
    }

    @Test
    void aChatTellsModelServerAndUsage() {
        var message = send(CHAT + "?system=secret words&apiKey=secret", "secret words", Map.of())
                .getMessage();
        var server = URI.create(ollama.baseUrl());

        var span = one("chat scripted-chat");
        assertThat(tag(span, "gen_ai.operation.name")).isEqualTo("chat");
        assertThat(tag(span, "gen_ai.provider.name")).isEqualTo("ollama");
        assertThat(tag(span, "gen_ai.request.model")).isEqualTo("scripted-chat");
        assertThat(tag(span, "gen_ai.response.model")).isEqualTo("scripted-chat");
        assertThat(tag(span, "gen_ai.response.finish_reasons")).isEqualTo("stop");
        assertThat(tag(span, "gen_ai.usage.input_tokens"))
                .isEqualTo(message.getHeader(OllamaConstants.PROMPT_TOKENS, String.class));
        assertThat(tag(span, "gen_ai.usage.output_tokens"))
                .isEqualTo(message.getHeader(OllamaConstants.OUTPUT_TOKENS, String.class));
        assertThat(tag(span, "server.address")).isEqualTo(server.getHost());
        assertThat(tag(span, "server.port")).isEqualTo(String.valueOf(server.getPort()));
        assertThat(span.getAttributes() + " " + span.getEvents()).doesNotContain("secret");
    }

    @Test
    void theModelOfTheHeaderIsTheOneThatWasAskedFor() {
        send("ollama:generate/other", "hi", Map.of(OllamaConstants.MODEL, "scripted-chat"));
        assertThat(tag(one("text_completion scripted-chat"), "gen_ai.request.model"))
                .isEqualTo("scripted-chat");
    }

    @Test
    void whatAnEarlierAnswerLeftBehindIsNotTold() {
        var earlier = send(CHAT, "hi", Map.of()).getMessage().getHeaders();
        send("ollama:version", null, earlier);
        send("ollama:embed/scripted-embed", "hi", earlier);

        assertThat(tag(one("ollama version"), "gen_ai.usage.input_tokens")).isNull();
        var embedded = exporter.getFinishedSpanItems().get(2);
        assertThat(tag(embedded, "gen_ai.operation.name")).isEqualTo("embeddings");
        assertThat(tag(embedded, "gen_ai.response.finish_reasons")).isNull();
    }

    @Test
    void aFailureSaysItsCode() {
        send("ollama:chat/missing", "secret words", Map.of());
        var span = one("chat missing");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(tag(span, "error.type")).startsWith("OLLAMA-");
        assertThat(span.getEvents()).isEmpty();
    }

    @Test
    void aStreamThatIsSentForEndsWithItsLastWord() throws Exception {
        try (var call = new EndpointCall(context, CHAT + "?stream=true")) {
            var stream = call.send(new DefaultExchange(context), "hi", copy -> {})
                    .get()
                    .getMessage()
                    .getBody(ChatStream.class);
            assertThat(exporter.getFinishedSpanItems()).isEmpty();
            stream.forEachRemaining(delta -> {});

            var span = one("chat scripted-chat");
            assertThat(Long.parseLong(tag(span, "gen_ai.usage.output_tokens"))).isPositive();
            assertThat(tag(span, "gen_ai.response.finish_reasons")).isEqualTo("stop");
        }
    }
}
