package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class HttpPortRetryTest extends HttpPortFixture {

    private static final Duration SOON = Duration.ofMillis(10);
    private static final RetryPolicy THREE = new RetryPolicy(3, SOON, Duration.ofMillis(40), Set.of(503));
    private static final String BUSY = "HTTP/1.1 503 Busy\r\nContent-Length: 4\r\n\r\nbusy";

    /** Says the given things, one for each request over all connections, the last one again and again. */
    private RawServer answers(String... answers) throws Exception {
        var next = new AtomicInteger();
        return server(peer -> {
            while (true) {
                peer.request();
                var answer = answers[Math.min(next.getAndIncrement(), answers.length - 1)];
                if (answer.isEmpty()) {
                    return;
                }
                peer.send(answer);
            }
        });
    }

    private HttpCall.Builder post(RawServer server) {
        return HttpCall.post(server.uri("/"), HttpBody.bytes(new byte[] {'x'})).retry(THREE);
    }

    @Test
    void aStatusOnTheListIsTriedAgain() throws Exception {
        var server = answers(BUSY, BUSY, RawServer.ok("fine"));
        assertThat(port.send(post(server).repeatable(true).build()).join().text())
                .isEqualTo("fine");
        assertThat(server.requests).hasSize(3).allMatch(r -> r.text().equals("x"));
    }

    @Test
    void aStreamIsOpenedAgainBeforeItsHeadIsHandedOver() throws Exception {
        var server = answers(BUSY, RawServer.ok("fine"));
        var stream = port.open(post(server).repeatable(true).build()).join();
        assertThat(stream.whole().join().text()).isEqualTo("fine");
    }

    @Test
    void theLastAttemptsReplyIsTheResult() throws Exception {
        var server = answers(BUSY);
        var reply = port.send(post(server).repeatable(true).build()).join();
        assertThat(reply.status()).isEqualTo(503);
        assertThat(reply.text()).isEqualTo("busy");
        assertThat(server.requests).hasSize(3);
    }

    @Test
    void whatIsNotRepeatableIsSentOnce() throws Exception {
        var busy = answers(BUSY);
        assertThat(port.send(post(busy).build()).join().status()).isEqualTo(503);
        assertThat(busy.requests).hasSize(1);
        var cutting = answers("");
        assertThat(fault(port.send(post(cutting).build())).kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(cutting.requests).hasSize(1);
    }

    @Test
    void aStreamedBodyIsSentOnce() throws Exception {
        var server = answers(BUSY);
        var body = HttpBody.stream(new ByteArrayInputStream(new byte[] {'x'}), 1);
        var call = HttpCall.post(server.uri("/"), body)
                .retry(THREE)
                .repeatable(true)
                .build();
        assertThat(port.send(call).join().status()).isEqualTo(503);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aCutResponseIsTriedAgainIfRepeatable() throws Exception {
        var first = new AtomicInteger();
        var cutting = server(peer -> {
            peer.request();
            peer.send(
                    first.getAndIncrement() == 0
                            ? "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhal"
                            : RawServer.ok("whole"));
        });
        assertThat(port.send(post(cutting).repeatable(true).build()).join().text())
                .isEqualTo("whole");
        assertThat(cutting.requests).hasSize(2);
    }

    @Test
    void aStreamThatIsCutAfterItsHeadIsNotTriedAgain() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\na\n");
        });
        var reader = Reader.all(
                port.open(post(server).repeatable(true).build()).join().lines());
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void aRefusedConnectionIsTriedAgainEvenIfNotRepeatable() throws Exception {
        // below the ports that the system gives to others meanwhile
        var free = (int) (17_000 + ProcessHandle.current().pid() % 1_000);
        var body = HttpBody.stream(new ByteArrayInputStream(new byte[] {'x'}), 1);
        var patient = new RetryPolicy(1_000, Duration.ofMillis(50), Duration.ofMillis(50), Set.of());
        var call = port.send(HttpCall.post(URI.create("http://127.0.0.1:" + free + "/"), body)
                .retry(patient)
                .build());
        try (var late = new ServerSocket(free, 1, InetAddress.getByName("127.0.0.1"));
                var peer = late.accept()) {
            peer.getOutputStream().write(RawServer.ok("late").getBytes());
            assertThat(call.join().text()).isEqualTo("late");
        }
    }

    @Test
    void attemptsOnAClosedPortEnd() throws Exception {
        var call = HttpCall.get(URI.create("http://127.0.0.1:1/")).retry(THREE).build();
        assertThat(fault(port.send(call)).kind()).isEqualTo(HttpFault.Kind.REFUSED);
    }

    @Test
    void aServerThatAsksForTooLongAWaitIsNotWaitedFor() throws Exception {
        var server = answers("HTTP/1.1 503 Busy\r\nRetry-After: 3600\r\nContent-Length: 0\r\n\r\n");
        assertThat(port.send(post(server).repeatable(true).build()).join().header("retry-after"))
                .contains("3600");
        var date = DateTimeFormatter.RFC_1123_DATE_TIME.format(
                ZonedDateTime.now(ZoneOffset.UTC).plusHours(1));
        var dated = answers("HTTP/1.1 503 Busy\r\nRetry-After: " + date + "\r\nContent-Length: 0\r\n\r\n");
        assertThat(port.send(post(dated).repeatable(true).build()).join().status())
                .isEqualTo(503);
        assertThat(server.requests).hasSize(1);
        assertThat(dated.requests).hasSize(1);
    }

    @Test
    void aServerThatAsksForNoWaitIsAskedAgainAtOnce() throws Exception {
        var server = answers("HTTP/1.1 503 Busy\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n", RawServer.ok("now"));
        assertThat(port.send(post(server).repeatable(true).build()).join().text())
                .isEqualTo("now");
    }

    @Test
    void aFirstByteLimitIsPassedInEachAttempt() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.silence();
        });
        var call = HttpCall.get(server.uri("/"))
                .retry(THREE)
                .limits(HttpLimits.DEFAULTS.withFirstByte(SHORT))
                .build();
        assertThat(fault(port.send(call)).kind()).isEqualTo(HttpFault.Kind.FIRST_BYTE_TIMEOUT);
        assertThat(server.requests).hasSize(3);
        await().until(() -> server.hungUp.get() == 3);
    }

    /** The server closes a kept connection just as the second request arrives: nobody knows what it did with it. */
    private RawServer closesOnTheSecondRequest() throws Exception {
        return server(peer -> {
            peer.request();
            peer.send(RawServer.ok("first"));
            peer.request();
        });
    }

    @Test
    void aPostOnAStaleConnectionIsCutAndNotSentAgainBehindTheCallersBack() throws Exception {
        var server = closesOnTheSecondRequest();
        var call = post(server).retry(RetryPolicy.NONE).build();
        port.send(call).join();
        var fault = fault(port.send(call));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(fault.nothingSent()).isFalse();
        assertThat(server.requests).hasSize(2);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aRepeatablePostOnAStaleConnectionIsSentAgain() throws Exception {
        var server = closesOnTheSecondRequest();
        var call = post(server).repeatable(true).build();
        port.send(call).join();
        assertThat(port.send(call).join().text()).isEqualTo("first");
        assertThat(server.requests).hasSize(3);
    }

    /** The JDK client's own rule, which is harmless since a GET is repeatable anyhow. */
    @Test
    void aGetOnAStaleConnectionIsSentAgainByTheJdk() throws Exception {
        var server = closesOnTheSecondRequest();
        port.send(get(server.uri("/"))).join();
        assertThat(port.send(get(server.uri("/"))).join().text()).isEqualTo("first");
    }
}
