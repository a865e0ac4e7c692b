package dev.serai.support.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpBodyTest extends HttpPortFixture {

    @TempDir
    Path folder;

    private RawServer.Request sent(HttpBody body) throws Exception {
        var server = kept(RawServer.answering(RawServer.ok("")));
        port.send(HttpCall.post(server.uri("/"), body).build()).join();
        return server.requests.get(0);
    }

    @Test
    void aFileIsSentWithItsLength() throws Exception {
        var bytes = new byte[100_000];
        Arrays.fill(bytes, (byte) 'f');
        var request = sent(HttpBody.file(Files.write(folder.resolve("f"), bytes)));
        assertThat(request.head()).containsIgnoringCase("Content-Length: 100000");
        assertThat(request.body()).isEqualTo(bytes);
    }

    @Test
    void aStreamOfUnknownLengthIsSentInChunks() throws Exception {
        var request = sent(HttpBody.stream(new ByteArrayInputStream("abc".getBytes()), -1));
        assertThat(request.head()).containsIgnoringCase("Transfer-Encoding: chunked");
        assertThat(request.text()).isEqualTo("abc");
    }

    @Test
    void aStreamOfKnownLengthIsSentWithItAndClosed() throws Exception {
        var closed = new AtomicBoolean();
        var stream = new ByteArrayInputStream("abc".getBytes()) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        assertThat(sent(HttpBody.stream(stream, 3)).head()).containsIgnoringCase("Content-Length: 3");
        assertThat(closed).isTrue();
    }

    @Test
    void aStreamOfTheWrongLengthIsAFault() throws Exception {
        for (var announced : new long[] {2, 4}) {
            var server = server(RawServer.Peer::silence);
            var body = HttpBody.stream(new ByteArrayInputStream("abc".getBytes()), announced);
            assertThat(fault(port.send(HttpCall.post(server.uri("/"), body).build()))
                            .kind())
                    .isEqualTo(HttpFault.Kind.PROTOCOL);
        }
    }

    @Test
    void aStreamThatFailsIsAFaultThatIsNotTriedAgain() throws Exception {
        var server = server(RawServer.Peer::silence);
        var failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("mine");
            }
        };
        var call = HttpCall.post(server.uri("/"), HttpBody.stream(failing, -1))
                .repeatable(true)
                .retry(RetryPolicy.attempts(3))
                .build();
        assertThat(fault(port.send(call)).kind()).isEqualTo(HttpFault.Kind.PROTOCOL);
        assertThat(server.connections).hasValue(1);
    }

    @Test
    void aFormHasItsPartsInOrderAndItsLength() throws Exception {
        var file = Files.writeString(folder.resolve("a.txt"), "from a file");
        var form = HttpBody.multipart()
                .field("model", "ü")
                .file("file", file, "text/plain")
                .file("blob", "b.bin", null, HttpBody.stream(new ByteArrayInputStream("raw".getBytes()), 3))
                .build();
        var request = sent(form);
        var boundary = form.contentType().substring(form.contentType().indexOf('=') + 1);
        assertThat(request.head())
                .contains("Content-Type: multipart/form-data; boundary=" + boundary)
                .containsIgnoringCase("Content-Length: " + form.length());
        assertThat(request.text())
                .isEqualTo("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"model\"\r\n\r\nü\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\nContent-Type: text/plain"
                        + "\r\n\r\nfrom a file\r\n--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"blob\"; filename=\"b.bin\""
                        + "\r\nContent-Type: application/octet-stream\r\n\r\nraw\r\n--" + boundary + "--\r\n");
        assertThat(form.replayable()).isFalse();
        assertThat(form.sendable()).isFalse();
    }

    @Test
    void aFormWithAPartOfUnknownLengthIsSentInChunks() throws Exception {
        var form = HttpBody.multipart()
                .file("f", "f", "a/b", HttpBody.stream(new ByteArrayInputStream("raw".getBytes()), -1))
                .build();
        assertThat(sent(form).head()).containsIgnoringCase("Transfer-Encoding: chunked");
    }

    @Test
    void namesInAFormCantBreakItsLines() {
        var form = HttpBody.multipart().field("a\"\r\nX: y", "v").build();
        assertThat(form.open())
                .asString(java.nio.charset.StandardCharsets.UTF_8)
                .contains("name=\"a%22%0D%0AX: y\"\r\n");
        assertThatThrownBy(() -> HttpBody.multipart().file("a", "b", "c\r\nd", HttpBody.none()))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
