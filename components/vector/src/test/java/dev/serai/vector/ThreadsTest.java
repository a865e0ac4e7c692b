package dev.serai.vector;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.camel.AsyncCallback;
import org.apache.camel.AsyncProcessor;
import org.apache.camel.Exchange;
import org.apache.camel.support.AsyncProcessorSupport;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Exchanges that wait for an embedder cost no thread, and routes that block do not stop others. */
@Timeout(120)
class ThreadsTest {

    private static final int EXCHANGES = 2_000;
    private static final String EMBED = """
            - route:
                from:
                  uri: direct:embed
                  steps:
                    - process:
                        ref: embedder
            """;

    @TempDir
    Path directory;

    /** Answers when it is told to. */
    private static final class SlowEmbedder extends AsyncProcessorSupport implements AsyncProcessor {
        private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
        private final CountDownLatch all = new CountDownLatch(EXCHANGES);

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            waiting.add(() -> {
                new WordEmbedder().process(exchange);
                callback.done(false);
            });
            all.countDown();
            return false;
        }
    }

    private static long threadsOf(Routes routes) {
        var name = "(" + routes.context().getName() + ")";
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().contains(name))
                .filter(thread ->
                        !thread.getName().contains("VectorRoute") || thread.getState() == Thread.State.RUNNABLE)
                .count();
    }

    @Test
    void thousandsOfQuestionsWaitOnAHandfulOfThreads() throws Exception {
        var embedder = new SlowEmbedder();
        try (var routes = Routes.start(directory, Map.of(), Map.of("embedder", embedder), EMBED)) {
            var producer = routes.context()
                    .getEndpoint("vector:things?embedder=direct:embed&dimensions=32")
                    .createAsyncProducer();
            producer.start();
            var answered = new CountDownLatch(EXCHANGES);
            var failures = new AtomicInteger();
            for (int i = 0; i < EXCHANGES; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("question " + i);
                producer.process(exchange, synchronous -> {
                    if (exchange.getException() != null) {
                        failures.incrementAndGet();
                    }
                    answered.countDown();
                });
            }
            assertThat(embedder.all.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(threadsOf(routes)).isLessThan(20);
            embedder.waiting.forEach(Runnable::run);
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).hasValue(0);
            producer.stop();
        }
    }

    @Test
    void routesThatBlockForAnotherSearchComeToTheirEnd() throws Exception {
        try (var routes = Routes.start(directory, Map.of(), Map.of("embedder", new WordEmbedder()), EMBED)) {
            var uri = "vector:things?embedder=direct:embed";
            routes.ask(uri + "&operation=insert", "one two three", Object.class);
            var nested = IntStream.range(0, 40)
                    .mapToObj(i -> routes.template()
                            .asyncRequestBody(uri, "two")
                            .thenApply(found -> routes.template().requestBody(uri, "three")))
                    .toList();
            CompletableFuture.allOf(nested.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
        }
    }
}
