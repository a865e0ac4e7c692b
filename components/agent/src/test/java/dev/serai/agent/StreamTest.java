package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static dev.serai.agent.ScriptedModel.thinking;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRequest;
import dev.serai.support.chat.ChatStream;
import dev.serai.support.text.Passage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The work of an agent as it happens. */
@Timeout(60)
class StreamTest {

    private static final String NOTE = Yaml.tool("note", "Noted");

    /** Text deltas without an end, as fast as they are asked for. */
    private static ChatStream endless(AtomicLong given, CompletableFuture<Void> stopped) {
        return ChatStream.of(
                (Flow.Subscriber<? super ChatDelta> reader) -> reader.onSubscribe(new Flow.Subscription() {
                    @Override
                    public void request(long n) {
                        for (long i = 0; i < n && !stopped.isDone(); i++) {
                            given.incrementAndGet();
                            CompletableFuture.runAsync(() -> reader.onNext(new ChatDelta.Text("on ")));
                        }
                    }

                    @Override
                    public void cancel() {
                        stopped.complete(null);
                    }
                }),
                () -> stopped.complete(null));
    }

    private static Routes endlessRoutes(AtomicLong given, CompletableFuture<Void> stopped, KeptRuns runs)
            throws Exception {
        Processor model = exchange -> exchange.getMessage().setBody(endless(given, stopped));
        return Routes.start(
                Map.of("endless", model, "runs", runs),
                """
                - route:
                    from:
                      uri: direct:endless
                      steps:
                        - process:
                            ref: endless
                """,
                Yaml.agent("model: direct:endless", "stream: true", "runs: '#bean:runs'"));
    }

    @Test
    void deltasComeInTheOrderOfTheWork() throws Exception {
        Processor found = exchange -> exchange.getMessage().setBody(List.of(new Passage("1", "a.md", "A.", 1, null)));
        try (var routes = Routes.start(
                Map.of("found", found),
                NOTE,
                "- route:\n    from:\n      uri: direct:found\n      steps:\n        - process:\n            ref: found\n",
                Yaml.agent("tools: note", "stream: true", "retriever: direct:found"))) {
            var first = calls(call("note", Map.of()));
            routes.model().then(new ChatReply("m", "Let me. ", "hm", first.toolCalls(), first.usage(), null));
            routes.model().then(thinking("so", "It is noted."));
            var deltas = Deltas.all(routes.ask("direct:ask", "hi", ChatStream.class));
            assertThat(Deltas.kinds(deltas))
                    .containsExactly(
                            "sources",
                            "thinking",
                            "text",
                            "text",
                            "tool_call",
                            "tool_result",
                            "thinking",
                            "text",
                            "text",
                            "text",
                            "done");
            assertThat(Deltas.text(deltas)).isEqualTo("Let me. It is noted.");
            var done = ((ChatDelta.Done) deltas.get(deltas.size() - 1)).reply();
            assertThat(done.text()).isEqualTo("It is noted.");
            assertThat(done.thinking()).isEqualTo("so");
            assertThat(done.usage().promptTokens()).isEqualTo(20);
        }
    }

