package dev.serai.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.ollama.OllamaStandIn;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;

class HealthTest {

    private static final String ROUTE = """
            - route:
                from:
                  uri: direct:ask
                  steps:
                    - to: ollama:chat/scripted-chat
            """;

    private static HealthCheck.Result check(Routes routes) {
        var checks = HealthCheckHelper.invoke(routes.context());
        return checks.stream()
                .filter(result -> result.getCheck().getId().contains("ollama"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServerThatAnswersIsUpAndOneThatDoesNotIsDown() throws Exception {
        try (var ollama = OllamaStandIn.start();
                var routes = Routes.start(Map.of(Routes.BASE_URL, ollama.baseUrl(), Routes.HEALTH, "true"), ROUTE)) {
            assertThat(check(routes).getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(check(routes).getDetails()).containsEntry(ollama.baseUrl(), "up");
            ollama.close();
            assertThat(check(routes).getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(check(routes).getDetails().get(ollama.baseUrl()).toString())
                    .contains("OLLAMA-101");
        }
    }
}
