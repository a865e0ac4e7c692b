package dev.serai.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.Running;
import dev.serai.support.chat.ChatDelta;
import dev.serai.support.chat.ChatStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
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

/** Requests and answers that take their time: what they may take from the others. */
@Timeout(120)
class HeldRequestsTest {

    private static final CountDownLatch OPEN = new CountDownLatch(1);
    private static final Queue<Flow.Subscriber<? super ChatDelta>> READERS = new ConcurrentLinkedQueue<>();

    private static Running running;
    private static WorkflowEngine engine;
    private static int largest;

    @BeforeAll
    static void start() throws Exception {
        // Two of them are more than a quarter of the heap.
        largest = (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / 6);
        var variables = Map.of(
                "SERAI_HTTP_THREADS",
                "2",
                "SERAI_HTTP_MAX_REQUESTS",
                "20",
                "SERAI_HTTP_MAX_REQUEST_SIZE",
                String.valueOf(largest));
        running = Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo").setBody(simple("<${body}>"));
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
        var socket = new Socket("127.0.0.1", running.runtime().port());
        socket.getOutputStream()
                .write(("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: " + length + "\r\n\r\nx")
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

    @Test
    void bodiesTakeUpNoMoreThanAQuarterOfTheHeapAndGiveItBack() throws Exception {
        try (var one = begin(largest);
                var other = begin(largest)) {
            var sockets = List.of(one, other);
            await().atMost(Duration.ofSeconds(30)).until(() -> answered(sockets) == 1);
            assertThat(running.post("/echo", "x").body()).isEqualTo("<x>");
            assertThat(answered(sockets))
                    .as("the one that was there first is read")
                    .isEqualTo(1);
        }
    }

    private static long answered(List<Socket> sockets) throws IOException {
        var count = 0;
        for (var socket : sockets) {
            count += socket.getInputStream().available() > 0 ? 1 : 0;
        }
        return count;
    }

    @Test
    void aBodyThatTricklesInIsGivenUp() throws Exception {
        engine.setPatience(200);
        try (var slow = begin(1000)) {
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
                assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                        .isEqualTo("HTTP/1.1 413");
            }
            begin(10).close();
        }
    }
}
