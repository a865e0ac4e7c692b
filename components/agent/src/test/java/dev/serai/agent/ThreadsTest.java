package dev.serai.agent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/** Runs that wait for a model cost no thread. */
@Tag("alone")
@Timeout(180)
class ThreadsTest {

    private static final int RUNS = 2_000;
    private static final int THREADS = 60;
    private static final long MIB = 1 << 20;

    @Test
    void twoThousandRunsWaitOnAHandfulOfThreads() throws Exception {
        try (var ollama = OllamaStandIn.builder()
                        .parallel(RUNS, 0)
                        .keepRequests(1)
                        .start();
                var routes = Routes.start(
                        Yaml.tool("note", "Noted"),
                        Yaml.agent("model: ollama:chat/scripted-chat?baseUrl=" + ollama.baseUrl(), "tools: note"))) {
            // Long enough for a busy machine to begin all of them before the first is answered.
            var slow = Duration.ofSeconds(30);
            ollama.when().turn(1).reply(ScriptedReply.toolCall("note", Map.of()).firstTokenAfter(slow));
            ollama.always(ScriptedReply.text("ready"));
            var producer = routes.context().getEndpoint("direct:ask").createAsyncProducer();
            producer.start();
            var failures = new AtomicInteger();
            var answered = new CountDownLatch(RUNS);
            for (int i = 0; i < RUNS; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("hi");
                producer.process(exchange, synchronous -> {
                    if (!"ready".equals(exchange.getMessage().getBody())) {
                        failures.incrementAndGet();
                    }
                    answered.countDown();
                });
            }
            ollama.requests().awaitInFlight(RUNS, Duration.ofSeconds(60));
            System.gc();
            long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
            assertThat(answered.await(90, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).hasValue(0);
            // Stand-in, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getPeakThreadCount()).isLessThan(THREADS);
            assertThat(heap).isLessThan(400);
            LoggerFactory.getLogger(ThreadsTest.class)
                    .info(
                            "peak threads {}, heap after collection {} MiB",
                            ManagementFactory.getThreadMXBean().getPeakThreadCount(),
                            heap);
            producer.stop();
        }
    }
}
