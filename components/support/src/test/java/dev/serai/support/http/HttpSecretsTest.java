package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every secret in here has the word "hush" in it, and none of it may be seen anywhere. */
class HttpSecretsTest extends HttpPortFixture {

    private HttpCall secretive(int port) {
        return HttpCall.post(
                        URI.create("http://hush:hush@127.0.0.1:" + port + "/p?api_key=hush"),
                        HttpBody.bytes("hush".getBytes()))
                .header("Authorization", "Bearer hush")
                .build();
    }

    private static String everything(Throwable thrown) {
        var all = new StringWriter();
        thrown.printStackTrace(new PrintWriter(all));
        return all.toString();
    }

    @Test
    void aCallShowsNone() {
        assertThat(secretive(1).toString())
                .contains("POST", "127.0.0.1:1/p", "Authorization", "4 bytes")
                .doesNotContain("hush");
    }

    @Test
    void bodiesShowNone() {
        assertThat(HttpBody.file(Path.of("hush")).toString()).doesNotContain("hush");
        assertThat(HttpBody.stream(InputStream.nullInputStream(), 0).toString()).isEqualTo("a stream");
        assertThat(HttpBody.multipart().field("hush", "hush").build().toString())
                .doesNotContain("hush");
    }

    @Test
    void aReplyShowsNone() {
        var reply = new HttpReply(200, Map.of("Set-Cookie", List.of("hush"), "A", List.of("b")), "hush".getBytes());
        assertThat(reply.toString())
                .contains("200", "Set-Cookie", "A=[b]", "4 bytes")
                .doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "hush\r\n\r\n",
                "HTTP/1.1 hush\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: hush\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhush",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nhush\r\n"
            })
    void faultsShowNoneInMessagesCausesAndUri(String response) throws Exception {
        var server = server(peer -> {
            peer.request();
            peer.send(response);
        });
        var fault = fault(port.send(secretive(server.port())));
        assertThat(everything(fault)).contains("POST http://***@127.0.0.1").doesNotContain("hush");
        assertThat(fault.uri().toString()).doesNotContain("hush");
    }

    @Test
    void aRefusedConnectionShowsNone() throws Exception {
        assertThat(everything(fault(port.send(secretive(1))))).doesNotContain("hush");
    }

    @Test
    void aStreamShowsNone() throws Exception {
        var server = kept(RawServer.answering("HTTP/1.1 200 OK\r\nSet-Cookie: hush\r\nContent-Length: 4\r\n\r\nhush"));
        assertThat(port.open(secretive(server.port())).join().toString()).doesNotContain("hush");
    }

    @Test
    void aBodyThatCantBeReadShowsNone() throws Exception {
        var server = server(RawServer.Peer::silence);
        var call = HttpCall.post(server.uri("/"), HttpBody.file(Path.of("/nowhere/hush")))
                .build();
        var fault = fault(port.send(call));
        assertThat(fault.kind()).isEqualTo(HttpFault.Kind.PROTOCOL);
        assertThat(everything(fault)).doesNotContain("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hush\r\nX: y", "hush\n", "hush\r", "hush\0", "hush\u007f"})
    void aHeaderThatWouldBreakItsLineIsRefusedWithoutBeingShown(String value) {
        assertThatThrownBy(() ->
                        HttpCall.get(URI.create("http://h/")).header("A", value).build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'A'")
                .hasMessageNotContaining("hush");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "GET /x\r\nA: b", "G ET", "CONNECT", "GÉT"})
    void aMethodThatIsNoTokenIsRefused(String method) {
        assertThatThrownBy(
                        () -> HttpCall.builder(method, URI.create("http://h/")).build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:", "a\r\n", "", "ä"})
    void aHeaderNameThatIsNoTokenIsRefused(String name) {
        assertThatThrownBy(() ->
                        HttpCall.get(URI.create("http://h/")).header(name, "x").build())
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "Connection", "Expect", "Upgrade"})
    void aHeaderOfTheConnectionIsRefused(String name) {
        assertThatThrownBy(() ->
                        HttpCall.get(URI.create("http://h/")).header(name, "x").build())
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///hush",
                "ftp://u:hush@h/",
                "/p?key=hush",
                "http:///p?key=hush",
                "http://my_host/?key=hush",
                "mailto:a@b?key=hush"
            })
    void onlyHttpUrisWithAHostAreTaken(String uri) {
        var thrown = catchThrowable(() -> HttpCall.get(URI.create(uri)).build());
        assertThat(thrown).isInstanceOf(IllegalArgumentException.class);
        if (!uri.startsWith("file")) {
            assertThat(thrown).hasMessageNotContaining("hush");
        }
    }
}
