package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class PrivateAccessTest {

    private static Running running;

    @BeforeAll
    static void start() throws Exception {
        running = Running.start(
                Map.of(
                        "SERAI_HOSTS", "runtime",
                        "SERAI_WEBHOOKS_OPEN_AUTH", "none",
                        "SERAI_WEBHOOKS_GUARDED_AUTH", "header",
                        "SERAI_WEBHOOKS_GUARDED_SECRET", "0123456789abcdef"),
                new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("platform-http:/hook").routeId("hook").setBody(constant("in"));
                        from("platform-http:/open").routeId("open").setBody(constant("in"));
                        from("platform-http:/guarded").routeId("guarded").setBody(constant("in"));
                    }
                });
    }

    @AfterAll
    static void stop() throws Exception {
        running.close();
    }

    /** The first line of the answer to a request with this host, which the JDK's client would not send. */
    private static String asked(String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", running.runtime().port())) {
            var request = "GET /health HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .findFirst()
                    .orElse("");
        }
    }

    @Test
    void nobodyIsAskedForALogin() throws Exception {
        assertThat(running.get("/health").statusCode()).isEqualTo(200);
        assertThat(running.post("/hook", "x").body()).isEqualTo("in");
    }

    @Test
    void namesOfOthersThatPointHereAreRefused() throws Exception {
        assertThat(asked("localhost")).contains("200");
        assertThat(asked("LOCALHOST:8080")).contains("200");
        assertThat(asked("[::1]:8080")).contains("200");
        assertThat(asked("runtime:8080")).contains("200");
        assertThat(asked("evil.example")).contains("421");
        assertThat(asked("evil.example:8080")).contains("421");
        assertThat(asked("localhost.evil.example")).contains("421");
        assertThat(asked("10.1.2.3")).contains("421");
    }

    @Test
    void pagesOfOthersMayNotWrite() throws Exception {
        assertThat(running.post("/hook", "x", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(running.post("/hook", "x", "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(running.post("/hook", "x", "Origin", "http://localhost:3000").statusCode())
                .isEqualTo(200);
    }

    @Test
    void pagesOfOthersStartNoWorkflowByReading() throws Exception {
        assertThat(running.get("/hook", "Sec-Fetch-Site", "cross-site").statusCode())
                .as("an image")
                .isEqualTo(403);
        assertThat(running.get("/hook", "Sec-Fetch-Site", "same-site").statusCode())
                .isEqualTo(403);
        assertThat(running.get("/hook", "Sec-Fetch-Site", "cross-site", "Referer", "https://evil.example/page")
                        .statusCode())
                .isEqualTo(403);
        assertThat(running.get("/hook", "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(running.get("/hook", "Sec-Fetch-Site", "cross-site", "Referer", "http://runtime/page")
                        .statusCode())
                .isEqualTo(200);
        assertThat(running.get("/hook", "Sec-Fetch-Site", "none").statusCode())
                .as("typed by the user")
                .isEqualTo(200);
        assertThat(running.get("/open", "Sec-Fetch-Site", "cross-site").statusCode())
                .as("open to everybody")
                .isEqualTo(200);
    }

    @Test
    void aWebhookThatDemandsATokenDemandsItHereToo() throws Exception {
        assertThat(running.post("/guarded", "x").statusCode()).isEqualTo(401);
        assertThat(running.post("/guarded", "x", "X-Serai-Token", "0123456789abcdef")
                        .statusCode())
                .isEqualTo(200);
    }
}
