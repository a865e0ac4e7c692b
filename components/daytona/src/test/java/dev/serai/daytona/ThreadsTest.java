package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.daytona.DaytonaStandIn;
import java.io.RandomAccessFile;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Sandboxes and the commands in them cost no thread. */
@Tag("alone")
@Timeout(180)
class ThreadsTest {

    private static final int SANDBOXES = 200;
    private static final int THREADS = 60;

    @Test
    void twoHundredSandboxesWorkOnAHandfulOfThreadsAndAreGivenBack(@TempDir Path folder) throws Exception {
        // All commands wait for a line of it, without any work.
        var fifo = folder.resolve("gate");
        assertThat(new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor())
                .isZero();
        try (var gate = new RandomAccessFile(fifo.toFile(), "rw");
                var server = DaytonaStandIn.builder().quota(1_000, 1_000, 5_000).start();
                var routes = new Routes(server.apiUrl())) {
            routes.configuration().setApiKey(server.apiKey());
            routes.context().addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:work").to("daytona:exec?timeout=2m&waitTimeout=1m");
                }
            });
            var producer = routes.context().getEndpoint("direct:work").createAsyncProducer();
            producer.start();
            var results = new ConcurrentLinkedQueue<Object>();
            var done = new CountDownLatch(SANDBOXES);
            for (int i = 0; i < SANDBOXES; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("read line < '" + fifo + "'; echo " + i);
                producer.process(exchange, synchronous -> {
                    results.add(
                            exchange.getException() == null
                                    ? exchange.getMessage().getBody(Map.class).get("stdout")
                                    : exchange.getException());
                    done.countDown();
                });
            }
            Awaitility.await().atMost(90, TimeUnit.SECONDS).until(() -> server.runningPrograms() >= SANDBOXES);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);
            assertThat(results).isEmpty();
            gate.write("\n".repeat(SANDBOXES).getBytes(StandardCharsets.UTF_8));
            assertThat(done.await(90, TimeUnit.SECONDS)).isTrue();
            assertThat(results.stream().distinct())
                    .hasSize(SANDBOXES)
                    .allSatisfy(result -> assertThat(result).asString().matches("\\d+\n"));
            Awaitility.await()
                    .atMost(60, TimeUnit.SECONDS)
                    .untilAsserted(() -> assertThat(server.sandboxes()).isEmpty());
            assertThat(server.runningPrograms()).isZero();
            producer.stop();
        }
    }
}
