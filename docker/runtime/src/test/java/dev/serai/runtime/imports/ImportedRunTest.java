package dev.serai.runtime.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.Running;
import dev.serai.support.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** From n8n's file to an answer of its webhook, through the console's API. */
@Timeout(300)
class ImportedRunTest {

    @TempDir
    Path routes;

    @Test
    void anEnabledWorkflowAnswers() throws Exception {
        try (var running = Running.start(Map.of("SERAI_ROUTES", routes.toString()))) {
            var read = Json.read(post(running, "/api/imports", N8nWorkflowsTest.WORKFLOW));
            assertThat(read.path("errors")).isEmpty();
            assertThat(read.path("routes")).isNotEmpty();
            assertThat(read.path("place").asText()).isEqualTo("say-hello");
            post(running, "/api/imports/" + read.path("id").asText() + "/enable", "{}");
            assertThat(routes.resolve("say-hello/say-hello.camel.yaml")).exists();
            await().atMost(Duration.ofSeconds(120))
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(post(running, "/webhook/hello", "{\"name\":\"Ada\"}"))
                            .contains("Hello Ada"));
        }
    }

    @Test
    void pagesOfAFormFollowEachOther() throws Exception {
        var workflow = """
                {"name": "Ask twice", "settings": {"executionOrder": "v1"},
                 "nodes": [
                  {"name": "Form", "type": "n8n-nodes-base.formTrigger", "typeVersion": 2.2, "position": [0, 0],
                   "parameters": {"path": "ask", "formTitle": "First", "formFields": {"values": [{"fieldLabel": "Name"}]}}},
                  {"name": "Second", "type": "n8n-nodes-base.form", "typeVersion": 1, "position": [200, 0],
                   "parameters": {"formFields": {"values": [{"fieldLabel": "Age"}]},
                    "options": {"formTitle": "=Hello {{ $json.Name }}"}}},
                  {"name": "End", "type": "n8n-nodes-base.form", "typeVersion": 1, "position": [400, 0],
                   "parameters": {"operation": "completion", "completionTitle": "Bye",
                    "completionMessage": "={{ $('Form').item.json.Name }} is {{ $json.Age }}"}}],
                 "connections": {"Form": {"main": [[{"node": "Second", "type": "main", "index": 0}]]},
                  "Second": {"main": [[{"node": "End", "type": "main", "index": 0}]]}}}
                """;
        try (var running = Running.start(Map.of("SERAI_ROUTES", routes.toString()))) {
            var read = Json.read(post(running, "/api/imports", workflow));
            assertThat(read.path("errors")).isEmpty();
            post(running, "/api/imports/" + read.path("id").asText() + "/enable", "{}");
            await().atMost(Duration.ofSeconds(120))
                    .untilAsserted(
                            () -> assertThat(running.get("/form/ask").body()).contains("<h1>First</h1>"));
            var form = "application/x-www-form-urlencoded";
            var first = running.post("/form/ask", "Name=Ada", "Content-Type", form);
            assertThat(first.statusCode()).as(first.body()).isEqualTo(303);
            var page = first.headers().firstValue("Location").orElseThrow();
            assertThat(running.get(page).body()).contains("<h1>Hello Ada</h1>", "name=\"Age\"");
            assertThat(running.post(page, "Age=36", "Content-Type", form).body())
                    .contains("<h1>Bye</h1>", "Ada is 36");
            assertThat(running.get(page).statusCode()).isEqualTo(410);
        }
    }

    private static String post(Running running, String path, String body) throws Exception {
        var answer = running.post(path, body, "X-Serai-Console", "1", "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
