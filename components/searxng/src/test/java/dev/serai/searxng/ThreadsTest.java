package dev.serai.searxng;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Exchange;
import dev.serai.searxng.client.SearchResults;
import java.lang.management.ManagementFactory;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Searches that wait for their answer cost no thread. */
@Tag("alone")
@Timeout(120)
class ThreadsTest {

    private static final int SEARCHES = 1_000;
    private static final int THREADS = 60;

    @Test
    void aThousandSearchesWaitOnAHandfulOfThreads() throws Exception {
        Queue<Exchange> waiting = new ConcurrentLinkedQueue<>();
        try (var site = Site.start().search(waiting::add);
                var routes = Routes.on(site.url())) {
            var producer = routes.context()
                    .getEndpoint("searxng:search?checkNames=false&timeout=90s")
                    .createAsyncProducer();
            producer.start();
            var failures = new AtomicInteger();
            var answered = new CountDownLatch(SEARCHES);
            for (int i = 0; i < SEARCHES; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("q");
                producer.process(exchange, synchronous -> {
                    if (!(exchange.getMessage().getBody() instanceof SearchResults)) {
                        failures.incrementAndGet();
                    }
                    answered.countDown();
                });
            }
            Awaitility.await().until(() -> waiting.size() == SEARCHES);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(THREADS);
            var answer = Site.found("http://a.example/");
            waiting.forEach(exchange -> exchange.onEventLoop(() -> exchange.send(200, "application/json", answer)));
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).hasValue(0);
            producer.stop();
        }
    }
}
