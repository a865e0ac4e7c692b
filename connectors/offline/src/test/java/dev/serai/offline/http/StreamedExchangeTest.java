package dev.serai.offline.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.ReceivedRequest.Ending;
import io.vertx.core.http.ServerWebSocket;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that go from the connection into files and back, and WebSockets. */
class StreamedExchangeTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final int MOST = 20;

    @TempDir
    Path folder;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final List<String> parts = new ArrayList<>();
    private LoopbackServer server;
    private Path file;

    @BeforeEach
    void start() {
        file = folder.resolve("file");
        var routes = new Routes(e -> e.send(404, "text/plain", "no path"), e -> e.send(405, "text/plain", "no method"))
                .on("POST", "/streamed/file", e -> e.receiveTo(file, MOST, size -> told(e, size)))
                .on("POST", "/streamed/large", e -> e.receiveTo(file, Long.MAX_VALUE, size -> told(e, size)))
                .on("POST", "/streamed/end", e -> e.appendTo(file, MOST, size -> told(e, size)))
                .on("POST", "/streamed/full", e -> e.receiveTo(Path.of("/dev/full"), MOST, size -> told(e, size)))
                .on("POST", "/streamed/nowhere", e -> e.receiveTo(folder.resolve("a/b"), MOST, size -> told(e, size)))
                .on("POST", "/streamed/parts", this::takeParts)
                .on("POST", "/streamed/refused", e -> e.send(403, "text/plain", "refused"))
                .on("POST", "/whole", e -> e.send(200, "text/plain", e.body().length + e.formField("a")))
                .on("POST", "/whole/streamed", e -> e.receiveTo(file, MOST, size -> told(e, size)))
                .on("GET", "/file", e -> e.sendFile(206, "text/plain", file, 2, 3))
                .on("HEAD", "/file", e -> e.sendFile(206, "text/plain", file, 2, 3))
                .on("GET", "/gone", e -> e.sendFile(200, "text/plain", folder.resolve("gone"), 0, 3));
        var hooks = new Hooks((method, path) -> path.startsWith("/streamed"), StreamedExchangeTest::connect, MOST);
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(10),
                routes::handle,
                (exchange, failure) -> exchange.send(500, "text/plain", failure.getMessage()),
                hooks);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private static void told(Exchange exchange, long size) {
        exchange.send(200, "text/plain", size + " " + exchange.receivedType() + " " + exchange.receivedName());
    }

    private void takeParts(Exchange exchange) {
        exchange.onBody(
                part -> {
                    parts.add(part.toString());
                    exchange.pauseBody();
                    exchange.after(Duration.ofMillis(1), exchange::resumeBody);
                },
                () -> exchange.send(200, "text/plain", String.join("", parts)));
    }

    private static void connect(ServerWebSocket socket) {
        if (socket.path().equals("/refused")) {
            socket.reject(403);
        } else {
            socket.textMessageHandler(text -> socket.writeTextMessage("got " + text));
        }
    }

    @Test
    void aBodyGoesIntoAFile() throws Exception {
        Files.writeString(file, "what was there before");
        assertThat(post("/streamed/file", "0123456789").body()).isEqualTo("10 null null");
        assertThat(file).hasContent("0123456789");
        assertThat(server.requests().last().body()).isEmpty();
    }

    @Test
    void aBodyGoesToTheEndOfAFile() throws Exception {
        Files.writeString(file, "abc");
        assertThat(post("/streamed/end", "def").body()).isEqualTo("3 null null");
        assertThat(file).hasContent("abcdef");
    }

    @Test
    void theFirstFileOfAFormIsTaken() throws Exception {
        assertThat(form("/streamed/file", field("a", "1") + part("x.txt", "first") + part("y.txt", "second"))
                        .body())
                .isEqualTo("5 text/x x.txt");
        assertThat(file).hasContent("first");
    }

    @Test
    void aLargeFileOfAFormArrivesWhole() throws Exception {
        var content = "0123456789".repeat(1_000_000);
        assertThat(form("/streamed/large", part("x.txt", content)).body()).startsWith("10000000 ");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void moreThanTheMostIsToldAndNotWritten() throws Exception {
        assertThat(post("/streamed/file", "x".repeat(MOST)).body()).startsWith("20 ");
        assertThat(post("/streamed/file", "x".repeat(MOST + 1)).body()).startsWith("-1 ");
        assertThat(post("/streamed/file", "x".repeat(5_000_000)).body()).startsWith("-1 ");
        assertThat(Files.size(file)).isLessThanOrEqualTo(MOST);
    }

    @Test
    void aDiskThatIsFullIsAFailureOfTheExchange() throws Exception {
        var answer = post("/streamed/full", "0123");
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).isEqualTo("cannot write /dev/full");
        assertThat(post("/streamed/nowhere", "0123").body()).startsWith("cannot write ");
        assertThat(post("/streamed/file", "0123").statusCode()).isEqualTo(200);
    }

    @Test
    void aClientThatLeavesKeepsWhatHasArrived() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /streamed/file HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n0123");
            server.requests().awaitInFlight(1, LIMIT);
        }
        server.requests().awaitCancelled(LIMIT);
        assertThat(server.requests().last().ending()).isEqualTo(Ending.CANCELLED);
    }

    @Test
    void aBodyComesInPartsThatTheHandlerCanHold() throws Exception {
        var text = "0123456789".repeat(100_000);
        assertThat(post("/streamed/parts", text).body()).isEqualTo(text);
        assertThat(parts).hasSizeGreaterThan(5);
    }

    @Test
    void anAnswerMayComeBeforeTheBodyHasEnded() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("POST /streamed/refused HTTP/1.1\r\nHost: x\r\nContent-Length: 6\r\n\r\n012");
            assertThat(raw.statusLine()).isEqualTo("HTTP/1.1 403 Forbidden");
            raw.send("345POST /whole HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\nConnection: close\r\n\r\n01");
            assertThat(raw.everything()).contains("HTTP/1.1 200").endsWith("2null");
        }
    }

    @Test
    void partsOfAFileAreSent() throws Exception {
        Files.writeString(file, "0123456789");
        var answer = send("GET", "/file", "");
        assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("206 234");
        var head = send("HEAD", "/file", "");
        assertThat(head.statusCode() + head.body()).isEqualTo("206");
        assertThat(head.headers().firstValue("Content-Length")).contains("3");
    }

    @Test
    void aFileThatIsGoneBreaksTheAnswerAndNotTheServer() throws Exception {
        try (var raw = new RawClient(server.port())) {
            raw.send("GET /gone HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(raw.everything()).doesNotContain("200 OK");
        }
        assertThat(server.requests().last().ending()).isEqualTo(Ending.CUT);
        assertThat(post("/whole", "1").statusCode()).isEqualTo(200);
    }

    @Test
    void aBodyInMemoryIsNotStreamed() throws Exception {
        assertThat(post("/whole/streamed", "1").body())
                .isEqualTo("the body of POST /whole/streamed is already in memory");
    }

    @Test
    void bodiesInMemoryHaveALimit() throws Exception {
        assertThat(post("/whole", "x".repeat(MOST)).statusCode()).isEqualTo(200);
        var answer = post("/whole", "x".repeat(MOST + 1));
        assertThat(answer.statusCode() + " " + answer.body()).isEqualTo("413 the body is larger than 20 bytes");
        assertThat(form("/whole", part("a.txt", "x".repeat(MOST + 1))).statusCode())
                .isEqualTo(413);
        assertThat(form("/whole", field("a", "x".repeat(MOST + 1))).statusCode())
                .isEqualTo(400);
        assertThat(form("/whole", field("a", "1") + part("a.txt", "12")).body()).isEqualTo("21");
    }

    @Test
    void aFormThatIsNoneIsRefused() throws Exception {
        var form = "multipart/form-data; boundary=b";
        var answer = send("GET", "/whole", field("a", "1"), "Content-Type", form);
        assertThat(answer.statusCode() + " " + answer.body()).startsWith("400 the body cannot be read: ");
        var half = part("a.txt", "1").strip();
        assertThat(send("POST", "/streamed/file", half, "Content-Type", form).body())
                .isEqualTo("the body cannot be read: the form ends within a file");
        assertThat(post("/whole", "1").statusCode()).isEqualTo(200);
    }

    @Test
    void webSocketsAreTakenOrRefused() throws Exception {
        var got = new CompletableFuture<String>();
        var socket = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/live"), new WebSocket.Listener() {
                    @Override
                    public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
                        got.complete(text.toString());
                        return null;
                    }
                })
                .get(20, TimeUnit.SECONDS);
        socket.sendText("hello", true);
        assertThat(got.get(20, TimeUnit.SECONDS)).isEqualTo("got hello");
        socket.abort();
        assertThat(server.requests().last().path()).isEqualTo("/live");
        var refused = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/refused"), new WebSocket.Listener() {});
        assertThat(refused).failsWithin(LIMIT);
        assertThat(server.requests().inFlight()).isZero();
    }

    private HttpResponse<String> form(String path, String parts) throws IOException, InterruptedException {
        return send("POST", path, parts + "--b--\r\n", "Content-Type", "multipart/form-data; boundary=b");
    }

    private static String part(String name, String content) {
        return "--b\r\nContent-Disposition: form-data; name=\"f\"; filename=\"" + name
                + "\"\r\nContent-Type: text/x\r\n\r\n" + content + "\r\n";
    }

    private static String field(String name, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send("POST", path, body);
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    }
}
