package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class HttpPortTest extends HttpPortFixture {

    @Test
    void sendGivesTheWholeResponse() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Type: text/plain; charset=ISO-8859-1\r\n"
                + "Content-Length: 5\r\n\r\nhello"));
        var reply = port.send(get(server.uri("/x?a=b"))).join();
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.text()).isEqualTo("hello");
        assertThat(reply.header("content-TYPE")).contains("text/plain; charset=ISO-8859-1");
        assertThat(server.requests.get(0).line()).isEqualTo("GET /x?a=b HTTP/1.1");
    }

    @Test
    void everyStatusIsAReply() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 500 Oh\r\nContent-Length: 2\r\n\r\nno"));
        var reply = port.send(get(server.uri("/"))).join();
        assertThat(reply.status()).isEqualTo(500);
        assertThat(reply.isSuccess()).isFalse();
        assertThat(reply.text()).isEqualTo("no");
    }

    @Test
    void aResponseWithoutABodyHasNoBytes() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 204 No Content\r\n\r\n"));
        assertThat(port.send(get(server.uri("/"))).join().body()).isEmpty();
        var head = kept(RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n"));
        assertThat(port.send(HttpCall.builder("HEAD", head.uri("/")).build())
                        .join()
                        .body())
                .isEmpty();
    }

    @Test
    void aRedirectIsNotFollowed() throws Exception {
        var server = kept(RawServer.answering(
                "HTTP/1.1 302 Found\r\nLocation: http://8.8.8.8/\r\n" + "Content-Length: 0\r\n\r\n"));
        assertThat(port.send(get(server.uri("/"))).join().status()).isEqualTo(302);
    }

    @Test
    void theRequestCarriesItsHeadersAndBodyAndAsksForNoCompression() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("")));
        port.send(HttpCall.post(server.uri("/"), HttpBody.none())
                        .json("{\"ü\":1}".getBytes(StandardCharsets.UTF_8))
                        .header("X-A", "1")
                        .build())
                .join();
        var request = server.requests.get(0);
        assertThat(request.text()).isEqualTo("{\"ü\":1}");
        assertThat(request.head())
                .contains("X-A: 1\r\n", "Content-Type: application/json\r\n", "User-Agent: serai\r\n")
                .doesNotContainIgnoringCase("accept-encoding")
                .doesNotContainIgnoringCase("upgrade");
    }

    @Test
    void openGivesTheHeadBeforeTheBodyIsThere() throws Exception {
        var go = new CompletableFuture<Void>();
        var server = server(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            go.join();
            peer.chunk("a\nb").chunk("c\n").send("0\r\n\r\n").silence();
        });
        var stream = port.open(get(server.uri("/"))).join();
        assertThat(stream.status()).isEqualTo(200);
        assertThat(port.inFlight()).isEqualTo(1);
        var lines = Reader.all(stream.lines());
        go.complete(null);
        assertThat(lines.end.join()).containsExactly("a", "bc");
        assertThat(stream.isClosed()).isTrue();
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void aBodyIsReadOnce() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("a\n")));
        var stream = port.open(get(server.uri("/"))).join();
        assertThat(stream.whole().join().text()).isEqualTo("a\n");
        assertThatThrownBy(() -> Reader.all(stream.lines()).end.join())
                .hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> stream.whole().join()).hasRootCauseInstanceOf(IllegalStateException.class);
    }

    @Test
    void aConnectionIsUsedAgainAfterAWholeResponse() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        for (var i = 0; i < 5; i++) {
            port.send(get(server.uri("/"))).join();
        }
        assertThat(server.connections).hasValue(1);
        assertThat(port.inFlight()).isZero();
    }

    @Test
    void theResultIsCompletedOnAWorkerThread() throws Exception {
        var go = new CompletableFuture<Void>();
        var server = server(peer -> {
            peer.request();
            go.join();
            peer.send(RawServer.ok("x")).silence();
        });
        var thread = new AtomicReference<String>();
        var done = port.send(get(server.uri("/")))
                .thenAccept(r -> thread.set(Thread.currentThread().getName()));
        go.complete(null);
        done.join();
        assertThat(thread.get()).startsWith("serai-http-");
    }

    @Test
    void aClosedPortTakesNoCalls() throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("x")));
        port.close();
        assertThat(fault(port.send(get(server.uri("/")))).kind()).isEqualTo(HttpFault.Kind.CANCELLED);
        assertThat(port.inFlight()).isZero();
    }

    @Test
    void closingThePortEndsWhatIsInFlight() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.silence();
        });
        var call = port.send(get(server.uri("/")));
        await().until(() -> server.requests.size() == 1);
        port.close();
        assertThat(fault(call).kind()).isEqualTo(HttpFault.Kind.CANCELLED);
        await().until(() -> server.hungUp.get() == 1);
    }

    @Test
    void cancellingTheFutureClosesTheConnection() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.silence();
        });
        var call = port.send(get(server.uri("/")));
        await().until(() -> server.requests.size() == 1);
        call.cancel(true);
        await().until(() -> server.hungUp.get() == 1);
        assertThat(port.inFlight()).isZero();
        assertThatThrownBy(call::join).isInstanceOf(CancellationException.class);
    }
}
