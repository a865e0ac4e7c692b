package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LoadedModelsTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension(OllamaStandIn.builder()
            .model(Model.named("split").vramShare(0.5).contextLength(32_768).build()));

    @Test
    void aChatLoadsTheModelForFiveMinutes() {
        chat("\"options\":{}");

        var until = Instant.parse(running().path("expires_at").asText());
        assertThat(until).isAfter(Instant.now().plus(Duration.ofMinutes(4)));
        assertThat(running().path("context_length").asInt()).isEqualTo(4096);
    }

    @Test
    void theSameOptionsKeepTheModelAndAnotherWindowReloadsIt() {
        chat("\"options\":{\"temperature\":0}");
        chat("\"options\":{\"temperature\":1}");
        assertThat(ollama.server().loaded().loads("split")).isEqualTo(1);

        chat("\"options\":{\"num_ctx\":8192}");
        assertThat(ollama.server().loaded().loads("split")).isEqualTo(2);
        assertThat(running().path("context_length").asInt()).isEqualTo(8192);
    }

    @Test
    void aLargerWindowTakesMoreMemory() {
        chat("\"options\":{\"num_ctx\":1024}");
        var small = running().path("size").asLong();
        chat("\"options\":{\"num_ctx\":16384}");

        assertThat(running().path("size").asLong()).isGreaterThan(small);
    }

    @Test
    void aModelThatSpillsToTheCpuShowsLessVideoMemoryThanItsSize() {
        chat("\"options\":{}");

        assertThat(running().path("size_vram").asLong())
                .isPositive()
                .isLessThan(running().path("size").asLong());
    }

    @Test
    void keepAliveZeroUnloadsAfterTheAnswer() {
        chat("\"keep_alive\":0");

        assertThat(running()).isEmpty();
    }

    @Test
    void aNegativeKeepAliveMeansForEver() {
        chat("\"keep_alive\":-1");

        assertThat(Instant.parse(running().path("expires_at").asText()))
                .isAfter(Instant.now().plus(Duration.ofDays(365)));
    }

    @Test
    void aModelWhoseTimeIsOverIsGone() {
        chat("\"keep_alive\":\"1ns\"");

        assertThat(running()).isEmpty();
    }

    @Test
    void anUnloadedModelStaysUnloadedWithEmptyMessages() {
        chat("\"options\":{}");

        var answer = Http.post(ollama.server(), "/api/generate", """
                {"model":"split","keep_alive":0}""");

        assertThat(answer.body()).contains("\"done_reason\":\"unload\"");
        assertThat(running()).isEmpty();
    }

    private static void chat(String more) {
        Http.post(ollama.server(), "/api/chat", """
                {"model":"split","stream":false,"messages":[{"role":"user","content":"hi"}],%s}""".formatted(more));
    }

    private static JsonNode running() {
        return Http.json(Http.get(ollama.server(), "/api/ps")).path("models").path(0);
    }
}
