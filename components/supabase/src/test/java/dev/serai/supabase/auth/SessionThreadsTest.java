package dev.serai.supabase.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import dev.serai.supabase.TestServer.Asked;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that wait for a session's new token cost no thread, and all wait for the same one. */
@Tag("alone")
@Timeout(120)
class SessionThreadsTest {

    private static final int EXCHANGES = 1_000;
    private static final int THREADS = 60;
    private static final String TABLE = "supabase:table/notes?session=ann";
    private static final String REFRESH = "/auth/v1/token?grant_type=refresh_token";

    private final MovedClock clock = new MovedClock();
    private final ScriptedAuth auth = new ScriptedAuth();

    @Test
    void aThousandExchangesWaitForOneRefresh() throws Exception {
        try (var server = new TestServer();
                var routes = new Routes(clock, server.url())) {
            server.answer(auth);
            routes.ask(
                    "supabase:auth/sign-in?session=ann",
                    Map.of("email", "ann@example.org", "password", ScriptedAuth.PASSWORD));
            clock.forward(Duration.ofHours(1));
            var held = new CountDownLatch(1);
            server.answer(asked -> {
                if (asked.uri().equals(REFRESH)) {
                    awaitAnswer(held);
                }
                return auth.apply(asked);
            });
            var producer = routes.context().getEndpoint(TABLE).createAsyncProducer();
            producer.start();
            var failures = ConcurrentHashMap.<String>newKeySet();
            var answered = new CountDownLatch(EXCHANGES);
            for (int i = 0; i < EXCHANGES; i++) {
                var exchange = new DefaultExchange(routes.context());
                producer.process(exchange, synchronous -> {
                    if (exchange.getException() != null) {
                        failures.add(exchange.getException().getMessage());
                    }
                    answered.countDown();
                });
            }
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.asked().size() == 2);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);
            assertThat(answered.getCount()).isEqualTo(EXCHANGES);
            held.countDown();
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(failures).isEmpty();
            assertThat(server.asked().stream().map(Asked::uri).filter(REFRESH::equals))
                    .hasSize(1);
            assertThat(server.asked().stream()
                            .filter(asked -> asked.uri().startsWith("/rest/"))
                            .map(asked -> asked.header("authorization")))
                    .hasSize(EXCHANGES)
                    .containsOnly("Bearer " + ScriptedAuth.token("ann@example.org", 2));
            assertThat(ManagementFactory.getThreadMXBean().getPeakThreadCount()).isLessThan(THREADS);
            producer.stop();
        }
    }

    /** Holds up the test server, which has only this request to answer. */
    private static void awaitAnswer(CountDownLatch held) {
        try {
            assertThat(held.await(60, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
