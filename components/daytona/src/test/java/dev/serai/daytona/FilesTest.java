package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.serai.daytona.TestServer.Answer;
import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.daytona.client.FileStream;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.ExchangePattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Files into a sandbox and out of it. */
@Timeout(60)
class FilesTest {

    private static final String UPLOADED = "{\"files\":[{\"path\":\"/w/a.txt\",\"bytes\":5}]}";

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer()
                .withSandbox()
                .on("POST", "/toolbox/{id}/files/bulk-upload", Answer.json(200, UPLOADED));
        routes = new Routes(server);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    @Test
    void whateverTheBodyIsItBecomesAFile(@TempDir Path folder) throws Exception {
        var file = Files.writeString(folder.resolve("x"), "hello");
        for (var body : List.of(
                "hello",
                "hello".getBytes(),
                new ByteArrayInputStream("hello".getBytes()),
                file,
                file.toFile(),
                Map.of("content", "hello", "path", "/elsewhere"))) {
            assertThat(routes.ask("daytona:files/upload?sandbox=box1&path=/w/a.txt", body))
                    .as(body.getClass().getSimpleName())
                    .isEqualTo(List.of(Map.of("path", "/w/a.txt", "bytes", 5)));
            assertThat(server.last().body()).isEqualTo("hello");
            // What the route has fixed, a body does not change.
            assertThat(server.last().field()).isEqualTo("/w/a.txt");
        }
    }

    @Test
    void manyFilesGoInOneRequest() {
        var files = new LinkedHashMap<String, Object>();
        files.put("/w/a.txt", "one");
        files.put("/w/b.bin", new byte[] {'2'});
        routes.ask("daytona:files/upload?sandbox=box1", files);
        assertThat(server.asked("POST", "/bulk-upload")).hasSize(1);
        assertThat(server.last().body()).isEqualTo("one2");
        assertThat(server.last().field()).isEqualTo("/w/a.txt");
    }

    @Test
    void anUploadNeedsAPath() {
        assertThat(routes.fails("daytona:files/upload?sandbox=box1", "x").getId())
                .isEqualTo("DAYTONA-006");
        assertThat(routes.fails("daytona:files/upload?sandbox=box1&path=/a", null)
                        .getId())
                .isEqualTo("DAYTONA-004");
    }

    @Test
    void aFileIsStreamedAsItComes() throws Exception {
        var content = "0123456789".repeat(100_000);
        server.on("GET", "/toolbox/{id}/files/download", Answer.of(200, "application/octet-stream", content));
        try (var input = (InputStream)
                routes.ask("daytona:files/download?sandbox=box1&stream=true&path=/w/big file&maxResponseSize=1000")) {
            assertThat(new String(input.readAllBytes())).isEqualTo(content);
        }
        assertThat(server.last().query()).containsExactly("path=/w/big file");
    }

    @Test
    void aStreamThatBreaksIsAFailureOfItsReader() throws Exception {
        server.on("GET", "/toolbox/{id}/files/download", Answer.half("abc"));
        try (var input = (InputStream) routes.ask("daytona:files/download?sandbox=box1&stream=true&path=/w/a")) {
            assertThatThrownBy(input::readAllBytes).hasMessageContaining("DAYTONA-10");
        }
    }

    @Test
    void missingFilesStandBesideThoseThatCame() {
        server.on("POST", "/toolbox/{id}/files/bulk-download", Answer.of(200, "multipart/form-data; boundary=B", """
                        --B\r
                        Content-Disposition: form-data; name="file"; filename="/w/a"\r
                        Content-Length: 8\r
                        \r
                        one\r
                        --B\r
                        --B\r
                        Content-Disposition: form-data; name="error"; filename="x"; filename*=utf-8''%2Fw%2Fb%20c\r
                        Content-Type: application/json\r
                        \r
                        {"statusCode":403,"message":"permission denied","code":"PERMISSION_DENIED"}\r
                        --B--\r
                        """));
        var exchange = routes.exchange("daytona:files/download?sandbox=box1&paths=/w/a,/w/b c", null, Map.of());
        var files = (Map<?, ?>) exchange.getMessage().getBody();
        // The length that a part tells keeps what looks like an end within it.
        assertThat(new String((byte[]) files.get("/w/a"))).isEqualTo("one\r\n--B");
        assertThat(exchange.getMessage()
                        .getHeader(DaytonaConstants.FILE_ERRORS, Map.class)
                        .get("/w/b c"))
                .asString()
                .contains("DAYTONA-403")
                .contains("permission denied");
    }

