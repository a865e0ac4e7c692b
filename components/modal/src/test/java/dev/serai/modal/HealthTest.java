package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.modal.client.plane.ModalApi;
import io.grpc.Status;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {

    private static final String ROUTE = """
            - route:
                from:
                  uri: direct:ask
                  steps:
                    - to: modal:call/app/f
            """;

    private static HealthCheck.Result check(Routes routes) {
        return HealthCheckHelper.invoke(routes.context()).stream()
                .filter(result -> result.getCheck().getId().contains("modal"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aServiceThatTakesTheTokenIsUpAndOneThatRefusesItIsDown() throws Exception {
        try (var workspace = new ScriptedWorkspace();
                var routes = Routes.start(workspace.url(), Map.of(Routes.HEALTH, "true"), ROUTE)) {
            assertThat(check(routes).getState()).isEqualTo(HealthCheck.State.UP);
            assertThat(check(routes).getDetails()).containsEntry(workspace.url(), "up");
            workspace.server().script(ModalApi.AUTH_TOKEN_GET, (question, reply) -> reply.fail(Status.UNAUTHENTICATED));
            var down = check(routes);
            assertThat(down.getState()).isEqualTo(HealthCheck.State.DOWN);
            assertThat(down.getDetails().get(workspace.url()).toString()).contains("MODAL-106");
        }
    }
}
