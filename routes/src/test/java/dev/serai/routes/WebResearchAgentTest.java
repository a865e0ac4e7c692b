package dev.serai.routes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.offline.junit.SearxngServerExtension;
import dev.serai.offline.ollama.OllamaStandIn;
import dev.serai.offline.ollama.ScriptedReply;
import dev.serai.offline.searxng.Result;
import dev.serai.support.json.Json;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The workflow against a scripted model and a scripted web. */
class WebResearchAgentTest {

    private static final String ROUTES = "file:web-research-agent/web-research-agent.camel.yaml";

    @RegisterExtension
    final OllamaServerExtension ollama =
            new OllamaServerExtension(OllamaStandIn.builder().model("qwen3:4b"));

    @RegisterExtension
    final SearxngServerExtension searxng = new SearxngServerExtension();

    private LocalServer start(String webAllow) throws Exception {
        return new LocalServer(
                ROUTES,
                ollama.baseUrl(),
                Map.of("camel.component.searxng.base-url", searxng.baseUrl(), "serai.web.allow", webAllow));
    }

    private static String chat(LocalServer server) throws Exception {
        var question = Json.text(Map.of("chatInput", "How high is the tower?", "sessionId", "s"));
        var answer = server.post("/webhook/research", question);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return Json.read(answer.body()).get("output").asText();
    }

    private String lastResult() {
        var messages = ollama.server().requests().last().json().at("/messages");
        return messages.get(messages.size() - 1).get("content").asText();
    }

    private static ScriptedReply reads(String url) {
        return ScriptedReply.toolCall("read_page", Map.of("url", url));
    }

    private String tower() {
        return searxng.server()
                .page(
                        "/tower",
                        "<html><head><title>The tower</title></head><body><nav>Home</nav><main><p>The tower on Alder Hill"
                                + " is 84 metres high. It was finished in 1911 by three brothers.</p></main></body></html>");
    }

    @Test
    void theAgentSearchesReadsAndNamesWhatItHasRead() throws Exception {
        var url = tower();
        searxng.always(Result.of("The tower", url, "All about the tower."));
        ollama.when().lastRole("user").reply(ScriptedReply.toolCall("web_search", Map.of("query", "tower height")));
        ollama.when().lastRole("tool").times(1).reply(reads(url));
        ollama.always(ScriptedReply.text("84 metres (" + url + ")."));
        try (var server = start("127.0.0.1")) {
            assertThat(chat(server)).isEqualTo("84 metres (" + url + ").");
            assertThat(lastResult()).contains("84 metres high").contains(url).doesNotContain("Home");
            assertThat(searxng.server().searches()).hasSize(1);
        }
    }

    @Test
    void aPageThatItDidNotReadIsTakenOut() throws Exception {
        var url = tower();
        searxng.always(Result.of("The tower", url, "All about the tower."));
        ollama.when()
                .contains("addresses that were not read")
                .reply(ScriptedReply.text("84 metres, see https://made-up.example/tower."));
        ollama.when().lastRole("user").times(1).reply(reads(url));
        ollama.always(ScriptedReply.text("84 metres (https://made-up.example/tower)."));
        try (var server = start("127.0.0.1")) {
            assertThat(chat(server)).startsWith("84 metres").doesNotContain("made-up.example");
        }
    }

    @Test
    void withoutPermissionNoPageIsRead() throws Exception {
        var url = tower();
        ollama.when().lastRole("user").reply(reads(url));
        ollama.always(ScriptedReply.text("I could not read it."));
        try (var server = start("")) {
            assertThat(chat(server)).isEqualTo("I could not read it.");
            assertThat(lastResult()).contains("serai.web.allow");
            assertThat(searxng.requests().to("/tower")).isEmpty();
        }
    }

    @Test
    void aRedirectIntoTheNetworkIsRefused() throws Exception {
        var url = searxng.server().redirect("/out", "http://10.0.0.1/admin");
        ollama.when().lastRole("user").reply(reads(url));
        ollama.always(ScriptedReply.text("I could not read it."));
        try (var server = start("127.0.0.1")) {
            chat(server);
            assertThat(lastResult()).contains("10.0.0.1").contains("serai.web.allow");
        }
    }
}
