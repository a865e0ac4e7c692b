package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.http.Json;
import dev.serai.offline.junit.OllamaServerExtension;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PullTest {
    private static final Duration LIMIT = Duration.ofSeconds(20);
    private static final String PULL = "{\"model\":\"tiny:1b\"}";

    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void progressGrowsLayerByLayerUntilSuccess() {
        ollama.server()
                .remote()
                .offer(RemoteModel.named("tiny:1b").layers(100, 10).stepsPerLayer(2));

        var lines = Http.stream(ollama.server(), "/api/pull", PULL).lines();

        assertThat(lines)
                .map(line -> Json.parse(line).path("completed").asLong())
                .containsExactly(0L, 0L, 50L, 100L, 0L, 5L, 10L, 0L, 0L, 0L);
        assertThat(lines).last().isEqualTo("{\"status\":\"success\"}");
        assertThat(ollama.server().models().find("tiny:1b")).isPresent();
    }

    @Test
    void aPullThatFailsLeavesNoModel() {
        ollama.server().remote().offer(RemoteModel.named("tiny:1b").failAfter(2, "disk full"));

        var lines = Http.stream(ollama.server(), "/api/pull", PULL).lines();

        assertThat(lines).hasSize(3).last().isEqualTo("{\"error\":\"disk full\"}");
        assertThat(ollama.server().models().find("tiny:1b")).isEmpty();
    }

    @Test
    void aPullThatIsCutLeavesNoModel() {
        ollama.server().remote().offer(RemoteModel.named("tiny:1b").cutAfter(2));

        assertThat(Http.stream(ollama.server(), "/api/pull", PULL).failure()).isNotNull();
        assertThat(ollama.server().models().find("tiny:1b")).isEmpty();
    }

    @Test
    void theClientThatLeavesStopsThePull() {
        ollama.server().remote().offer(RemoteModel.named("tiny:1b").lineEvery(Duration.ofHours(1)));

        var pull = Http.postLater(ollama.server(), "/api/pull", PULL);
        ollama.server().requests().await(r -> r.status() == 200, LIMIT);
        pull.cancel(true);

        ollama.server().requests().awaitCancelled(LIMIT);
        assertThat(ollama.server().models().find("tiny:1b")).isEmpty();
    }

    @Test
    void withoutAStreamOnlyTheEndIsReported() {
        ollama.server().remote().offer(RemoteModel.named("tiny:1b"));

        var answer = Http.post(ollama.server(), "/api/pull", "{\"model\":\"tiny:1b\",\"stream\":false}");

        assertThat(answer.body()).isEqualTo("{\"status\":\"success\"}");
    }

    @Test
    void pushNeedsARegistryInReach() {
        var push = "{\"model\":\"scripted-chat\"}";
        assertThat(Http.post(ollama.server(), "/api/push", push).body()).contains("no such host");

        ollama.server().remote().reachable();

        assertThat(Http.post(ollama.server(), "/api/push", push).body()).contains("success");
        assertThat(ollama.server().remote().pushed()).containsExactly("scripted-chat:latest");
    }

    @Test
    void cloudModelsAreNotPulled() {
        assertThat(Http.post(ollama.server(), "/api/pull", "{\"model\":\"gpt-oss:120b-cloud\"}")
                        .statusCode())
                .isEqualTo(403);
    }
}
