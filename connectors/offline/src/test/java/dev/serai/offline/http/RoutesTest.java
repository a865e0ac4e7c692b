package dev.serai.offline.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RoutesTest {
    private LoopbackServer server;

    @BeforeEach
    void start() {
        var routes = new Routes(e -> e.send(404, "text/plain", "no path"), e -> e.send(405, "text/plain", "no method"))
                .on("GET", "/a", e -> e.send(200, "text/plain", "a"))
                .on("GET", "/things/{id}", e -> e.send(200, "text/plain", e.parameter("id")))
                .on("GET", "/assertion", e -> {
                    throw new AssertionError("expected more");
                })
                .on("GET", "/broken", e -> {
                    throw new IllegalStateException("oops");
                })
                .on(
                        "GET",
                        "/broken-later",
                        e -> e.onEventLoop(() -> {
                            throw new IllegalStateException("oops later");
                        }));
        server = LoopbackServer.start(
                "127.0.0.1",
                0,
                new RequestLog(10),
                routes::handle,
                (exchange, failure) -> exchange.send(500, "text/plain", failure.getMessage()));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void pathsAndMethodsAreToldApart() throws Exception {
        assertThat(ask("GET", "/a").body()).isEqualTo("a");
        assertThat(ask("GET", "/b").body()).isEqualTo("no path");
        assertThat(ask("POST", "/a").body()).isEqualTo("no method");
    }

    @Test
    void aParameterTakesTheRestOfThePath() throws Exception {
        assertThat(ask("GET", "/things/a/b:c").body()).isEqualTo("a/b:c");
        assertThat(ask("GET", "/things/").statusCode()).isEqualTo(404);
    }

    @Test
    void aHandlerThatFailsIsAnsweredAtOnceOrLater() throws Exception {
        assertThat(ask("GET", "/broken").body()).isEqualTo("oops");
        assertThat(ask("GET", "/broken-later").body()).isEqualTo("oops later");
        assertThat(ask("GET", "/assertion").body()).isEqualTo("java.lang.AssertionError: expected more");
    }

    private HttpResponse<String> ask(String method, String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path))
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
}
