package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.function.FunctionException;
import dev.serai.modal.proto.FunctionGetResponse;
import dev.serai.modal.proto.FunctionHandleMetadata;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class WebTest {

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private record Asked(String method, String uri, String type, String secret, String body) {}

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private HttpServer page;
    private volatile Answer answer = exchange -> answer(exchange, 200, "text/plain", "fine");

    @BeforeEach
    void start() throws Exception {
        page = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        page.setExecutor(threads);
        page.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            asked.add(new Asked(
                    exchange.getRequestMethod(),
                    exchange.getRequestURI().toString(),
                    headers.getFirst("Content-Type"),
                    headers.getFirst("Modal-Key") + " " + headers.getFirst("Modal-Secret"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            try (exchange) {
                answer.to(exchange);
            }
        });
        page.start();
    }

    @AfterEach
    void stop() {
        page.stop(0);
        threads.shutdownNow();
        workspace.close();
    }

    private static void answer(HttpExchange exchange, int status, String type, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static void sendOn(HttpExchange exchange, String place) throws IOException {
        exchange.getResponseHeaders().add("Location", place);
        exchange.sendResponseHeaders(303, -1);
    }

    private String address() {
        return "http://127.0.0.1:" + page.getAddress().getPort();
    }

    private org.apache.camel.Exchange send(String options, Object body) throws Exception {
        try (var routes = Routes.start(workspace.url())) {
            return routes.send("modal:web?url=" + address() + "/p" + options, body, Map.of());
        }
    }

    @Test
    void aMapGoesAsJsonAndJsonComesAsValues() throws Exception {
        answer = exchange -> answer(exchange, 201, "application/json; charset=utf-8", "{\"a\":[1,null]}");
        var done = send("&proxyKey=wk-1&proxySecret=ws-1", Map.of("x", 3));

        assertThat((Map<?, ?>) done.getMessage().getBody(Map.class)).hasToString("{a=[1, null]}");
        assertThat(done.getMessage().getHeader(ModalConstants.STATUS)).isEqualTo(201);
        assertThat(asked).containsExactly(new Asked("POST", "/p", "application/json", "wk-1 ws-1", "{\"x\":3}"));
    }

    @Test
    void nothingIsAGetAndAMapBecomesItsQuery() throws Exception {
        assertThat(send("", null).getMessage().getBody()).isEqualTo("fine");
        assertThat(send("&method=GET", Map.of("q", "a b&c")).getException()).isNull();
        assertThat(asked).extracting(Asked::uri).containsExactly("/p", "/p?q=a+b%26c");
        assertThat(asked).extracting(Asked::method).containsOnly("GET");
    }

    @Test
    void aLateAnswerIsFollowedToWhereItComesWithTheKeys() throws Exception {
        answer = exchange -> {
            if (exchange.getRequestURI().getQuery() == null) {
                sendOn(exchange, "/p?__modal_function_call_id=fc-1");
            } else if (asked.size() < 4) {
                sendOn(exchange, address() + "/p?__modal_function_call_id=fc-1");
            } else {
                answer(exchange, 200, "text/plain", "at last");
            }
        };
        var done = send("&proxyKey=wk-1&proxySecret=ws-1", "question");

        assertThat(done.getMessage().getBody()).isEqualTo("at last");
        assertThat(asked).hasSize(4);
        assertThat(asked.subList(1, 4))
                .containsOnly(new Asked("GET", "/p?__modal_function_call_id=fc-1", null, "wk-1 ws-1", ""));
    }

    @Test
    void theKeysGoToNoOtherServer() throws Exception {
        var others = new AtomicInteger();
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> others.incrementAndGet());
        other.start();
        try {
            answer = exchange ->
                    sendOn(exchange, "http://127.0.0.1:" + other.getAddress().getPort() + "/steal");
            assertThat(send("&proxyKey=wk-1&proxySecret=ws-1", "q").getException())
                    .isInstanceOf(FunctionException.class)
                    .hasMessageStartingWith("[MODAL-604]");
            assertThat(others).hasValue(0);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void circlesEnd() throws Exception {
        answer = exchange -> sendOn(exchange, "/p");
        assertThat(send("", "q").getException()).hasMessageContaining("sends on in circles");
        assertThat(asked).hasSizeLessThan(20);
    }

    @Test
    void itsErrorsAreToldWithWhatItSays() throws Exception {
        answer = exchange -> answer(exchange, 401, "text/plain", "modal-http: missing credentials ws-1");
        assertThat(send("&proxyKey=wk-1&proxySecret=ws-1", "q").getException())
                .hasMessageStartingWith("[MODAL-601]")
                .hasMessageContaining("answered 401: modal-http: missing credentials ***");
        answer = exchange -> answer(exchange, 500, "text/plain", "x".repeat(5000));
        assertThat(send("", "q").getException()).hasMessageStartingWith("[MODAL-602]");
        answer = exchange -> answer(exchange, 200, "application/json", "{");
        assertThat(send("", "q").getException()).hasMessageContaining("says that it is JSON, but is not");
        answer = exchange -> answer(exchange, 200, "text/plain", "fine");
        assertThat(send("&maxBlobSize=3", "q").getException()).hasMessageStartingWith("[MODAL-603]");
    }

    @Test
    void anAnswerThatDoesNotComeEndsWithTheTimeLimit() throws Exception {
        var held = new CountDownLatch(1);
        answer = exchange -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        try {
            assertThat(send("&timeout=300", "q").getException()).hasMessageStartingWith("[MODAL-603]");
        } finally {
            held.countDown();
        }
    }

    @Test
    void aFunctionsOwnAddressIsFound() throws Exception {
        workspace
                .server()
                .on(
                        ModalApi.FUNCTION_GET,
                        question -> FunctionGetResponse.newBuilder()
                                .setFunctionId("fu-2")
                                .setHandleMetadata(
                                        FunctionHandleMetadata.newBuilder().setWebUrl(address() + "/app"))
                                .build());
        try (var routes = Routes.start(workspace.url())) {
            assertThat(routes.ask("modal:web/app/page", null)).isEqualTo("fine");
            await().until(() -> asked.size() == 1);
            assertThat(asked.get(0).uri()).isEqualTo("/app");
        }
    }
}
