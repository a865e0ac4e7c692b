package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.ollama.client.OllamaError;
import dev.serai.ollama.client.OllamaException;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.chat.ToolSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mock.MockEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

@Timeout(30)
class StreamTest {

    private static final String STREAM = "ollama:chat/scripted-chat?stream=true";
    private static final ToolSpec WEATHER = new ToolSpec(
            "get_weather",
            "Weather",
            Map.of(
                    "type",
                    "object",
                    "properties",
                    Map.of("city", Map.of("type", "string")),
                    "required",
                    List.of("city")));

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static List<ChatDelta> read(ChatStream stream) {
        var deltas = new ArrayList<ChatDelta>();
        stream.forEachRemaining(deltas::add);
        return deltas;
    }

    @Test
    void theDeltasEndInTheWholeReply() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b", " c").thinking("well"));
        try (var routes = Routes.on(ollama.baseUrl())) {
            var deltas = read(routes.ask(STREAM, "hi", ChatStream.class));
            assertThat(deltas)
                    .extracting(ChatDelta::kind)
                    .startsWith("thinking")
                    .endsWith("text", "done");
            assertThat(deltas.stream().map(ChatDelta::text).reduce("", String::concat))
                    .isEqualTo("a b c");
            var reply = ((ChatDelta.Done) deltas.get(deltas.size() - 1)).reply();
            assertThat(reply.text()).isEqualTo("a b c");
            assertThat(reply.thinking()).isEqualTo("well");
            assertThat(reply.usage().outputTokens()).isPositive();
        }
    }

    @Test
    void toolCallsComeWhileStreamingWhereverTheTemplatePutsThem() throws Exception {
        var call = ScriptedReply.toolCall("get_weather", Map.of("city", "Rome"));
        try (var routes = Routes.on(ollama.baseUrl())) {
            for (var reply : List.of(call, call.callsInTheirOwnChunk())) {
                ollama.always(reply);
                var request = ChatRequest.user("weather").withTools(List.of(WEATHER));
                var deltas = read(routes.ask(STREAM, request, ChatStream.class));
                assertThat(deltas)
                        .filteredOn(ChatDelta.Call.class::isInstance)
                        .singleElement()
                        .satisfies(delta -> assertThat(
                                        ((ChatDelta.Call) delta).call().arguments())
                                .isEqualTo(Map.of("city", "Rome")));
                assertThat(((ChatDelta.Done) deltas.get(deltas.size() - 1))
                                .reply()
                                .toolCalls())
                        .hasSize(1);
            }
        }
    }

    @Test
    void splitHandsOutTheDeltasWhileTheyCome() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b", " c"));
        var route = """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: ollama:chat/scripted-chat
                            parameters:
                              stream: true
                        - split:
                            simple: ${body}
                            streaming: true
                            steps:
                              - to: mock:pieces
                """;
        try (var routes = Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl()), route)) {
            var pieces = routes.context().getEndpoint("mock:pieces", MockEndpoint.class);
            assertThat(routes.send("direct:ask", "hi").getException()).isNull();
            assertThat(pieces.getExchanges())
                    .extracting(exchange -> exchange.getMessage().getBody(String.class))
                    .containsExactly("a", " b", " c", "");
        }
    }

    @Test
    void aCallbackGetsEachDeltaInOrderAndTheExchangeGoesOnWithTheAnswer() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b", " c"));
        var seen = new CopyOnWriteArrayList<String>();
        try (var routes = Routes.on(ollama.baseUrl())) {
            routes.context().addRoutes(route(seen));
            var exchange = routes.send(STREAM + "&streamTo=direct:delta", "hi", Map.of("chat", "7"));
            assertThat(exchange.getException()).isNull();
            assertThat(exchange.getMessage().getBody()).isEqualTo("a b c");
            assertThat(exchange.getMessage().getHeader(OllamaConstants.OUTPUT_TOKENS, Long.class))
                    .isPositive();
            assertThat(seen).containsExactly("7:a", "7: b", "7: c", "7:");
        }
    }

    private static RouteBuilder route(List<String> seen) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:delta")
                        .process(exchange -> seen.add(exchange.getMessage().getHeader("chat") + ":"
                                + exchange.getMessage().getBody(ChatDelta.class).text()));
            }
        };
    }

    @Test
    void aCallbackThatFailsStopsTheGeneration() throws Exception {
        ollama.always(ScriptedReply.endless("on and on ").tokenEvery(Duration.ofMillis(5)));
        var route = """
                - route:
                    from:
                      uri: direct:delta
                      steps:
                        - throwException:
                            exceptionType: java.lang.IllegalArgumentException
                            message: enough
                """;
        try (var routes = Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl()), route)) {
            var exchange = routes.send(STREAM + "&streamTo=direct:delta", "hi");
            assertThat(exchange.getException()).hasMessageContaining("enough");
            ollama.server().requests().awaitCancelled(Duration.ofSeconds(10));
        }
    }

    @Test
    void closingTheStreamStopsTheGeneration() throws Exception {
        ollama.always(ScriptedReply.endless("on and on ").tokenEvery(Duration.ofMillis(5)));
        try (var routes = Routes.on(ollama.baseUrl())) {
            var stream = routes.ask(STREAM, "hi", ChatStream.class);
            stream.next();
            stream.close();
            ollama.server().requests().awaitCancelled(Duration.ofSeconds(10));
            assertThat(stream.reply()).isCompletedExceptionally();
        }
    }

    @Test
    void aRouteThatFailsBehindItStopsTheGeneration() throws Exception {
        ollama.always(ScriptedReply.endless("on and on ").tokenEvery(Duration.ofMillis(5)));
        var route = """
                - route:
                    from:
                      uri: direct:ask
                      steps:
                        - to:
                            uri: ollama:chat/scripted-chat
                            parameters:
                              stream: true
                        - throwException:
                            exceptionType: java.lang.IllegalStateException
                            message: no
                """;
        try (var routes = Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl()), route)) {
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageContaining("no");
            ollama.server().requests().awaitCancelled(Duration.ofSeconds(10));
        }
    }

    @Test
    void whatDoesNotMatchTheFormatIsSaidAtTheEnd() throws Exception {
        ollama.always(ScriptedReply.text("no json at all"));
        try (var routes = Routes.on(ollama.baseUrl())) {
            var stream = routes.ask(STREAM + "&format=json", "hi", ChatStream.class);
            var error = catchThrowableOfType(OllamaException.class, () -> stream.forEachRemaining(delta -> {}));
            assertThat(error.error()).isEqualTo(OllamaError.BAD_FORMAT);
        }
    }

    @Test
    void generateStreamsToo() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b"));
        try (var routes = Routes.on(ollama.baseUrl())) {
            var deltas = read(routes.ask("ollama:generate/scripted-chat?stream=true", "hi", ChatStream.class));
            assertThat(deltas.stream().map(ChatDelta::text).reduce("", String::concat))
                    .isEqualTo("a b");
        }
    }

    @Test
    void aChatRequestWithACallbackIsAnsweredByAChatReply() throws Exception {
        try (var routes = Routes.on(ollama.baseUrl())) {
            routes.context().addRoutes(route(new CopyOnWriteArrayList<>()));
            Exchange exchange = routes.send(STREAM + "&streamTo=direct:delta", ChatRequest.user("hi"));
            assertThat(exchange.getMessage().getBody()).isInstanceOf(ChatReply.class);
        }
    }
}
