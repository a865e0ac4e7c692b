package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import java.io.BufferedReader;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Streaming to a browser through platform-http. */
@Timeout(30)
class SseTest {

    private static final String ROUTE = """
            - route:
                from:
                  uri: platform-http:/chat
                  steps:
                    - to:
                        uri: ollama:chat/scripted-chat
                        parameters:
                          stream: true
                          streamTo: sse
                    - to: mock:answered
            """;

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static Routes start() throws Exception {
        return Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl(), Routes.HTTP, "true"), ROUTE);
    }

    private static HttpResponse<InputStream> post(Routes routes, String question) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + routes.httpPort() + "/chat"))
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    @Test
    void eachDeltaIsAnEventAndTheRouteGoesOnWithTheWholeAnswer() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b").thinking("hm"));
        try (var routes = start()) {
            var response = post(routes, "hi");
            assertThat(response.headers().firstValue("content-type")).contains("text/event-stream");
            var text = new String(response.body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("event: thinking\ndata: {\"thinking\":\"hm\"}\n\n")
                    .contains("event: text\ndata: {\"text\":\"a\"}\n\n")
                    .contains("event: done\ndata: {");
            var answered = routes.mock("mock:answered");
            await().until(() -> answered.getReceivedCounter() == 1);
            assertThat(answered.getExchanges().get(0).getMessage().getBody()).isEqualTo("a b");
        }
    }

    @Test
    void anEventArrivesBeforeTheNextOneIsThere() throws Exception {
        ollama.always(ScriptedReply.chunks("first", "never").stallAfter(1));
        try (var routes = start();
                var body = post(routes, "hi").body()) {
            var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
            assertThat(reader.readLine()).isEqualTo("event: text");
            assertThat(reader.readLine()).contains("first");
        }
    }

    @Test
    void aReaderThatLeavesStopsTheGeneration() throws Exception {
        ollama.always(ScriptedReply.endless("on and on ").tokenEvery(Duration.ofMillis(5)));
        try (var routes = start()) {
            var body = post(routes, "hi").body();
            body.read();
            body.close();
            ollama.server().requests().awaitCancelled(Duration.ofSeconds(10));
        }
    }

    @Test
    void aFailureBeforeTheFirstDeltaIsAnOrdinaryFailureOfTheRoute() throws Exception {
        ollama.always(ScriptedReply.error(500, "no"));
        try (var routes = start()) {
            assertThat(post(routes, "hi").statusCode()).isEqualTo(500);
        }
    }

    @Test
    void aFailureInTheMiddleIsAnEventWithItsCode() throws Exception {
        ollama.always(ScriptedReply.chunks("a", " b", " c").crashAfter(2));
        try (var routes = start()) {
            var text = new String(post(routes, "hi").body().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(text).contains("event: error\ndata: {\"code\":\"OLLAMA-109\"");
        }
    }
}
