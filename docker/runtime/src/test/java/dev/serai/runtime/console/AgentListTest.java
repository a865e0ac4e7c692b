package dev.serai.runtime.console;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class AgentListTest {

    @Test
    void aRouteThatIsTakenAwayMeanwhileIsNotOffered() throws Exception {
        try (var serving = Serving.start(Serving.model("clerk", "setBody: {constant: Hello}"));
                var agents = new AgentList(serving.context())) {
            var route = serving.context().getRoutes().stream()
                    .filter(agents::isOffered)
                    .findFirst()
                    .orElseThrow();
            serving.context().getRouteController().stopRoute(route.getId());
            serving.context().removeRoute(route.getId());
            assertThat(agents.isOffered(route)).isFalse();
        }
    }
}
