package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SocketTest extends SocketFixture {

    @Test
    void textAndBinaryGoBothWays() throws Exception {
        var server = server(peer -> {
            peer.consent();
            var text = peer.read();
            var bytes = peer.read();
            peer.text("heard " + text.text() + " " + text.kind())
                    .binary(("heard " + bytes.text() + " " + bytes.kind()).getBytes(StandardCharsets.UTF_8));
            peer.listen();
        });
        var link = link(server);
        link.request(2);
        link.send("grüß 😀");
        link.send("raw".getBytes(StandardCharsets.UTF_8));
        ear.hears(2);
        assertThat(ear.heard).containsExactly("heard grüß 😀 1", "bytes heard raw 2");
        assertThat(ear.threads).allMatch(name -> name.startsWith("serai-http-"));
    }

    @Test
    void theHandshakeCarriesHeadersProtocolAndUserAgent() throws Exception {
        var server = server(peer -> {
            peer.consent("Sec-WebSocket-Protocol: two").listen();
        });
        var call = SocketCall.builder(server.uri("/a?b=c"))
                .header("X-Info", "y")
                .protocol("one")
                .protocol("two")
                .build();
        var link = port.connect(call, ear).join();
        assertThat(link.protocol()).isEqualTo("two");
        assertThat(link.isOpen()).isTrue();
        assertThat(server.heads.get(0).toLowerCase())
                .startsWith("get /a?b=c http/1.1")
                .contains("x-info: y", "user-agent: serai", "sec-websocket-protocol: one, two");
    }

    @Test
    void noMessageComesUnasked() throws Exception {
        var server = server(peer -> {
            peer.consent();
            for (var i = 1; i <= 5; i++) {
                peer.text("m" + i);
            }
            // the answer to a ping shows that the client has had time to see the others
            peer.listen();
        });
        var link = link(server);
        link.request(2);
        ear.hears(2);
        await().during(SHORT).until(() -> ear.heard.size() == 2);
        link.request(1);
        ear.hears(3);
        link.request(Long.MAX_VALUE);
        link.request(Long.MAX_VALUE);
        ear.hears(5);
        assertThat(ear.heard).containsExactly("m1", "m2", "m3", "m4", "m5");
    }

    @Test
    void aMessageInManyFramesIsOne() throws Exception {
        var server = server(peer -> {
            peer.consent()
                    .frame(SocketServer.TEXT, false, "a".getBytes())
                    .frame(0, false, "b".getBytes())
                    .frame(SocketServer.PING, true, new byte[0])
                    .frame(0, true, "c".getBytes())
                    .text("d".repeat(100_000))
                    .text("");
            peer.listen();
        });
        link(server).request(3);
        ear.hears(3);
        assertThat(ear.heard).containsExactly("abc", "d".repeat(100_000), "");
    }

    @Test
    void pingsAreAnswered() throws Exception {
        var kinds = new CopyOnWriteArrayList<Integer>();
        var server = server(peer -> {
            peer.consent().frame(SocketServer.PING, true, "p".getBytes());
            kinds.add(peer.read().kind());
            peer.listen();
        });
        link(server).request(1);
        await().until(() -> kinds.contains(SocketServer.PONG));
    }

    @Test
    void aThousandSendsLeaveInOrder() throws Exception {
        var received = new CopyOnWriteArrayList<String>();
        var server = server(peer -> {
            peer.consent();
            while (true) {
                received.add(peer.read().text());
            }
        });
        var link = link(server);
        for (var i = 0; i < 1000; i++) {
            link.send("m" + i);
        }
        await().until(() -> received.size() == 1000);
        for (var i = 0; i < 1000; i++) {
            assertThat(received.get(i)).isEqualTo("m" + i);
        }
    }

    @Test
    void anOversizeMessageEndsTheConnection() throws Exception {
        var server = server(peer -> {
            peer.consent();
            while (true) {
                peer.frame(SocketServer.TEXT, false, new byte[0]);
                while (true) {
                    peer.frame(0, false, "x".repeat(100).getBytes());
                }
            }
        });
        link(server, limits -> limits.withMaxMessage(1000)).request(1);
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        assertThat(ear.fault()).hasMessageContaining("1000 bytes");
        await().until(() -> server.ended.get() == 1);
    }

    @Test
    void theLimitCountsBytesAndNotCharacters() throws Exception {
        var server = server(peer -> {
            peer.consent().text("é".repeat(6)).text("é😀é".repeat(2));
            peer.listen();
        });
        link(server, limits -> limits.withMaxMessage(12)).request(2);
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.TOO_LARGE);
        assertThat(ear.heard).containsExactly("éééééé");
    }

    @Test
    void whatWaitsToBeSentIsBounded() throws Exception {
        var server = server(peer -> {
            peer.consent().silence();
        });
        var link = link(server, limits -> limits.withMaxQueued(20 << 20));
        link.send(new byte[19 << 20]);
        assertThat(kind(link.send(new byte[2 << 20]))).isEqualTo(HttpFault.Kind.TOO_LARGE);
        assertThat(link.isOpen()).isTrue();
    }

    @Test
    void aCloseIsSentAndAnswered() throws Exception {
        var kinds = new CopyOnWriteArrayList<String>();
        var server = server(peer -> {
            peer.consent();
            for (var frame = peer.read(); ; frame = peer.read()) {
                kinds.add(frame.kind() + frame.text().replaceAll("[^a-z]", ""));
                if (frame.kind() == SocketServer.CLOSE) {
                    peer.text("too late").closing(1000, "bye too");
                }
            }
        });
        var link = link(server);
        link.send("last");
        link.close(1000, "bye");
        link.close(1000, "again");
        assertThat(ear.close()).isEqualTo("1000 bye too");
        assertThat(kinds).containsExactly("1last", "8bye");
        assertThat(ear.heard).isEmpty();
        assertThat(link.isOpen()).isFalse();
        assertThat(kind(link.send("no"))).isEqualTo(HttpFault.Kind.CANCELLED);
        await().until(() -> port.sockets() == 0);
        assertThat(ear.faults).isEmpty();
    }

    @Test
    void aCloseThatNobodyAnswersEndsAllTheSame() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        link(server, limits -> limits.withClosing(SHORT)).close(1000, "bye");
        assertThat(ear.fault()).hasMessageContaining("didn't answer the close");
        await().until(() -> server.ended.get() == 1);
    }

    @Test
    void theServersCloseIsHeard() throws Exception {
        var server = server(peer -> {
            peer.consent().text("a").closing(1011, "out of memory").listen();
        });
        link(server).request(2);
        assertThat(ear.close()).isEqualTo("1011 out of memory");
        assertThat(ear.heard).containsExactly("a");
    }

    @Test
    void aCutConnectionIsAFault() throws Exception {
        var server = server(peer -> {
            peer.consent().text("a");
            peer.read();
        });
        var link = link(server);
        link.request(2);
        ear.hears(1);
        link.send("hang up");
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(ear.heard).containsExactly("a");
        assertThat(ear.closes).isEmpty();
        assertThat(ear.faults).hasSize(1);
    }

    @Test
    void bytesThatAreNoFramesAreAFault() throws Exception {
        var server = server(peer -> {
            peer.consent().raw(new byte[] {(byte) 0xff, (byte) 0xff, 0, 0}).listen();
        });
        link(server).request(1);
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.PROTOCOL);
    }

    @Test
    void textThatIsNoUtf8IsAFault() throws Exception {
        var server = server(peer -> {
            peer.consent().frame(SocketServer.TEXT, true, new byte[] {(byte) 0xc3, (byte) 0x28});
            peer.listen();
        });
        link(server).request(1);
        assertThat(ear.fault().kind()).isIn(HttpFault.Kind.PROTOCOL, HttpFault.Kind.CUT);
    }

    @Test
    void abortEndsAtOnce() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        var link = link(server);
        link.abort();
        assertThat(ear.fault().kind()).isEqualTo(HttpFault.Kind.CANCELLED);
        await().until(() -> server.ended.get() == 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 429, 500, 200, 302})
    void aRefusalNamesTheStatusAndNoSecret(int status) throws Exception {
        var server = server(peer -> {
            peer.head();
            peer.raw(("HTTP/1.1 " + status + " No\r\nRetry-After: 7\r\nContent-Length: 4\r\n\r\nhush").getBytes());
            peer.silence();
        });
        var failure = failure(connect(server.uri("/socket?apikey=hush"), limits -> limits));
        assertThat(failure).isInstanceOf(SocketRefused.class);
        var refused = (SocketRefused) failure;
        assertThat(refused.status()).isEqualTo(status);
        assertThat(refused.retryAfter()).contains("7");
        assertThat(everything(refused)).contains("apikey=***").doesNotContain("hush");
        assertThat(refused.uri().toString()).doesNotContain("hush");
        assertThat(port.sockets()).isZero();
    }

    @Test
    void aServerThatSaysNothingIsAFaultOfTheConnectLimit() throws Exception {
        var server = server(peer -> {
            peer.head();
            peer.silence();
        });
        assertThat(kind(connect(server.uri("/"), limits -> limits.withConnect(SHORT))))
                .isEqualTo(HttpFault.Kind.CONNECT_TIMEOUT);
    }

    @Test
    void aConsentWithTheWrongKeyIsAFault() throws Exception {
        var server = server(peer -> {
            peer.head();
            peer.raw(
                    ("HTTP/1.1 101 Yes\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: x\r\n\r\n")
                            .getBytes());
            peer.silence();
        });
        assertThat(kind(connect(server.uri("/"), limits -> limits))).isEqualTo(HttpFault.Kind.PROTOCOL);
    }

    @Test
    void aRefusedConnectionIsAFault() throws Exception {
        assertThat(kind(connect(URI.create("ws://127.0.0.1:1/"), limits -> limits)))
                .isEqualTo(HttpFault.Kind.REFUSED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"wss://8.8.8.8/s?apikey=hush", "ws://169.254.169.254/?apikey=hush"})
    void addressesOffTheEgressListArentDialled(String uri) {
        var failure = failure(connect(URI.create(uri), limits -> limits));
        assertThat(((HttpFault) failure).kind()).isEqualTo(HttpFault.Kind.EGRESS);
        assertThat(everything(failure)).doesNotContain("hush");
        assertThat(port.sockets()).isZero();
    }

    @Test
    void thePortOfASecureSocketIsTheOneThatTheEgressListIsAskedAbout() {
        try (var picky = HttpPort.builder()
                .egress(EgressPolicy.of(List.of("nowhere.invalid:443")))
                .build()) {
            var call = SocketCall.builder(URI.create("wss://nowhere.invalid/")).build();
            assertThat(kind(picky.connect(call, ear))).isNotEqualTo(HttpFault.Kind.EGRESS);
        }
    }

    @Test
    void toCancelTheFutureEndsTheAttempt() throws Exception {
        var server = server(peer -> {
            peer.head();
            peer.listen();
        });
        var opening = connect(server.uri("/"), limits -> limits);
        await().until(() -> server.heads.size() == 1);
        opening.cancel(true);
        assertThat(port.sockets()).isZero();
        assertThat(ear.faults).isEmpty();
    }

    @Test
    void aClosedPortEndsItsSocketsAndTakesNoMore() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        var link = link(server);
        port.close();
        assertThat(ear.fault()).hasMessageContaining("the port is closed");
        assertThat(link.isOpen()).isFalse();
        assertThat(kind(connect(server.uri("/"), limits -> limits))).isEqualTo(HttpFault.Kind.CANCELLED);
    }

    @Test
    void nothingShowsSecrets() {
        var call = SocketCall.builder(URI.create("wss://hush:hush@h/s?apikey=hush&vsn=2.0.0"))
                .header("Authorization", "Bearer hush")
                .build();
        assertThat(call.toString()).contains("vsn=2.0.0", "Authorization").doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://h/", "/path", "ws:///x", "mailto:a@b"})
    void onlyWebSocketUrisWithAHostAreTaken(String uri) {
        assertThatThrownBy(() -> SocketCall.builder(URI.create(uri)).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Sec-WebSocket-Key", "sec-websocket-protocol", "Upgrade", "Host"})
    void headersOfTheHandshakeAreRefused(String name) {
        assertThatThrownBy(() -> SocketCall.builder(URI.create("ws://h/"))
                        .header(name, "x")
                        .build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @Test
    void closesThatCannotBeSentAreRefused() throws Exception {
        var server = server(peer -> {
            peer.consent().listen();
        });
        var link = link(server);
        assertThatThrownBy(() -> link.close(1006, "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link.close(1000, "é".repeat(62))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> link.request(0)).isInstanceOf(IllegalArgumentException.class);
        assertThat(link.isOpen()).isTrue();
    }

    private static String everything(Throwable thrown) {
        var all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        return all.toString();
    }
}
