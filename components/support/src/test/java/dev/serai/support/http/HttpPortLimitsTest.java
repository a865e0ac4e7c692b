package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class HttpPortLimitsTest extends HttpPortFixture {

    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private RawServer waiting() throws Exception {
        return server(peer -> {
            peer.request();
            peer.silence();
        });
    }

    private RawServer halfway() throws Exception {
        return server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one\n").silence();
        });
    }

    private RawServer endless(String chunk) throws Exception {
        return server(peer -> {
            peer.request();
            peer.send(CHUNKED);
            while (true) {
                peer.chunk(chunk);
            }
        });
    }

    @Test
    void aServerThatNeverAnswersPassesTheFirstByteLimit() throws Exception {
        var server = waiting();
        var fault = fault(port.send(get(server.uri("/"), l -> l.withFirstByte(SHORT))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.FIRST_BYTE_TIMEOUT);
        assertThat(fault.limit()).isEqualTo(SHORT);
        assertThat(fault.nothingSent()).isFalse();
        assertThat(fault)
                .hasMessageContaining("250 ms")
                .hasMessageContaining(server.uri("/").toString());
        await().until(() -> server.hungUp.get() == 1);
        assertThat(port.inFlight()).isZero();
    }

    @Test
    void openHasAFirstByteLimitToo() throws Exception {
        var server = waiting();
        assertThat(fault(port.open(get(server.uri("/"), l -> l.withFirstByte(SHORT))))
                        .kind())
                .isEqualTo(HttpFault.Kind.FIRST_BYTE_TIMEOUT);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void aHeadThatTricklesPassesTheFirstByteLimit() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-").silence();
        });
        assertThat(fault(port.send(get(server.uri("/"), l -> l.withFirstByte(SHORT))))
                        .kind())
                .isEqualTo(HttpFault.Kind.FIRST_BYTE_TIMEOUT);
    }

    @Test
    void aBodyThatStallsPassesTheIdleLimit() throws Exception {
        var server = halfway();
        var fault = fault(port.send(get(server.uri("/"), l -> l.withIdle(SHORT))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(fault.limit()).isEqualTo(SHORT);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void aStreamThatStallsPassesTheIdleLimitAfterItsLines() throws Exception {
        var server = halfway();
        var reader = Reader.all(
                port.open(get(server.uri("/"), l -> l.withIdle(SHORT))).join().lines());
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.IDLE_TIMEOUT);
        assertThat(reader.items).containsExactly("one");
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void partsThatKeepComingDontPassTheIdleLimit() throws Exception {
        var idle = Duration.ofSeconds(1);
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED);
            for (var i = 0; i < 8; i++) {
                var next = new CompletableFuture<Void>()
                        .completeOnTimeout(null, 150, java.util.concurrent.TimeUnit.MILLISECONDS);
                next.join();
                peer.chunk(i + "\n");
            }
            peer.send("0\r\n\r\n").silence();
        });
        assertThat(port.send(get(server.uri("/"), l -> l.withIdle(idle))).join().text())
                .hasSize(16);
    }

    @Test
    void theIdleLimitRestsWhileNobodyAsksForMore() throws Exception {
        var asked = new CompletableFuture<Void>();
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one\n");
            asked.join();
            peer.chunk("two\n").send("0\r\n\r\n").silence();
        });
        // long enough for the second line to come in time on a busy machine
        var idle = Duration.ofSeconds(1);
        var stream = port.open(get(server.uri("/"), l -> l.withIdle(idle))).join();
        var reader = Reader.asking(1, stream.lines());
        await().until(() -> reader.items.size() == 1);
        // longer than the limit, by another call's clock
        fault(port.send(get(
                waiting().uri("/"), l -> l.withFirstByte(idle.multipliedBy(3).dividedBy(2)))));
        assertThat(stream.isClosed()).isFalse();
        asked.complete(null);
        reader.ask(5);
        assertThat(reader.end.join()).containsExactly("one", "two");
    }

    @Test
    void aStreamThatNobodyReadsEndsAtTheTotalLimit() throws Exception {
        var server = halfway();
        var stream = port.open(get(server.uri("/"), l -> l.withTotal(Duration.ofSeconds(1))))
                .join();
        await().until(stream::isClosed);
        await().until(() -> server.hungUp.get() == 1);
        assertThat(port.inFlight()).isZero();
        assertThat(fault(Reader.all(stream.lines()).end).kind()).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
    }

    @Test
    void aReaderThatAsksForNothingIsToldOfTheTotalLimit() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send(CHUNKED).chunk("one\ntwo\n").silence();
        });
        var reader = Reader.asking(
                1,
                port.open(get(server.uri("/"), l -> l.withTotal(Duration.ofSeconds(1))))
                        .join()
                        .lines());
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
        assertThat(reader.items).containsExactly("one");
    }

    @Test
    void theTotalLimitEndsAnEndlessBody() throws Exception {
        var server = endless("x".repeat(1000));
        var fault = fault(port.send(get(server.uri("/"), l -> l.withTotal(SHORT).withMaxBytes(0))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void theTotalLimitCountsOverAllAttempts() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"));
        var call = HttpCall.get(server.uri("/"))
                .limits(HttpLimits.DEFAULTS.withTotal(Duration.ofSeconds(1)))
                .retry(new RetryPolicy(1000, Duration.ofMillis(20), Duration.ofMillis(20), java.util.Set.of(503)));
        assertThat(fault(port.send(call.build())).kind()).isEqualTo(HttpFault.Kind.TOTAL_TIMEOUT);
        assertThat(server.requests).hasSizeBetween(2, 101);
    }

    @Test
    void aHostThatTakesNoConnectionPassesTheConnectLimit() throws Exception {
        try (var full = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            var fillers = new ArrayList<Socket>();
            for (var i = 0; i < 2; i++) {
                fillers.add(new Socket(full.getInetAddress(), full.getLocalPort()));
            }
            var uri = URI.create("http://127.0.0.1:" + full.getLocalPort() + "/");
            var fault = fault(port.send(get(uri, l -> l.withConnect(SHORT))));
            assertThat(fault.kind()).isEqualTo(HttpFault.Kind.CONNECT_TIMEOUT);
            assertThat(fault.limit()).isEqualTo(SHORT);
            assertThat(fault.nothingSent()).isTrue();
            for (var filler : fillers) {
                filler.close();
            }
        }
    }

    @Test
    void limitsOfZeroAreNone() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        var none = new HttpLimits(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ofSeconds(-1), -1);
        assertThat(port.send(get(server.uri("/"), l -> none)).join().text()).isEqualTo("x");
    }

    @Test
    void aBodyBeyondMaxBytesIsTooLarge() throws Exception {
        var server = endless("x".repeat(1000));
        var fault = fault(port.send(get(server.uri("/"), l -> l.withMaxBytes(10_000))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        assertThat(fault).hasMessageContaining("10000 bytes");
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void aBodyOfExactlyMaxBytesIsNot() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("12345")));
        assertThat(port.send(get(server.uri("/"), l -> l.withMaxBytes(5)))
                        .join()
                        .text())
                .isEqualTo("12345");
        assertThat(fault(port.send(get(server.uri("/"), l -> l.withMaxBytes(4))))
                        .kind())
                .isEqualTo(HttpFault.Kind.TOO_LARGE);
    }

    @Test
    void anEndlessLineIsTooLarge() throws Exception {
        var server = endless("x".repeat(8000));
        var stream = port.open(get(server.uri("/"), l -> l.withMaxBytes(0))).join();
        assertThat(fault(Reader.all(stream.lines()).end).kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void anEndlessEventIsTooLarge() throws Exception {
        var server = endless("data: " + "x".repeat(8000) + "\n");
        var stream = port.open(get(server.uri("/"), l -> l.withMaxBytes(0))).join();
        assertThat(fault(Reader.all(stream.events()).end).kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void linesBeyondMaxBytesInAllAreTooLarge() throws Exception {
        var server = endless("x\n");
        var stream = port.open(get(server.uri("/"), l -> l.withMaxBytes(1000))).join();
        var reader = Reader.all(stream.lines());
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        assertThat(reader.items.size()).isLessThanOrEqualTo(500);
    }

    @Test
    void aSlowUploadIsNotTakenForASlowAnswer() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("thanks")));
        var slow = new java.io.InputStream() {
            private int left = 7;

            @Override
            public int read() {
                new CompletableFuture<Void>()
                        .completeOnTimeout(null, 160, java.util.concurrent.TimeUnit.MILLISECONDS)
                        .join();
                return left-- > 0 ? 'x' : -1;
            }

            @Override
            public int read(byte[] to, int offset, int length) {
                var b = read();
                to[offset] = (byte) b;
                return b < 0 ? -1 : 1;
            }
        };
        var call = HttpCall.post(server.uri("/"), HttpBody.stream(slow, -1))
                .limits(HttpLimits.DEFAULTS.withFirstByte(Duration.ofSeconds(1)))
                .build();
        assertThat(port.send(call).join().text()).isEqualTo("thanks");
        assertThat(server.requests.get(0).text()).isEqualTo("xxxxxxx");
    }
}
