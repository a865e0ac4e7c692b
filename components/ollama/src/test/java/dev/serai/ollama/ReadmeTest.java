package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The README's routes run as they stand there. */
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    @RegisterExtension
    static final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    private static List<String> routes() throws Exception {
        return YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static Routes start(int index, Map<String, String> more) throws Exception {
        var properties = new HashMap<>(Map.of(Routes.BASE_URL, ollama.baseUrl(), Routes.HTTP, "true"));
        properties.putAll(more);
        return Routes.start(properties, routes().get(index));
    }

    private static String post(Routes routes, String path, String question) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + routes.httpPort() + path))
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void itHasTheRoutesThatAreTestedHere() throws Exception {
        assertThat(routes()).hasSize(7).allMatch(route -> route.lines().count() <= 12);
    }

    @Test
    void chat() throws Exception {
        ollama.always(ScriptedReply.text("Blue."));
        try (var routes = start(0, Map.of("model.url", ollama.baseUrl()))) {
            assertThat(post(routes, "/ask", "Which colour has the sky?")).isEqualTo("Blue.");
            var sent = ollama.server().requests().last().json();
            assertThat(sent.at("/messages/0/content").asText()).isEqualTo("Answer in one sentence.");
        }
    }

    @Test
    void streamOverServerSentEvents() throws Exception {
        ollama.always(ScriptedReply.chunks("Bl", "ue."));
        try (var routes = start(1, Map.of())) {
            assertThat(post(routes, "/stream", "Which colour has the sky?"))
                    .contains("event: text\ndata: {\"text\":\"Bl\"}\n\n")
                    .contains("event: done\n");
        }
    }

    @Test
    void anotherServerByOneOtherLine() throws Exception {
        ollama.always(ScriptedReply.text("Blue."));
        var before = routes().get(0).lines().toList();
        var after = routes().get(2).lines().toList();
        assertThat(after).hasSameSizeAs(before);
        assertThat(after.stream().filter(line -> !before.contains(line))).hasSize(1);
        try (var routes = start(2, Map.of("model.url", ollama.baseUrl() + "/v1"))) {
            assertThat(post(routes, "/ask", "Which colour has the sky?")).isEqualTo("Blue.");
            assertThat(ollama.server().requests().last().path()).isEqualTo("/v1/chat/completions");
        }
    }

    @Test
    void severalMachines() throws Exception {
        ollama.always(ScriptedReply.text("Blue."));
        var hosts = "127.0.0.1:1," + ollama.server().host();
        try (var routes = start(3, Map.of("ollama.hosts", hosts))) {
            assertThat(routes.ask("direct:ask", "Which colour has the sky?", String.class))
                    .isEqualTo("Blue.");
        }
    }

    @Test
    void anAnswerOfAGivenForm() throws Exception {
        ollama.always(ScriptedReply.text("{\"city\": \"Lima\"}"));
        try (var routes = start(4, Map.of())) {
            assertThat(routes.ask("direct:extract", "I live in Lima.", Map.class))
                    .containsEntry("city", "Lima");
        }
    }

    @Test
    void doctor() throws Exception {
        try (var routes = start(5, Map.of())) {
            var message = routes.send("direct:check", null).getMessage();
            assertThat(message.getHeader(OllamaConstants.VERDICT)).isIn("ok", "hints", "problems");
            assertThat(message.getBody(String.class)).contains(ollama.baseUrl());
        }
    }

    @Test
    void modelsThatComeAndGo() throws Exception {
        try (var routes = start(6, Map.of())) {
            assertThat(routes.context().getRoutes())
                    .singleElement()
                    .satisfies(route -> assertThat(route.getConsumer()).isInstanceOf(OllamaPsConsumer.class));
        }
    }
}
