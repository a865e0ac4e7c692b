package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.support.chat.ChatStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that leave, clients that are slow, and models that say nothing. */
@Timeout(60)
class LeaveTest {

    /** A client that stays as long as the test wants. */
    private static Socket ask(Serving serving, String more) throws Exception {
        var body = "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]" + more + "}";
        var socket = new Socket("127.0.0.1", serving.port());
        socket.getOutputStream()
                .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                        .getBytes(StandardCharsets.UTF_8));
        return socket;
    }

    private static Serving serving(Endless answer) throws Exception {
        return Serving.with(exchange -> exchange.getMessage().setBody(answer.stream()));
    }

    @Test
    void whoLeavesAStreamStopsTheModel() throws Exception {
        var answer = new Endless(Long.MAX_VALUE);
        try (var serving = serving(answer);
                var client = ask(serving, ",\"stream\":true")) {
            assertThat(client.getInputStream().readNBytes(2000)).asString().contains("on and on");
            client.close();
            await().until(answer.stopped::isDone);
        }
    }

    @Test
    void whoLeavesBeforeTheWholeAnswerIsThereStopsTheModel() throws Exception {
        var answer = new Endless(100);
        try (var serving = serving(answer);
                var client = ask(serving, "")) {
            await().until(() -> answer.given.get() == 100);
            client.close();
            await().until(answer.stopped::isDone);
        }
    }

    @Test
    void aStreamThatBeginsAfterItsClientHasLeftIsStoppedAtOnce() throws Exception {
        var later = new Later();
        var answer = new Endless(Long.MAX_VALUE);
        try (var serving = Serving.with(later);
                var client = ask(serving, ",\"stream\":true")) {
            await().until(() -> later.waiting.get() == 1);
            client.close();
            // The server has noticed when it takes a request of another client.
            assertThat(serving.get("/v1/models").statusCode()).isEqualTo(200);
            later.go(answer.stream());
            await().until(answer.stopped::isDone);
        }
    }

    @Test
    void aClientThatReadsSlowlyMakesTheModelWait() throws Exception {
        var answer = new Endless(Long.MAX_VALUE, "x".repeat(50_000));
        try (var serving = serving(answer);
                var client = ask(serving, ",\"stream\":true")) {
            client.getInputStream().readNBytes(100);
            var last = new AtomicInteger(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> {
                int now = (int) answer.given.get();
                return last.getAndSet(now) == now;
            });
            assertThat(answer.stopped).isNotDone();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ",'stream':true"})
    void aModelThatSaysNothingMoreIsGivenUp(String more) throws Exception {
        var answer = new Endless(3);
        Processor silent = exchange -> exchange.getMessage().setBody(answer.stream());
        try (var serving = Serving.start(
                Map.of("work", silent),
                gateway -> gateway.setTimeout(Duration.ofMillis(100)),
                Serving.model("m", "process: {ref: work}"))) {
            var response = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]" + more + "}");
            assertThat(response.statusCode()).isEqualTo(more.isEmpty() ? 504 : 200);
            assertThat(response.body()).contains("GATEWAY-112").doesNotContain("[DONE]");
            await().until(answer.stopped::isDone);
        }
    }

    @Test
    void waitingRequestsHoldNoThreadAndAreLimited() throws Exception {
        var later = new Later();
        try (var serving = Serving.start(
                Map.of("work", later),
                gateway -> {
                    gateway.setThreads(2);
                    gateway.setMaxRequests(300);
                },
                Serving.model("m", "process: {ref: work}"))) {
            var clients = new Socket[300];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = ask(serving, "");
            }
            await().until(() -> later.waiting.get() == 300);
            var refused = serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]}");
            assertThat(refused.statusCode()).isEqualTo(503);
            assertThat(refused.body()).contains("GATEWAY-110");
            assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
            later.go("ok");
            for (var client : clients) {
                assertThat(new String(client.getInputStream().readNBytes(15), StandardCharsets.UTF_8))
                        .isEqualTo("HTTP/1.1 200 OK");
                client.close();
            }
            await().until(() -> serving.chat("{'model':'m','messages':[{'role':'user','content':'hi'}]}")
                            .statusCode()
                    == 200);
        }
    }

    @Test
    void whoWaitsWhenTheServerStopsIsTold() throws Exception {
        var later = new Later();
        try (var serving = Serving.with(later);
                var client = ask(serving, "")) {
            await().until(() -> later.waiting.get() == 1);
            var stopping = CompletableFuture.runAsync(serving::close);
            assertThat(new String(client.getInputStream().readNBytes(12), StandardCharsets.UTF_8))
                    .isEqualTo("HTTP/1.1 503");
            later.go("too late");
            await().until(stopping::isDone);
        }
    }

    /** Answers all at once when the test says so. */
    private static final class Later extends AsyncProcessorSupport {

        private final AtomicInteger waiting = new AtomicInteger();
        private final CompletableFuture<Object> answer = new CompletableFuture<>();

        void go(Object body) {
            answer.complete(body);
        }

        @Override
        public boolean process(Exchange exchange, AsyncCallback callback) {
            waiting.incrementAndGet();
            answer.thenAccept(body -> {
                exchange.getMessage().setBody(body instanceof ChatStream stream ? stream : String.valueOf(body));
                callback.done(false);
            });
            return false;
        }
    }
}
