package dev.serai.supabase.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.Routes;
import dev.serai.supabase.TestServer;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.support.DefaultExchange;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that wait for the server cost no thread. */
@Tag("alone")
@Timeout(120)
class WaitingDownloadsTest {

    private static final int EXCHANGES = 200;
    private static final int THREADS = 60;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"as=stream", "as=bytes", "directory=", "operation=upload&resumableThreshold=0"})
    void manyWaitOnAHandfulOfThreads(String way) throws Exception {
        try (var server = new TestServer();
                var routes = new Routes(server.url())) {
            server.answer(TestServer.Answer.none());
            var options = way.equals("directory=") ? way + folder : way;
            var producer = routes.context()
                    .getEndpoint(
                            "supabase:storage/docs?path=a&requestTimeout=20000&retries=0&transferRetries=0&" + options)
                    .createAsyncProducer();
            producer.start();
            var answered = new CountDownLatch(EXCHANGES);
            for (int i = 0; i < EXCHANGES; i++) {
                var exchange = new DefaultExchange(routes.context());
                exchange.getMessage().setBody("12345678");
                producer.process(exchange, synchronous -> answered.countDown());
            }
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .until(() -> server.asked().size() == EXCHANGES);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);
            producer.stop();
            routes.close();
            assertThat(answered.await(60, TimeUnit.SECONDS)).isTrue();
        }
    }
}
