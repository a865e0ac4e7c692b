package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that wait for a model cost no thread. */
@Tag("alone")
@Timeout(180)
class ThreadsTest {

    private static final int EXCHANGES = 5_000;
    private static final int THREADS = 40;

    @Test
    void fiveThousandExchangesWaitOnAHandfulOfThreads() throws Exception {
        try (var ollama = OllamaStandIn.builder()
                        .parallel(EXCHANGES, 0)
                        .keepRequests(1)
                        .start();
                var routes = Routes.on(ollama.baseUrl())) {
            ollama.always(ScriptedReply.text("ready").firstTokenAfter(Duration.ofSeconds(20)));
            var producer =
                    routes.context().getEndpoint("ollama:chat/scripted-chat").createAsyncProducer();
            producer.start();
            var failures = new AtomicInteger();
            var answered = new CountDownLatch(EXCHANGES);
            for (int i = 0; i < EXCHANGES; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("hi");
                producer.process(exchange, synchronous -> {
                    if (!"ready".equals(exchange.getMessage().getBody())) {
                        failures.incrementAndGet();
                    }
                    answered.countDown();
                });
            }
            ollama.requests().awaitInFlight(EXCHANGES, Duration.ofSeconds(60));
            // Stand-in, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(THREADS);
            assertThat(answered.await(90, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).hasValue(0);
            producer.stop();
        }
    }
}