    @Test
    void manyFilesComeOneAfterTheOther() throws Exception {
        var large = "0123456789".repeat(50_000);
        server.on(
                "POST",
                "/toolbox/{id}/files/bulk-download",
                Answer.of(
                        200,
                        "multipart/form-data; boundary=\"B\"",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/a\"\r\n\r\n" + large
                                + "\r\n-\r\n--\r\n--B\r\n"
                                + "Content-Disposition: form-data; name=\"error\"; filename=\"/b\"\r\n\r\n{}\r\n--B\r\n"
                                + "Content-Disposition: form-data; name=\"file\"; filename=\"/c\"\r\nContent-Length: 0\r\n\r\n\r\n--B--\r\n"));
        try (var files = (FileStream) routes.ask("daytona:files/download?sandbox=box1&stream=true&paths=/a,/b,/c")) {
            assertThat(files.next().required()).asString().isEqualTo(large + "\r\n-\r\n--");
            var missing = files.next();
            assertThat(missing.path()).isEqualTo("/b");
            assertThat(missing.error().getId()).isEqualTo("DAYTONA-401");
            assertThat(files.next().content()).isEmpty();
            assertThat(files.hasNext()).isFalse();
        }
        var tooLarge = (FileStream)
                routes.ask("daytona:files/download?sandbox=box1&stream=true&paths=/a&maxResponseSize=1000");
        assertThatThrownBy(tooLarge::next).hasMessageContaining("DAYTONA-405").hasMessageContaining("1000 bytes");
        server.on(
                "POST",
                "/toolbox/{id}/files/bulk-download",
                Answer.of(
                        200,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"\r\nContent-Length: 9\r\n\r\nab"));
        var cut = (FileStream) routes.ask("daytona:files/download?sandbox=box1&stream=true&paths=/a");
        assertThatThrownBy(cut::next).hasMessageContaining("DAYTONA-405").hasMessageContaining("shorter");
    }

    @Test
    void filesThatNobodyWaitsForHoldNoConnection() {
        server.on(
                "POST",
                "/toolbox/{id}/files/bulk-download",
                Answer.of(
                        200,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"/a\"\r\n\r\nx\r\n--B--\r\n"));
        var uri = "daytona:files/download?sandbox=box1&stream=true&paths=/a";
        var exchange = routes.context().createProducerTemplate().send(uri, ExchangePattern.InOnly, empty -> {});
        assertThat(exchange.getException()).isNull();
        assertThat((FileStream) exchange.getMessage().getBody()).isExhausted();
        var late = (FileStream) routes.ask(uri);
        late.giveUp(new DaytonaException(DaytonaError.STALLED, "too late"));
        assertThatThrownBy(late::hasNext).hasMessageContaining("DAYTONA-105").hasMessageContaining("too late");
    }

    @Test
    void anAnswerThatIsNoListOfFilesIsNamed() {
        for (var broken : List.of(
                Answer.json(200, "{}"),
                Answer.of(
                        200,
                        "multipart/form-data; boundary=B",
                        "--B\r\nContent-Disposition: form-data; name=\"file\"\r\n\r\ncut"),
                Answer.of(200, "multipart/form-data; boundary=B", ""))) {
            server.on("POST", "/toolbox/{id}/files/bulk-download", broken);
            assertThat(routes.fails("daytona:files/download?sandbox=box1&path=/a", null)
                            .getId())
                    .isEqualTo("DAYTONA-405");
        }
    }

    @Test
    void namesWithQuotesAndLineBreaksStayNames() {
        routes.ask("daytona:files/upload?sandbox=box1", Map.of("/w/a\"\r\nb", "x"));
        assertThat(server.last().body()).isEqualTo("x");
        assertThat(server.last().field()).isEqualTo("/w/a\"\r\nb");
    }
}
