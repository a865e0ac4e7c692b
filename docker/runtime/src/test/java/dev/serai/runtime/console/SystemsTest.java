package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.serai.offline.junit.OllamaServerExtension;
import dev.serai.ollama.OllamaComponent;
import java.sql.Connection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.health.HealthCheckResultBuilder;
import org.apache.camel.impl.health.AbstractHealthCheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.AbstractDataSource;

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
    void aDatabaseThatFailsInAnyWayIsDownAndTheOthersAreShown() throws Exception {
        var broken = new AbstractDataSource() {
            @Override
            public Connection getConnection() {
                throw new IllegalStateException("the pool is closed");
            }

            @Override
            public Connection getConnection(String user, String password) {
                return getConnection();
            }
        };
        try (var serving = Serving.start(Map.of("broken", broken))) {
            useOllama(serving, OLLAMA.baseUrl());
            var systems = serving.json("/api/systems");
            assertThat(states(systems)).containsEntry("Database broken", "down").containsEntry("Database serai", "up");
        }
    }

    @Test
    void aHealthCheckIsShownUnlessItsSystemStandsThereAlready() throws Exception {
        try (var serving = Serving.start()) {
            useOllama(serving, OLLAMA.baseUrl());
            for (var id : List.of("producer:ollama-chat", "consumer:orders")) {
                HealthCheckRegistry.get(serving.context()).register(new AbstractHealthCheck("camel", id) {
                    @Override
                    protected void doCall(HealthCheckResultBuilder builder, Map<String, Object> options) {
                        builder.down();
                    }
                });
            }
            assertThat(states(serving.json("/api/systems")))
                    .containsEntry("consumer:orders", "down")
                    .containsKey("Ollama")
                    .doesNotContainKey("producer:ollama-chat");
        }
    }

    private static Map<String, String> states(JsonNode systems) {
        var states = new HashMap<String, String>();
        systems.forEach(system ->
                states.put(system.path("name").asText(), system.path("state").asText()));
        return states;
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
