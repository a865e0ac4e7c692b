package dev.serai.n8n.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.serai.items.model.Binary;
import dev.serai.items.model.Item;
import dev.serai.items.model.Items;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpStepTest {

    private final DefaultCamelContext context = new DefaultCamelContext();
    private final Exchange exchange = new DefaultExchange(context);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        context.disableJMX();
        context.start();
        server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.createContext("/", HttpStepTest::answer);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        context.stop();
    }

    private static void answer(HttpExchange http) throws IOException {
        var path = http.getRequestURI().getPath();
        var query = String.valueOf(http.getRequestURI().getQuery());
        var sent = new String(http.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        var type = path.equals("/file") ? "image/png" : "application/json";
        var text = switch (path) {
            case "/echo" ->
                "{\"method\":\"" + http.getRequestMethod() + "\",\"query\":\"" + query + "\",\"key\":\""
                        + http.getRequestHeaders().getFirst("X-Key") + "\",\"sent\":"
                        + (sent.startsWith("{") ? sent : "\"" + sent.length() + "\"") + "}";
            case "/list" -> "[{\"n\":1},{\"n\":2}]";
            case "/pages" -> query.equals("page=3") ? "[]" : "[{\"of\":\"" + query + "\"}]";
            case "/file" -> "png";
            case "/away", "/elsewhere" -> "";
            case "/team" -> "{\"team\":\"" + http.getRequestHeaders().getFirst("X-Team") + "\"}";
            default -> "{\"message\":\"no such thing\"}";
        };
        http.getResponseHeaders().add("Content-Type", type);
        if (path.equals("/away")) {
            http.getResponseHeaders().add("Location", "/echo");
        }
        if (path.equals("/elsewhere")) {
            http.getResponseHeaders()
                    .add(
                            "Location",
                            "http://localhost:" + http.getLocalAddress().getPort() + "/team");
        }
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        http.sendResponseHeaders(
                path.equals("/none") ? 404 : path.matches("/away|/elsewhere") ? 302 : 200,
                bytes.length == 0 ? -1 : bytes.length);
        http.getResponseBody().write(bytes);
        http.close();
    }

    private Items send(String path, Object... more) throws Exception {
        return sendAs(path, false, "autodetect", false, more);
    }

    private Items sendAs(String path, boolean full, String format, boolean neverError, Object... more)
            throws Exception {
        var given = new LinkedHashMap<String, Object>();
        given.put(
                "url",
                path.startsWith("http")
                        ? path
                        : "http://127.0.0.1:" + server.getAddress().getPort() + path);
        given.put("method", "GET");
        for (int i = 0; i < more.length; i += 2) {
            given.put((String) more[i], more[i + 1]);
        }
        exchange.setVariable("p", given);
        try {
            new HttpStep()
                    .send(exchange, full, format, neverError, 30_000)
                    .toCompletableFuture()
                    .get(60, TimeUnit.SECONDS);
        } catch (java.util.concurrent.ExecutionException e) {
            throw (Exception) e.getCause();
        }
        return (Items) exchange.getMessage().getBody();
    }

    @Test
    void aListBecomesItems() throws Exception {
        assertThat(send("/list").json()).isEqualTo(List.of(Map.of("n", 1), Map.of("n", 2)));
    }

    @Test
    void aCredentialThatWasNeverSetIsToldWithItsProperty() {
        exchange.setVariable("loginName", "X-Key");
        exchange.setVariable("loginValue", "");
        exchange.setVariable("loginProperty", "orders.ask.login-value");
        assertThatThrownBy(() -> send("/echo"))
                .hasMessageContaining("N8N-111")
                .hasMessageContaining("orders.ask.login-value");
    }

    @Test
    void queryHeadersAndBodyAreSentAsTheNodeSays() throws Exception {
        exchange.setVariable("loginName", "X-Key");
        exchange.setVariable("loginValue", "secret");
        var made = send(
                "/echo?b=1",
                "method",
                "POST",
                "query",
                List.of(Map.of("name", "c&d", "value", "e f")),
                "bodyType",
                "json",
                "fields",
                List.of(Map.of("name", "a", "value", 5)));

        assertThat(made.json().get(0))
                .containsEntry("method", "POST")
                .containsEntry("query", "b=1&c&d=e f")
                .containsEntry("key", "secret")
                .containsEntry("sent", Map.of("a", 5));
    }

    @Test
    void filesComeAndGo() throws Exception {
        var file = send("/file", "into", "picture").get(0).binary().get("picture");
        assertThat(file.mimeType()).isEqualTo("image/png");
        assertThat(file.fileName()).isEqualTo("file");

        exchange.setVariable(
                "items",
                Items.of(new Item(
                        Map.of(), Map.of("data", new Binary(new byte[] {1, 2, 3}, "image/png", "a.png")), null, null)));
        assertThat(send("/echo", "method", "POST", "bodyType", "binaryData", "file", "data")
                        .json()
                        .get(0))
                .containsEntry("sent", "3");
        assertThatThrownBy(() -> send("/echo", "method", "POST", "bodyType", "binaryData", "file", "other"))
                .hasMessageStartingWith("[N8N-106]");
    }

    @Test
    void pagesAreAskedForUntilOneIsEmpty() throws Exception {
        var made = send(
                "/pages",
                "pages",
                Map.of(
                        "mode", "parameters",
                        "until", "empty",
                        "parameters", List.of(Map.of("type", "qs", "name", "page", "value", "{{ $pageCount + 1 }}"))));

        assertThat(made.json()).isEqualTo(List.of(Map.of("of", "page=1"), Map.of("of", "page=2")));
    }

    @Test
    void anErrorStatusFailsUnlessItIsWanted() throws Exception {
        assertThatThrownBy(() -> send("/none")).hasMessageContaining("N8N-107").hasMessageContaining("no such thing");
        assertThat(sendAs("/none", true, "autodetect", true).json().get(0)).containsEntry("statusCode", 404);
    }

    @Test
    void aRedirectIsFollowed() throws Exception {
        assertThat(send("/away").json().get(0)).containsEntry("method", "GET");
    }

    @Test
    void aLoginDoesNotGoToAnotherServer() throws Exception {
        exchange.setVariable("loginName", "X-Team");
        exchange.setVariable("loginValue", "red");

        assertThat(send("/team").json().get(0)).containsEntry("team", "red");
        assertThat(send("/elsewhere").json().get(0)).containsEntry("team", "null");
    }

    @Test
    void aHostThatIsNotAllowedIsNotAsked() {
        assertThatThrownBy(() -> send("https://203.0.113.9/"))
                .hasMessageContaining("N8N-108")
                .hasMessageContaining("serai.egress.allow");
    }

    @Test
    void whatIsNoAddressIsTold() {
        assertThatThrownBy(() -> send("http://")).hasMessageContaining("N8N-103");
    }
}
