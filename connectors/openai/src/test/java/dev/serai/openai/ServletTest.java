package dev.serai.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.openai.servlet.GatewayServlet;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.catalina.startup.Tomcat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A servlet container brings the clients, as Spring Boot's does. */
@Timeout(60)
class ServletTest {

    private static final String HI = "{'model':'%s','messages':[{'role':'user','content':'hi'}]%s}";

    @TempDir
    static Path folder;

    private static final Endless ENDLESS = new Endless(Long.MAX_VALUE, "on and on ".repeat(1000));

    private static Serving serving;
    private static Tomcat tomcat;

    @BeforeAll
    static void start() throws Exception {
        Processor endless = exchange -> exchange.getMessage().setBody(ENDLESS.stream());
        serving = Serving.offline(
                Map.of("endless", endless),
                gateway -> {
                    gateway.setServer(GatewayServer.SERVLET);
                    gateway.setMaxRequestSize(1000);
                },
                Serving.model("m", "setBody: {constant: Hello}"),
                Serving.model("endless", "process: {ref: endless}"));
        tomcat = tomcat(serving.context(), folder);
    }

    private static Tomcat tomcat(CamelContext context, Path base) throws Exception {
        var tomcat = new Tomcat();
        tomcat.setBaseDir(base.toString());
        tomcat.setPort(0);
        var application = tomcat.addContext("", base.toString());
        var servlet = Tomcat.addServlet(application, "gateway", new GatewayServlet(context));
        servlet.setAsyncSupported(true);
        application.addServletMappingDecoded("/v1/*", "gateway");
        tomcat.getConnector();
        tomcat.start();
        return tomcat;
    }

    @AfterAll
    static void stop() throws Exception {
        tomcat.stop();
        tomcat.destroy();
        serving.close();
    }

    private static int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private static HttpResponse<String> post(String path, String body) throws Exception {
        return Serving.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body.replace('\'', '"')))
                .build());
    }

    @Test
    void itAnswersInOnePiece() throws Exception {
        var response = post("/v1/chat/completions", HI.formatted("m", ""));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("application/json");
        assertThat(response.body()).contains("\"content\":\"Hello\"");
    }

    @Test
    void clientsThatComeBeforeCamelHasStartedAreAskedToComeAgain(@TempDir Path other) throws Exception {
        try (var context = new DefaultCamelContext()) {
            context.build();
            var early = tomcat(context, other);
            try {
                var models =
                        URI.create("http://127.0.0.1:" + early.getConnector().getLocalPort() + "/v1/models");
                var response = Serving.send(HttpRequest.newBuilder(models).build());
                assertThat(response.statusCode()).isEqualTo(503);
                assertThat(response.body()).contains("GATEWAY-110", "the server is being started");
            } finally {
                early.stop();
                early.destroy();
            }
        }
    }

    @Test
    void itStreams() throws Exception {
        var response = post("/v1/chat/completions", HI.formatted("m", ",'stream':true"));
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        assertThat(response.body()).contains("\"content\":\"Hello\"").endsWith("data: [DONE]\n\n");
    }

    @Test
    void itRefuses() throws Exception {
        assertThat(post("/v1/chat/completions", HI.formatted("nope", "")).statusCode())
                .isEqualTo(404);
        assertThat(post("/v1/other", "{}").statusCode()).isEqualTo(404);
        assertThat(post("/v1/chat/completions", "x".repeat(2000)).statusCode()).isEqualTo(413);
        var chunked = "POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n7d0\r\n" + "x".repeat(2000) + "\r\n0\r\n\r\n";
        assertThat(Raw.status(port(), chunked)).isEqualTo("413");
    }

    @Test
    void whoLeavesAStreamStopsTheModel() throws Exception {
        var body = HI.formatted("endless", ",'stream':true").replace('\'', '"');
        try (var client = new Socket("127.0.0.1", port())) {
            client.getOutputStream()
                    .write(("POST /v1/chat/completions HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                                    + "Content-Length: " + body.length() + "\r\n\r\n" + body)
                            .getBytes(StandardCharsets.UTF_8));
            assertThat(client.getInputStream().readNBytes(2000))
                    .asString(StandardCharsets.UTF_8)
                    .contains("on and on");
        }
        await().until(ENDLESS.stopped::isDone);
    }
}
