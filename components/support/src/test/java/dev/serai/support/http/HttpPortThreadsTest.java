package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Alone, because it counts the threads of the whole process. */
@Isolated
class HttpPortThreadsTest extends HttpPortFixture {

    private static List<String> threads(String part) {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(n -> n.contains(part))
                .toList();
    }

    @Test
    void twoThousandWaitingCallsNeedNoMoreThreadsThanOne() throws Exception {
        var silent = kept(RawServer.silent());
        try (var own = HttpPort.builder().threads(3).build()) {
            var before = Thread.getAllStackTraces().keySet();
            var calls = new ArrayList<CompletableFuture<HttpReply>>();
            for (var i = 0; i < 2000; i++) {
                calls.add(own.send(get(silent.uri("/"), l -> l.withConnect(Duration.ofMinutes(1)))));
            }
            await().atMost(15, TimeUnit.SECONDS).until(() -> silent.connections.get() == 2000);
            assertThat(own.inFlight()).isEqualTo(2000);
            var added = new ArrayList<>(Thread.getAllStackTraces().keySet());
            added.removeAll(before);
            // three workers, the timer, the client's selector and what Awaitility itself starts
            assertThat(added)
                    .extracting(Thread::getName)
                    .filteredOn(name -> !name.contains("awaitility"))
                    .hasSizeLessThanOrEqualTo(5);
            calls.forEach(call -> call.cancel(true));
            assertThat(own.inFlight()).isZero();
        }
    }

    @Test
    void aCallbackMayWaitForAnotherCallOnTheSameConnection() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        var text = port.send(get(server.uri("/")))
                .thenApply(first -> port.send(get(server.uri("/"))).join().text());
        assertThat(text.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo("x");
    }

    @Test
    void endedCallsLeaveNoTimerTasks() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        for (var i = 0; i < 50; i++) {
            port.send(get(server.uri("/"))).join();
        }
        assertThat(((ScheduledThreadPoolExecutor) port.timer()).getQueue()).hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void theTimerRemovesWhatIsCancelled() {
        var task = port.timer().schedule(() -> {}, 1, TimeUnit.HOURS);
        task.cancel(false);
        assertThat(((ScheduledThreadPoolExecutor) port.timer()).getQueue()).isEmpty();
    }

    @Test
    void aClosedPortLeavesNoThreadsOfItsOwn() throws Exception {
        var before = threads("serai-http-");
        var own = HttpPort.builder().build();
        var server = kept(RawServer.answering(RawServer.ok("x")));
        own.send(get(server.uri("/"), l -> l.withTotal(Duration.ofSeconds(5)))).join();
        var started = new ArrayList<>(threads("serai-http-"));
        started.removeAll(before);
        assertThat(started).isNotEmpty();
        own.close();
        await().until(() -> started.stream().noneMatch(threads("serai-http-")::contains));
    }

    @Test
    void connectLimitsShareAFewClients() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        for (var i = 1; i <= 20; i++) {
            var limit = Duration.ofSeconds(i);
            assertThat(port.send(get(server.uri("/"), l -> l.withConnect(limit)))
                            .join()
                            .text())
                    .isEqualTo("x");
        }
    }

    @Test
    void thousandsOfLimitsPassTogether() throws Exception {
        var silent = kept(RawServer.silent());
        var calls = new ArrayList<CompletableFuture<HttpReply>>();
        for (var i = 0; i < 300; i++) {
            var limit = Duration.ofMillis(200 + i);
            calls.add(port.send(get(silent.uri("/"), l -> l.withFirstByte(limit))));
        }
        calls.forEach(call -> assertThat(fault(call).kind()).isEqualTo(HttpFault.Kind.FIRST_BYTE_TIMEOUT));
        assertThat(port.inFlight()).isZero();
    }
}
