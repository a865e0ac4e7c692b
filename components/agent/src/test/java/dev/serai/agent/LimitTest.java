package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.chat.ChatStream;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Runs that cost or take too much, and runs at work when everything stops. */
@Timeout(60)
class LimitTest {

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static String model() {
        return "model: ollama:chat/scripted-chat?baseUrl=" + ollama.baseUrl();
    }

    @Test
    void aRunThatUsesTooManyTokensIsStoppedBeforeTheNextTurn() throws Exception {
        try (var routes = Routes.start(
                Yaml.tool("clock", "${header.CamelToolCallId}"), Yaml.agent("tools: clock", "tokenLimit: 40"))) {
            routes.model().always(request -> calls(call("clock", Map.of())));
            assertThat(routes.send("direct:ask", "hi").getException())
                    .hasMessageStartingWith("[AGENT-106]")
                    .hasMessageContaining("45 of 40");
            assertThat(routes.model().requests()).hasSize(3);
        }
    }

    @Test
    void aModelThatHangsIsGivenUp() throws Exception {
        try (var routes = Routes.start(Yaml.agent("timeLimit: 300ms"))) {
            routes.model().then(request -> new CompletableFuture<>());
            assertThat(routes.send("direct:ask", "hi").getException())
                    .hasMessageStartingWith("[AGENT-107]")
                    .hasMessageContaining("0.3 s");
        }
    }

    @Test
    void aStreamThatHangsIsGivenUpAndClosed() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b").stallAfter(1));
        try (var routes = Routes.start(Yaml.agent(model(), "timeLimit: 3s", "stream: true"))) {
            var deltas = Deltas.on(routes.ask("direct:ask", "hi", ChatStream.class), Long.MAX_VALUE);
            assertThat(deltas.end())
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withMessageContaining("[AGENT-107]");
            ollama.requests().awaitCancelled(Duration.ofSeconds(10));
        }
    }

    @Test
    void aSequenceOfToolsEndsWithTheTime() throws Exception {
        var made = new AtomicInteger();
        Processor wait = exchange -> {
            made.incrementAndGet();
            new CountDownLatch(1).await(400, TimeUnit.MILLISECONDS);
        };
        try (var routes = Routes.start(
                Map.of("wait", wait),
                Yaml.toolBy("wait", "wait", "parameter.n: integer"),
                Yaml.agent("tools: wait", "parallelTools: false", "timeLimit: 200ms"))) {
            routes.model().then(calls(call("wait", Map.of("n", 1)), call("wait", Map.of("n", 2))));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-107]");
            await().during(Duration.ofMillis(700)).until(() -> made.get() == 1);
        }
    }

    @Test
    void aRunWithinItsTimeIsNotDisturbed() throws Exception {
        try (var routes = Routes.start(Yaml.agent("timeLimit: 30s"))) {
            routes.model().then(text("ok"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("ok");
        }
    }

    /** Stopping is no failure of the run: another process is to go on with it. */
    @Test
    void aStopWhileTheModelWorksHangsNothingAndFailsNoRun() throws Exception {
        ollama.always(ScriptedReply.neverAnswers());
        var runs = new KeptRuns();
        CompletableFuture<Exchange> asked;
        CompletableFuture<Exchange> queued;
        try (var routes = Routes.start(
                Map.of("kept", runs), Yaml.agent(model(), "runs: '#bean:kept'", "memory: local", "session: s"))) {
            asked = routes.begin("direct:ask", "hi", Map.of());
            queued = routes.begin("direct:ask", "more", Map.of());
            ollama.requests().awaitInFlight(1, Duration.ofSeconds(20));
        }
        assertThat(asked.get(20, TimeUnit.SECONDS).getException()).isNotNull();
        assertThat(queued.get(20, TimeUnit.SECONDS).getException()).isNotNull();
        assertThat(runs.all()).allMatch(run -> run.run().status() == RunStatus.RUNNING);
        assertThat(runs.released()).hasSize(1);
    }
}
