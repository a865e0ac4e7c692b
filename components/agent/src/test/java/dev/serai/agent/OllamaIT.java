package dev.serai.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.agent.run.RunStatus;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.support.chat.ChatStream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Agents over a model server, through both of its APIs, and to a browser. */
@Timeout(60)
class OllamaIT {

    private static final String CITY = Yaml.tool(
            "city", "City ${header.CamelToolArg_name}", "parameter.name: string", "parameter.name.required: true");

    @RegisterExtension
    static final OllamaServerExtension ollama = new OllamaServerExtension();

    private static String model(String path) {
        return "model: ollama:chat/scripted-chat?baseUrl=" + ollama.baseUrl() + path;
    }

    @Test
    void toolsAreCalledThroughBothApisPlainAndStreaming() throws Exception {
        for (var path : List.of("", "/v1")) {
            for (var mode : List.of("stream: false", "stream: true")) {
                ollama.server().reset();
                ollama.when().turn(1).reply(ScriptedReply.toolCall("city", Map.of("name", "Lima")));
                ollama.always(ScriptedReply.text("It is Lima."));
                try (var routes = Routes.start(CITY, Yaml.agent(model(path), "tools: city", mode))) {
                    var body = routes.send("direct:ask", "where?").getMessage().getBody();
                    if (body instanceof ChatStream stream) {
                        var deltas = Deltas.all(stream);
                        assertThat(Deltas.kinds(deltas))
                                .startsWith("tool_call", "tool_result", "text")
                                .endsWith("done");
                        assertThat(Deltas.text(deltas)).isEqualTo("It is Lima.");
                    } else {
                        assertThat(body).isEqualTo("It is Lima.");
                    }
                    assertThat(ollama.requests().total()).isEqualTo(2);
                    assertThat(ollama.requests().last().body()).contains("City Lima");
                }
            }
        }
    }

    private static Routes web(KeptRuns runs, String... options) throws Exception {
        var all = new ArrayList<>(List.of(options));
        all.addAll(List.of(model(""), "streamTo: sse", "runs: '#bean:kept'"));
        return Routes.start(
                Map.of(Routes.HTTP, "true", "kept", runs),
                CITY,
                Yaml.agentAt("platform-http:/chat", "clerk", all.toArray(String[]::new)));
    }

    private static HttpResponse<InputStream> post(Routes routes) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(routes.url("/chat")))
                .POST(HttpRequest.BodyPublishers.ofString("where?"))
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String events(Routes routes) throws Exception {
        return new String(post(routes).body().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Test
    void aPageShowsTheWork() throws Exception {
        ollama.when().turn(1).reply(ScriptedReply.toolCall("city", Map.of("name", "Lima")));
        ollama.always(ScriptedReply.chunks("It is", " Lima."));
        try (var routes = web(new KeptRuns(), "tools: city")) {
            assertThat(events(routes))
                    .containsSubsequence(
                            "event: tool_call\n",
                            "\"name\":\"city\"",
                            "event: tool_result\n",
                            "City Lima",
                            "event: text\ndata: {\"text\":\"It is",
                            "event: done\n");
        }
    }

    @Test
    void aFailureIsAStatusBeforeTheFirstDeltaAndAnEventAfterIt() throws Exception {
        try (var routes = web(new KeptRuns(), "tools: city")) {
            ollama.always(ScriptedReply.error(500, "no"));
            assertThat(post(routes).statusCode()).isEqualTo(500);
            ollama.server().reset();
            ollama.when().turn(1).reply(ScriptedReply.toolCall("city", Map.of("name", "Lima")));
            ollama.always(ScriptedReply.error(500, "no"));
            assertThat(events(routes)).containsSubsequence("event: tool_result\n", "event: error\n");
        }
    }

    @Test
    void aVisitorWhoLeavesStopsTheRun() throws Exception {
        ollama.always(ScriptedReply.endless("on and on ").tokenEvery(Duration.ofMillis(5)));
        var runs = new KeptRuns();
        try (var routes = web(runs)) {
            var body = post(routes).body();
            body.read();
            body.close();
            ollama.requests().awaitCancelled(Duration.ofSeconds(10));
            await().until(() -> runs.only().run().status() == RunStatus.FAILED);
        }
    }
}
