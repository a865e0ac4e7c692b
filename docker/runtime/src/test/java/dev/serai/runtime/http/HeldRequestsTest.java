package dev.serai.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.Running;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.platform.http.PlatformHttpConstants;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and answers that take their time: what they may take from the others. */
@Timeout(120)
class HeldRequestsTest {

    private static final CountDownLatch OPEN = new CountDownLatch(1);
    private static final Queue<Flow.Subscriber<? super ChatDelta>> READERS = new ConcurrentLinkedQueue<>();

    private static Running running;
    private static WorkflowEngine engine;

    @BeforeAll
    static void start() throws Exception {
        var variables = Map.of("SERAI_HTTP_THREADS", "2", "SERAI_HTTP_MAX_REQUESTS", "20");
        running = Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo").setBody(simple("<${body}>"));
                from("platform-http:/streamed?useStreaming=true").setBody(simple("<${body}>"));
                from("platform-http:/held")
                        .process(exchange -> exchange.getMessage().setBody(held()));
                from("platform-http:/deltas")
                        .process(exchange ->
                                exchange.getMessage().setBody(ChatStream.of(HeldRequestsTest::publish, () -> {})));
            }
        });
        engine = running.runtime()
                .camel()
                .getRegistry()
                .lookupByNameAndType(PlatformHttpConstants.PLATFORM_HTTP_ENGINE_NAME, WorkflowEngine.class);
    }

    @AfterEach
    void allPlacesAreGivenBack() {
        READERS.clear();
        await().atMost(Duration.ofSeconds(60)).until(engine::isIdle);
    }

    @AfterAll
    static void stop() throws Exception {
        OPEN.countDown();
        running.close();
    }

    private static void publish(Flow.Subscriber<? super ChatDelta> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                READERS.add(subscriber);
            }

            @Override
            public void cancel() {}
        });
    }

    /** As from a server that takes its time. */
    private static InputStream held() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                try {
                    OPEN.await();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
                return -1;
            }
        };
    }

    private static List<CompletableFuture<HttpResponse<String>>> ask(String path, int count) {
        var answers = new ArrayList<CompletableFuture<HttpResponse<String>>>();
        for (int i = 0; i < count; i++) {
            answers.add(running.client()
                    .sendAsync(running.request(path).GET().build(), HttpResponse.BodyHandlers.ofString()));
        }
        return answers;
    }

    private static Socket begin(int length) throws IOException {
        return begin("/echo", length);
    }

    /** A request with the first byte of its body. */
    private static Socket begin(String path, int length) throws IOException {
        var socket = new Socket("127.0.0.1", running.runtime().port());
        socket.getOutputStream()
                .write(("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\nx")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    @Test
    void streamsThatWaitKeepNoThreadFromOtherRequests() throws Exception {
        var streams = ask("/held", 5);
        var deltas = ask("/deltas", 5);
        await().atMost(Duration.ofSeconds(30)).until(() -> READERS.size() == 5);
        assertThat(running.post("/echo", "x").body()).isEqualTo("<x>");
        READERS.forEach(reader -> reader.onError(new IOException("the model has gone")));
        for (var answer : deltas) {
            var response = answer.get(30, TimeUnit.SECONDS);
            assertThat(response.headers().firstValue("Content-Type")).contains("text/event-stream");
            assertThat(response.body()).contains("event: error").doesNotContain("gone");
        }
        OPEN.countDown();
        for (var answer : streams) {
            assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    private static void send(Socket socket, int bytes) throws IOException {
        socket.getOutputStream().write("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitTaken(long bytes) {
        await().atMost(Duration.ofSeconds(30)).until(() -> engine.taken() == bytes);
    }

    private static String status(Socket socket) throws IOException {
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
    }

    @Test
    void whoOnlyAnnouncesMuchKeepsNobodyOut() throws Exception {
        var room = engine.room();
        engine.setRoom(200_000);
        try (var one = begin(1 << 20);
                var other = begin(1 << 20)) {
            awaitTaken(2 * (64 << 10));
            assertThat(running.post("/echo", "x").body()).isEqualTo("<x>");
            assertThat(one.getInputStream().available()).isZero();
            assertThat(other.getInputStream().available()).isZero();
        } finally {
            engine.setRoom(room);
        }
    }

    @Test
    void whatArrivesWithoutRoomIsRefusedAndTheOthersGoOn() throws Exception {
        var room = engine.room();
        engine.setRoom(140_000);
        try (var one = begin(100_000);
                var other = begin(200_000)) {
            awaitTaken(2 * (64 << 10));
            send(one, 69_999);
            awaitTaken(70_000 + (64 << 10));
            // With the first byte one more than there is room for, and all that is sent, so that nothing is left
            // unread.
            send(other, 70_000);
            assertThat(new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 503")
                    .contains("RUNTIME-108");
            awaitTaken(70_000);
            send(one, 30_000);
            var answer = new String(one.getInputStream().readNBytes(100_002), StandardCharsets.US_ASCII);
            assertThat(answer).startsWith("HTTP/1.1 200");
        } finally {
            engine.setRoom(room);
        }
    }

    @Test
    void aBodyOfUnknownLengthTakesUpWhatItHas() throws Exception {
        var body = HttpRequest.BodyPublishers.ofInputStream(
                () -> new ByteArrayInputStream("abc".getBytes(StandardCharsets.US_ASCII)));
        var answer = running.client()
                .sendAsync(running.request("/deltas").POST(body).build(), HttpResponse.BodyHandlers.ofString());
        await().atMost(Duration.ofSeconds(30)).until(() -> READERS.size() == 1);
        assertThat(engine.taken()).isEqualTo(3);
        READERS.forEach(reader -> reader.onError(new IOException("the model has gone")));
        assertThat(answer.get(30, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    @Test
    void aStreamThatBreaksOffKeepsNoPlace() throws Exception {
        try (var broken = begin("/streamed", 10)) {
            await().atMost(Duration.ofSeconds(30)).until(() -> !engine.isIdle());
        }
        await().atMost(Duration.ofSeconds(30)).until(engine::isIdle);
        assertThat(running.post("/streamed", "x").body()).isEqualTo("<x>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/echo", "/streamed"})
    void aBodyThatTricklesInIsGivenUp(String path) throws Exception {
        engine.setPatience(200);
        try (var slow = begin(path, 1000)) {
            var answer = new String(slow.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer).startsWith("HTTP/1.1 408").contains("RUNTIME-111");
        } finally {
            engine.setPatience(30_000);
        }
    }

    @Test
    void bodiesThatAreRefusedOrBreakOffKeepNoPlace() throws Exception {
        for (int i = 0; i < 10; i++) {
            try (var socket = begin(Integer.MAX_VALUE)) {
                assertThat(status(socket)).isEqualTo("HTTP/1.1 413");
            }
            await().atMost(Duration.ofSeconds(30)).until(engine::isIdle);
            try (var socket = begin(10)) {
                await().atMost(Duration.ofSeconds(30)).until(() -> !engine.isIdle());
            }
        }
    }
}
