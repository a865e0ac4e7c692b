package dev.serai.agent;

import static dev.serai.agent.ScriptedModel.call;
import static dev.serai.agent.ScriptedModel.calls;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A tool's result that is the answer. */
@Timeout(60)
class DirectResultTest {

    private static final String GUARD = """
            - route:
                from:
                  uri: direct:guard
                  steps:
                    - setBody:
                        simple: "seen: ${body}"
            """;

    @Test
    void passesTheGuardLikeAnyAnswer() throws Exception {
        try (var routes = Routes.start(
                GUARD,
                Yaml.tool("form", "The form", "returnDirect: true"),
                Yaml.agent("tools: form", "outputGuard: direct:guard"))) {
            routes.model().then(calls(call("form", Map.of())));
            assertThat(routes.ask("direct:ask", "hi", String.class)).isEqualTo("seen: The form");
        }
    }
}