    @Test
    void aDirectResultIsAText() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("form", "The form", "returnDirect: true"), Yaml.agent("tools: form", "stream: true"))) {
            routes.model().then(calls(call("form", Map.of())));
            var deltas = Deltas.all(routes.ask("direct:ask", "hi", ChatStream.class));
            assertThat(Deltas.kinds(deltas)).containsExactly("tool_call", "tool_result", "text", "done");
        }
    }

    @Test
    void aSlowReaderMakesTheModelWait() throws Exception {
        var given = new AtomicLong();
        var stopped = new CompletableFuture<Void>();
        try (var routes = endlessRoutes(given, stopped, new KeptRuns())) {
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), 10);
            await().until(() -> deltas.seen().size() == 10);
            await().during(Duration.ofMillis(200)).until(() -> given.get() < 100);
            long before = given.get();
            deltas.request(50);
            await().until(() -> deltas.seen().size() == 60 && given.get() > before);
            deltas.leave();
        }
    }

    @Test
    void aReaderThatLeavesStopsTheRun() throws Exception {
        var stopped = new CompletableFuture<Void>();
        var runs = new KeptRuns();
        try (var routes = endlessRoutes(new AtomicLong(), stopped, runs)) {
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), 10);
            await().until(() -> deltas.seen().size() == 10);
            deltas.leave();
            await().until(stopped::isDone);
            await().until(() -> runs.only().run().status() == RunStatus.FAILED);
            assertThat(runs.only().steps().get(0).data()).contains("AGENT-111");
        }
    }

    @Test
    void aStreamThatIsDroppedStopsTheRun() throws Exception {
        var runs = new KeptRuns();
        var stopped = new CompletableFuture<Void>();
        try (var routes = endlessRoutes(new AtomicLong(), stopped, runs)) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:drop").to("direct:ask").setBody(constant("dropped"));
                }
            });
            assertThat(routes.ask("direct:drop", "hi", String.class)).isEqualTo("dropped");
            await().until(() -> runs.only().run().status() == RunStatus.FAILED);
        }
    }

    @Test
    void deltasGoToAnEndpointAndTheRouteGoesOnWithTheAnswer() throws Exception {
        try (var routes = Routes.start(NOTE, Yaml.agent("tools: note", "streamTo: mock:delta"))) {
            routes.model().then(calls(call("note", Map.of())), text("It is noted."));
            var answered = routes.send("direct:ask", "hi", Map.of("x", "y"));
            assertThat(answered.getMessage().getBody()).isEqualTo("It is noted.");
            assertThat(answered.getMessage().getHeader(AgentConstants.STATUS)).isEqualTo("done");
            assertThat(answered.getMessage().getHeader(AgentConstants.TOOL_CALLS))
                    .isEqualTo(1);
            var deltas = new ArrayList<ChatDelta>();
            routes.mock("mock:delta")
                    .getExchanges()
                    .forEach(one -> deltas.add(one.getMessage().getBody(ChatDelta.class)));
            assertThat(Deltas.kinds(deltas))
                    .containsExactly("tool_call", "tool_result", "text", "text", "text", "done");
            assertThat(routes.mock("mock:delta")
                            .getExchanges()
                            .get(0)
                            .getMessage()
                            .getHeader("x"))
                    .isEqualTo("y");
        }
    }

    @Test
    void aFailureBeforeTheFirstDeltaIsAnException() throws Exception {
        try (var routes = Routes.start(Yaml.agent("stream: true"))) {
            routes.model().thenFail(new IllegalStateException("down"));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessage("down");
        }
    }

    @Test
    void aFailureAfterItEndsTheStream() throws Exception {
        try (var routes = Routes.start(NOTE, Yaml.agent("stream: true", "tools: note"))) {
            routes.model().then(calls(call("note", Map.of()))).thenFail(new IllegalStateException("down"));
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), Long.MAX_VALUE);
            assertThat(deltas.end())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("down");
            assertThat(Deltas.kinds(deltas.seen())).containsExactly("tool_call", "tool_result");
        }
    }

    /** While the stream is read the route goes on, and may change its message. */
    @Test
    void laterTurnsSeeTheMessageAsItWas() throws Exception {
        var turns = new ArrayList<Object>();
        Processor note = exchange -> {
            turns.add(exchange.getMessage().getHeader("house"));
            exchange.getMessage().getBody(ChatRequest.class);
        };
        var gate = new CompletableFuture<ChatReply>();
        var model = """
                - route:
                    from:
                      uri: direct:model
                      steps:
                        - process:
                            ref: note
                        - to: model:any
                """;
        try (var routes = Routes.start(
                Map.of("seen", note, "note", note),
                model,
                NOTE,
                Yaml.agent("model: direct:model", "tools: note", "stream: true"))) {
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:strip").to("direct:ask").removeHeaders("*");
                }
            });
            routes.model().then(calls(call("note", Map.of()))).then(request -> gate);
            routes.model().then(text("end"));
            var asked = routes.send("direct:strip", "hi", Map.of("house", "Serai"));
            var stream = asked.getMessage().getBody(ChatStream.class);
            gate.complete(calls(call("note", Map.of("n", 2))));
            assertThat(Deltas.text(Deltas.all(stream))).isEqualTo("end");
            assertThat(turns).containsExactly("Serai", "Serai", "Serai");
        }
    }
}
