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

    private static String post(Running running, String path, String body) throws Exception {
        var answer = running.post(path, body, "X-Serai-Console", "1", "Content-Type", "application/json");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }
}
