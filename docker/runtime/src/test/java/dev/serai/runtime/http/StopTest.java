package dev.serai.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.Running;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.apache.camel.AsyncCallback;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.support.AsyncProcessorSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StopTest {

    private final Queue<Runnable> parked = new ConcurrentLinkedQueue<>();
    private final Queue<Exchange> begun = new ConcurrentLinkedQueue<>();

    private RouteBuilder routes() {
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/park")
                        .process(new AsyncProcessorSupport() {
                            @Override
                            public boolean process(Exchange exchange, AsyncCallback callback) {
                                begun.add(exchange);
                                parked.add(() -> callback.done(false));
                                return false;
                            }
                        })
                        .process(exchange -> parked.add(() -> {}))
                        .setBody(constant("done"));
            }
        };
    }

    private static CompletableFuture<HttpResponse<String>> ask(Running running) {
        return running.client().sendAsync(running.request("/park").GET().build(), HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void whatRunsEndsAndNothingNewBegins() throws Exception {
        var running = Running.start(Map.of("SERAI_STOP_TIMEOUT", "30s"), routes());
        var answer = ask(running);
        await().until(() -> parked.size() == 1);
        var stopped = new CompletableFuture<Void>();
        // Not in the common pool, which has but one thread on two processors.
        new Thread(() -> {
                    try {
                        running.close();
                        stopped.complete(null);
                    } catch (Exception e) {
                        stopped.completeExceptionally(e);
                    }
                })
                .start();
        await().until(() -> running.get("/park").statusCode() == 503);
        assertThat(running.get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        assertThat(stopped).isNotDone();
        parked.remove().run();
        assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
        stopped.get(20, TimeUnit.SECONDS);
    }

    @Test
    void moreThanMayWaitAreSentAway() throws Exception {
        try (var running = Running.start(Map.of("SERAI_HTTP_MAX_REQUESTS", "1"), routes())) {
            var answer = ask(running);
            await().until(() -> parked.size() == 1);
            var second = running.get("/park");
            assertThat(second.statusCode()).isEqualTo(503);
            assertThat(second.body()).contains("RUNTIME-108");
            parked.remove().run();
            assertThat(answer.get(20, TimeUnit.SECONDS).body()).isEqualTo("done");
            parked.clear();
            var third = ask(running);
            await().until(() -> parked.size() == 1);
            parked.remove().run();
            assertThat(third.get(20, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aClientThatLeavesStopsItsRouteWhereThatIsSet() throws Exception {
        try (var running = Running.start(Map.of("SERAI_HTTP_WHEN_CLIENT_LEAVES", "stop"), routes())) {
            var socket = new java.net.Socket("127.0.0.1", running.runtime().port());
            socket.getOutputStream().write("GET /park HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes());
            await().until(() -> parked.size() == 1);
            socket.close();
            // The connection's end is noticed by the server a moment later.
            await().until(() -> begun.peek().isRouteStop());
            parked.remove().run();
            await().until(() ->
                    running.runtime().camel().getInflightRepository().size() == 0);
            assertThat(parked).isEmpty();
        }
    }
}
