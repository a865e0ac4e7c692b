package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Exchanges that wait for the database cost no thread. */
@Tag("alone")
@Timeout(120)
class ThreadsTest {

    private static final int EXCHANGES = 1_000;
    private static final int THREADS = 60;

    @Test
    void aThousandExchangesWaitOnAHandfulOfThreads() throws Exception {
        try (var server = new TestServer();
                var routes = new Routes(server.url())) {
            server.answer(TestServer.Answer.none());
            var producer = routes.context()
                    .getEndpoint("supabase:table/notes?requestTimeout=20000&retries=0")
                    .createAsyncProducer();
            producer.start();
            var ids = new ConcurrentLinkedQueue<Object>();
            var answered = new CountDownLatch(EXCHANGES);
            for (int i = 0; i < EXCHANGES; i++) {
                var exchange = new DefaultExchange(routes.context());
                producer.process(exchange, synchronous -> {
                    ids.add(exchange.getException(dev.serai.supabase.client.SupabaseException.class)
                            .getId());
                    answered.countDown();
                });
            }
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.asked().size() == EXCHANGES);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);
            producer.stop();
            routes.close();
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
            assertThat(List.copyOf(ids))
                    .hasSize(EXCHANGES)
                    .allMatch(id -> id.equals("SUPABASE-110") || id.equals("SUPABASE-104"));
        }
    }
}
