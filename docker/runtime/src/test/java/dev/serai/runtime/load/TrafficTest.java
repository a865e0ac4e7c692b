package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are replaced while messages keep coming. */
@Timeout(180)
class TrafficTest {

    private static final String FILE = """
            - route:
                id: a
                from:
                  uri: %s
                  steps:
                    - process:
                        ref: note
                    - setBody:
                        constant: "%s"
            """;
    private static final String SENDER = """
            - route:
                id: sender
                from:
                  uri: direct:in
                  steps:
                    - to: %s
            """;

    private static final int HALF_A_QUEUE = 500;

    @TempDir
    Path folder;

    private final Queue<Integer> arrived = new ConcurrentLinkedQueue<>();
    private final Queue<Object> failed = new ConcurrentLinkedQueue<>();
    private final AtomicInteger sent = new AtomicInteger();
    private volatile boolean sending = true;

    private void note(Exchange exchange) {
        // As a step that takes its time, so that there is always one under way.
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        arrived.add(exchange.getMessage().getBody(Integer.class));
    }

    private void send(Mounted mounted, String uri) {
        try (var template = mounted.context.createProducerTemplate()) {
            while (sending) {
                if (sent.get() - arrived.size() > HALF_A_QUEUE) {
                    // A busy machine takes them slower than they come.
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
                    continue;
                }
                var number = sent.incrementAndGet();
                try {
                    template.sendBody(uri, number);
                } catch (Exception e) {
                    failed.add(e);
                }
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(4));
            }
        } catch (Exception e) {
            failed.add(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"seda:a", "direct:a"})
    void aReplacementUnderConstantTrafficLosesNothing(String address) throws Exception {
        replaceUnderTraffic(address, "direct:in");
    }

    /** Then no route holds the address while its file is replaced. */
    @ParameterizedTest
    @ValueSource(strings = {"seda:a", "direct:a"})
    void neitherDoesItWhereTheSenderIsNoRoute(String address) throws Exception {
        replaceUnderTraffic(address, address);
    }

    private void replaceUnderTraffic(String address, String to) throws Exception {
        try (var mounted = new Mounted(
                folder,
                settings -> settings.withTimes(Duration.ofMillis(50), Duration.ofSeconds(20), Duration.ofSeconds(5)))) {
            mounted.context.getRegistry().bind("note", (Processor) this::note);
            mounted.write("sender.yaml", SENDER.formatted(address));
            mounted.write("a.yaml", FILE.formatted(address, "0")).start();
            // Not in the common pool, which has but one thread on two processors.
            var sender = new Thread(() -> send(mounted, to), "sender");
            sender.start();
            try {
                for (int version = 1; version <= 3; version++) {
                    var before = mounted.file("a.yaml").loaded();
                    var count = arrived.size();
                    await().atMost(Mounted.PATIENCE).until(() -> arrived.size() > count + 20);
                    mounted.write("a.yaml", FILE.formatted(address, version));
                    await().atMost(Mounted.PATIENCE).until(() -> mounted.isNewerThan("a.yaml", before));
                    mounted.await("a.yaml", FileState.ON);
                }
            } finally {
                sending = false;
                sender.join();
            }
            assertThat(failed).isEmpty();
            await().atMost(Mounted.PATIENCE).until(() -> arrived.size() >= sent.get());
            assertThat(arrived).doesNotHaveDuplicates().hasSize(sent.get());
        }
    }
}
