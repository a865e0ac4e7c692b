package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static dev.serai.agent.ScriptedModel.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.chat.ChatMessage;
import dev.serai.support.chat.ChatReply;
import dev.serai.support.chat.ChatRole;
import dev.serai.support.chat.ToolCall;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Tools beside each other, behind each other, and tools that take too long. */
@Timeout(60)
class ToolTimeTest {

    private static ToolCall number(int n) {
        return call("wait", Map.of("n", n));
    }

    private static List<String> results(Routes routes) {
        return routes.model().last().messages().stream()
                .filter(message -> message.role() == ChatRole.TOOL)
                .map(ChatMessage::text)
                .toList();
    }

    private static String waiting(String... options) {
        var all = new ArrayList<>(List.of(options));
        all.add("parameter.n: integer");
        return Yaml.toolBy("wait", "wait", all.toArray(String[]::new));
    }

    @Test
    void toolsThatBlockWorkBesideEachOther() throws Exception {
        var together = new CyclicBarrier(3);
        Processor wait = exchange -> together.await(20, TimeUnit.SECONDS);
        try (var routes = Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait"))) {
            routes.model().then(calls(number(1), number(2), number(3)), text("ok"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("ok");
        }
    }

    @Test
    void resultsComeInTheOrderOfTheCallsWhicheverIsFirst() throws Exception {
        var later = new CountDownLatch(1);
        Processor wait = exchange -> {
            int n = exchange.getMessage().getHeader("CamelToolArg_n", Integer.class);
            if (n == 2) {
                later.countDown();
            } else {
                assertThat(later.await(20, TimeUnit.SECONDS)).isTrue();
            }
            exchange.getMessage().setBody("result " + n);
        };
        try (var routes = Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait"))) {
            routes.model().then(calls(number(1), number(2)), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(results(routes)).containsExactly("result 1", "result 2");
        }
    }

    @Test
    void withoutParallelToolsTheyFollowEachOther() throws Exception {
        var atWork = new AtomicInteger();
        var order = new CopyOnWriteArrayList<Integer>();
        Processor wait = exchange -> {
            assertThat(atWork.incrementAndGet()).isEqualTo(1);
            order.add(exchange.getMessage().getHeader("CamelToolArg_n", Integer.class));
            atWork.decrementAndGet();
        };
        try (var routes =
                Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait", "parallelTools: false"))) {
            var many = IntStream.range(0, 20).mapToObj(ToolTimeTest::number).toArray(ToolCall[]::new);
            routes.model().then(calls(many), text("ok"));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("ok");
            assertThat(order).isEqualTo(IntStream.range(0, 20).boxed().toList());
        }
    }

    @Test
    void aToolThatBlocksTooLongIsGivenUpAndGivesItsThreadBack() throws Exception {
        var interrupted = new CompletableFuture<Boolean>();
        Processor wait = exchange -> {
            try {
                new CountDownLatch(1).await(20, TimeUnit.SECONDS);
                interrupted.complete(false);
            } catch (InterruptedException e) {
                interrupted.complete(true);
            }
        };
        try (var routes =
                Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait", "toolTimeout: 200ms"))) {
            routes.model().then(calls(number(1)), text("ok"));
            long begun = System.nanoTime();
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("ok");
            assertThat(System.nanoTime() - begun).isLessThan(10_000_000_000L);
            assertThat(results(routes)).containsExactly("The tool took longer than 0.2 s.");
            assertThat(interrupted.get(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void aToolThatWaitsWithoutAThreadIsGivenUpToo() throws Exception {
        var asked = Yaml.tool("slow", "ok").replace("steps:\n", "steps:\n        - to: model:any\n");
        try (var routes = Routes.start(asked, Yaml.agent("tools: slow", "toolTimeout: 200ms", "toolErrors: fail"))) {
            routes.model().then(calls(call("slow", Map.of())));
            routes.model().then(request -> new CompletableFuture<>());
            assertThat(routes.send("direct:ask", "hi").getException())
                    .hasMessageStartingWith("[AGENT-105]")
                    .hasMessageContaining("longer than 0.2 s");
        }
    }

    @Test
    void theTimeInTheQueueIsNotTheToolsTime() throws Exception {
        Processor wait = exchange -> new CountDownLatch(1).await(100, TimeUnit.MILLISECONDS);
        try (var routes = Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait", "toolTimeout: 5s"))) {
            var many = IntStream.range(0, 40).mapToObj(ToolTimeTest::number).toArray(ToolCall[]::new);
            routes.model().then(calls(many), text("ok"));
            routes.ask("direct:ask", "hi", String.class);
            assertThat(results(routes)).hasSize(40).doesNotContain("The tool took longer than 5.0 s.");
        }
    }

    /** Whoever brings the model's answer must never do a route's work, however many wait for a thread. */
    @Test
    void toolsNeverWorkOnTheThreadThatBroughtTheAnswer() throws Exception {
        var threads = Collections.synchronizedSet(new HashSet<String>());
        var gate = new CountDownLatch(1);
        Processor wait = exchange -> {
            threads.add(Thread.currentThread().getName());
            assertThat(gate.await(20, TimeUnit.SECONDS)).isTrue();
        };
        try (var routes = Routes.start(Map.of("wait", wait), waiting(), Yaml.agent("tools: wait"))) {
            var many = IntStream.range(0, 1_300).mapToObj(ToolTimeTest::number).toArray(ToolCall[]::new);
            var answer = new CompletableFuture<ChatReply>();
            routes.model().then(request -> answer).then(text("ok"));
            var asked = routes.begin("direct:ask", "hi", Map.of());
            var brought = new CompletableFuture<Void>();
            var bringer = new Thread(() -> {
                answer.complete(calls(many));
                brought.complete(null);
            });
            bringer.setDaemon(true);
            await().until(() -> routes.model().requests().size() == 1);
            bringer.start();
            brought.get(20, TimeUnit.SECONDS);
            gate.countDown();
            assertThat(asked.get(20, TimeUnit.SECONDS).getMessage().getBody()).isEqualTo("ok");
            assertThat(threads).allMatch(name -> name.contains("AgentWork"));
        }
    }
}
