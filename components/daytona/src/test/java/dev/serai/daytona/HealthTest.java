package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.daytona.TestServer.Answer;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.health.HealthCheckRegistry;
import org.apache.camel.impl.health.DefaultHealthCheckRegistry;
import org.apache.camel.impl.health.ProducersHealthCheckRepository;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The service is up when it answers and takes the key. */
@Timeout(60)
class HealthTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer().on("GET", "/api/sandbox", Answer.json(200, "{\"items\":[]}"));
        routes = new Routes(server);
        var registry = new DefaultHealthCheckRegistry();
        var producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        registry.register(producers);
        routes.context().getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:list").to("daytona:sandbox/list");
            }
        });
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private HealthCheck.Result health() {
        var results = HealthCheckHelper.invokeReadiness(routes.context()).stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:daytona-"))
                .toList();
        assertThat(results).hasSize(1);
        return results.get(0);
    }

    @Test
    void aServiceThatAnswersIsUp() {
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health().getDetails()).containsEntry(server.url() + "/api", "up");
    }

    @Test
    void aRefusedKeyIsDownWithItsReasonAndWithoutTheKey() {
        server.on("GET", "/api/sandbox", Answer.error(401, "Invalid credentials " + Routes.KEY));
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).contains("no Daytona answers");
        assertThat(health().getDetails().get(server.url() + "/api").toString())
                .contains("DAYTONA-112")
                .doesNotContain(Routes.KEY);
    }
}
