package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpPortFaultTest extends HttpPortFixture {

    private RawServer saying(String response) throws Exception {
        return server(peer -> {
            peer.request();
            peer.send(response);
        });
    }

    private HttpFault.Kind kindOf(RawServer server) {
        return fault(port.send(get(server.uri("/")))).kind();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhe",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Le",
                ""
            })
    void aResponseThatStopsTooEarlyIsCut(String part) throws Exception {
        assertThat(kindOf(saying(part))).isEqualTo(HttpFault.Kind.CUT);
    }

    @Test
    void aStreamThatStopsTooEarlyGivesItsLinesAndIsCut() throws Exception {
        var server = saying("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\none\ntw");
        var stream = port.open(get(server.uri("/"))).join();
        var reader = Reader.all(stream.lines());
        assertThat(fault(reader.end).kind()).isEqualTo(HttpFault.Kind.CUT);
        assertThat(reader.items).containsExactly("one");
        assertThat(stream.isClosed()).isTrue();
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void aResetInTheMiddleIsCut() throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\none\n").reset();
        });
        assertThat(kindOf(server)).isEqualTo(HttpFault.Kind.CUT);
    }

    @Test
    void aBodyWithoutALengthEndsWithItsConnection() throws Exception {
        assertThat(port.send(get(saying("HTTP/1.0 200 OK\r\n\r\nall of it").uri("/")))
                        .join()
                        .text())
                .isEqualTo("all of it");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello\r\n"
            })
    void garbageIsAProtocolFault(String garbage) throws Exception {
        var server = saying(garbage);
        assertThat(kindOf(server)).isEqualTo(HttpFault.Kind.PROTOCOL);
        await().until(() -> port.inFlight() == 0);
    }

    @Test
    void aPortThatNobodyListensOnIsRefused() throws Exception {
        var fault = fault(port.send(get(URI.create("http://127.0.0.1:1/"))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.REFUSED);
        assertThat(fault.nothingSent()).isTrue();
    }

    @Test
    void aNameWithoutAnAddressIsAnUnknownHost() {
        var fault = fault(port.send(get(URI.create("http://nobody.invalid/"))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.UNKNOWN_HOST);
        assertThat(fault.nothingSent()).isTrue();
        assertThat(fault).hasMessageContaining("nobody.invalid");
    }

    @Test
    void aListedNameWithoutAnAddressIsAnUnknownHostToo() {
        try (var own = HttpPort.builder()
                .egress(EgressPolicy.of(java.util.List.of("*.invalid")))
                .build()) {
            assertThat(fault(own.send(get(URI.create("http://nobody.invalid/"))))
                            .kind())
                    .isEqualTo(HttpFault.Kind.UNKNOWN_HOST);
        }
    }

    @Test
    void whatMayNotBeReachedIsNotConnectedTo() {
        var fault = fault(port.open(get(URI.create("http://169.254.169.254/latest/meta-data"))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.EGRESS);
        assertThat(fault).hasMessageContaining("169.254.169.254").hasMessageContaining("serai.egress.allow");
    }

    @Test
    void tlsToAPlainServerIsAProtocolFault() throws Exception {
        var server = server(peer -> peer.send("HTTP/1.1 400 Bad Request\r\n\r\n"));
        var fault = fault(port.send(get(URI.create("https://127.0.0.1:" + server.port() + "/"))));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.PROTOCOL);
    }
}
