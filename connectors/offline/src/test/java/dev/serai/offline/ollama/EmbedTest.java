package dev.serai.offline.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.http.Json;
import dev.serai.offline.junit.OllamaServerExtension;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class EmbedTest {
    @RegisterExtension
    static OllamaServerExtension ollama = new OllamaServerExtension();

    @Test
    void theVectorsAreTheRealModelsUpToRounding() throws Exception {
        var file = Path.of(EmbedTest.class
                .getResource("/recordings/ollama/embeddings-legacy.txt")
                .toURI());
        var recorded = Json.parse(Recording.read(file).answer()).path("embedding");

        var ours = embed("{\"model\":\"all-minilm\",\"input\":\"A cat\"}")
                .path("embeddings")
                .path(0);

        assertThat(cosine(recorded, ours)).isGreaterThan(0.98);
    }

    @Test
    void fewerDimensionsAreBroughtBackToLengthOne() {
        var vector = embed("{\"model\":\"all-minilm\",\"input\":\"A cat\",\"dimensions\":4}")
                .path("embeddings")
                .path(0);

        assertThat(vector).hasSize(4);
        assertThat(cosine(vector, vector)).isEqualTo(1.0, within(1e-6));
        assertThat(length(vector)).isEqualTo(1.0, within(1e-5));
    }

    @Test
    void aLongTextIsCutAtTheWindow() {
        var answer = embed("{\"model\":\"all-minilm\",\"input\":\"" + "word ".repeat(2000) + "\"}");

        assertThat(answer.path("prompt_eval_count").asInt()).isEqualTo(512);
    }

    @Test
    void theWholeWindowIsRead() {
        var words = "word ".repeat(400);

        var plain = embed("{\"model\":\"all-minilm\",\"input\":\"" + words + "\"}");
        var ending = embed("{\"model\":\"all-minilm\",\"input\":\"" + words + "zebra giraffe lion\"}");

        assertThat(plain.path("embeddings")).isNotEqualTo(ending.path("embeddings"));
    }

    @Test
    void modelsOfAnotherSizeAreNotFaked() {
        ollama.server()
                .models()
                .add(Model.named("nomic")
                        .capabilities(Capability.EMBEDDING)
                        .embeddingLength(768)
                        .build());

        var answer = Http.post(ollama.server(), "/api/embed", "{\"model\":\"nomic\",\"input\":\"x\"}");

        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(answer.body()).contains("768");
    }

    private static JsonNode embed(String body) {
        return Http.json(Http.post(ollama.server(), "/api/embed", body));
    }

    private static double cosine(JsonNode a, JsonNode b) {
        var sum = 0.0;
        for (var i = 0; i < a.size(); i++) {
            sum += a.get(i).asDouble() * b.get(i).asDouble();
        }
        return sum / length(a) / length(b);
    }

    private static double length(JsonNode a) {
        var sum = 0.0;
        for (var x : a) {
            sum += x.asDouble() * x.asDouble();
        }
        return Math.sqrt(sum);
    }
}
