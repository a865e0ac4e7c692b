package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.agent.run.RunStep.Kind;
import dev.serai.support.chat.ChatReply;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What still comes in after a run has ended. */
@Timeout(60)
class EndedRunTest {

    @Test
    void aToolThatReturnsAfterTheEndChangesNothing() throws Exception {
        var runs = new KeptRuns();
        var go = new CountDownLatch(1);
        var made = new AtomicInteger();
        Processor slow = exchange -> {
            made.incrementAndGet();
            go.await(20, TimeUnit.SECONDS);
        };
        try (var routes = Routes.start(
                Map.of("kept", runs, "slow", slow),
                Yaml.toolBy("slow", "slow", "parameter.n: integer"),
                Yaml.agent("tools: slow", "parallelTools: false", "runs: '#bean:kept'", "timeLimit: 300"))) {
            routes.model().then(calls(call("slow", Map.of("n", 1)), call("slow", Map.of("n", 2))));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-107]");
            go.countDown();
            await().during(Duration.ofMillis(500)).until(() -> made.get() == 1);
            assertThat(runs.kinds()).containsExactly(Kind.MODEL, Kind.FAILED);
            assertThat(runs.only().run().status()).isEqualTo(RunStatus.FAILED);
        }
    }

    @Test
    void noOtherModelIsAskedAfterTheEnd() throws Exception {
        try (var routes = Routes.start(Yaml.agent("fallbackModel: model:other", "timeLimit: 200"))) {
            var late = new CompletableFuture<ChatReply>();
            routes.model().then(request -> late).then(text("B"));
            assertThat(routes.send("direct:ask", "hi").getException()).hasMessageStartingWith("[AGENT-107]");
            late.completeExceptionally(new IllegalStateException("down"));
            await().during(Duration.ofMillis(500))
                    .until(() -> routes.model().requests().size() == 1);
        }
    }
}
