package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.OllamaComponent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The systems page's view of what the runtime stands on. */
@Timeout(60)
class SystemsTest {

    @RegisterExtension
    static final OllamaServerExtension OLLAMA = new OllamaServerExtension();

    private static void useOllama(Serving serving, String address) {
        serving.context()
                .getComponent("ollama", OllamaComponent.class)
                .getConfiguration()
                .setBaseUrl(address);
    }

    @Test
    void aModelServerTellsItsModelsAndWhatTheDoctorSays() throws Exception {
        try (var serving = Serving.start()) {
            useOllama(serving, OLLAMA.baseUrl());
            var systems = serving.json("/api/systems");
            var ollama = systems.get(0);
            assertThat(ollama.path("kind").asText()).isEqualTo("model");
            assertThat(ollama.path("state").asText()).isIn("up", "degraded");
            assertThat(ollama.path("facts").findValuesAsText("name")).contains("Address", "Version", "Models");
            assertThat(ollama.path("words").isArray()).isTrue();
        }
    }

    @Test
    void aModelServerThatIsAwayIsDownAndSaysWhatToDo() throws Exception {
        try (var serving = Serving.start()) {
            useOllama(serving, "http://127.0.0.1:1");
            var ollama = serving.json("/api/systems").get(0);
            assertThat(ollama.path("state").asText()).isEqualTo("down");
            assertThat(ollama.at("/words/0").asText()).isNotEmpty();
        }
    }
}
