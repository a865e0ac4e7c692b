package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it counts the threads of the whole process. */
@Isolated
class SocketThreadsTest {

    @Test
    void threeHundredIdleSocketsNeedNoMoreThreadsThanOne() throws Exception {
        try (var port = HttpPort.builder().threads(3).build();
                var server = new SocketServer(peer -> peer.consent().listen())) {
            var before = Thread.getAllStackTraces().keySet();
            var opening = new ArrayList<CompletableFuture<SocketLink>>();
            for (var i = 0; i < 300; i++) {
                opening.add(port.connect(SocketCall.builder(server.uri("/")).build(), new SocketEar()));
            }
            opening.forEach(link -> link.join().request(1));
            assertThat(port.sockets()).isEqualTo(300);
            // three workers, the timer and the client's selector; the JDK's own pool has none left after a while
            await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
                var added = new ArrayList<>(Thread.getAllStackTraces().keySet());
                added.removeAll(before);
                assertThat(added)
                        .extracting(Thread::getName)
                        .filteredOn(name -> name.startsWith("serai-http-") || name.startsWith("HttpClient-"))
                        .hasSizeLessThanOrEqualTo(5);
            });
        }
    }
}
