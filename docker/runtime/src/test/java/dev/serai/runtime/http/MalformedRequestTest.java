package dev.serai.runtime.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MalformedRequestTest {

    @Test
    void aQueryThatCannotBeReadIsRefusedAndKeepsNoPlace() throws Exception {
        var routes = new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/echo").setBody(constant("here"));
            }
        };
        try (var running = Running.start(Map.of("SERAI_HTTP_MAX_REQUESTS", "1"), routes)) {
            for (int i = 0; i < 3; i++) {
                assertThat(answer(running.runtime().port(), "/echo?x=%zz"))
                        .startsWith("HTTP/1.1 400")
                        .contains("RUNTIME-111");
            }
            assertThat(running.get("/echo").body()).isEqualTo("here");
        }
    }

    /** Java's client would not send it. */
    private static String answer(int port, String path) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
