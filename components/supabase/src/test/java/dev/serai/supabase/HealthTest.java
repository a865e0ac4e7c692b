package dev.serai.supabase;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.supabase.TestServer.Answer;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service is up when it answers at all. */
@Timeout(60)
class HealthTest {

    private TestServer server;
    private Routes routes;

    @BeforeEach
    void start() throws Exception {
        server = new TestServer();
        routes = new Routes(server.url());
        routes.configuration().setRetries(0);
        var producers = new ProducersHealthCheckRepository();
        producers.setEnabled(true);
        var registry = new DefaultHealthCheckRegistry();
        registry.register(producers);
        routes.context().getCamelContextExtension().addContextPlugin(HealthCheckRegistry.class, registry);
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void use(String endpoint) throws Exception {
        routes.context().addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:use").to("supabase:" + endpoint);
            }
        });
    }

    private List<HealthCheck.Result> results() {
        return HealthCheckHelper.invokeReadiness(routes.context()).stream()
                .filter(result -> result.getCheck().getId().startsWith("producer:supabase-"))
                .toList();
    }

    private HealthCheck.Result health() {
        assertThat(results()).hasSize(1);
        return results().get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "table/notes, /rest/v1/",
        "rpc/f, /rest/v1/",
        "auth/user, /auth/v1/health",
        "storage/files, /storage/v1/status",
        "functions/f, /functions/v1/"
    })
    void theServiceOfTheKindIsAsked(String endpoint, String path) throws Exception {
        use(endpoint);
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
        assertThat(health().getDetails()).containsEntry(server.url() + path, "up");
        assertThat(server.last().method()).isEqualTo("HEAD");
        assertThat(server.last().headers()).containsEntry("apikey", Routes.ANON);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 404, 405})
    void aServiceThatRefusesIsThere(int status) throws Exception {
        server.answer(Answer.json(status, "{}"));
        use("table/notes");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.UP);
    }

    @Test
    void aServiceThatFailsIsDownWithItsReasonAndWithoutTheKey() throws Exception {
        server.answer(Answer.json(503, "{\"message\": \"name resolution failed " + Routes.ANON + "\"}"));
        use("table/notes");
        assertThat(health().getState()).isEqualTo(HealthCheck.State.DOWN);
        assertThat(health().getMessage()).contains("no Supabase answers");
        assertThat(health().getDetails().get(server.url() + "/rest/v1/").toString())
                .contains("503")
                .doesNotContain(Routes.ANON);
    }

    @Test
    void theComponentsOptionSwitchesItOff() throws Exception {
        routes.context().getComponent("supabase", SupabaseComponent.class).setHealthCheckProducerEnabled(false);
        use("table/notes");
        assertThat(results()).isEmpty();
    }
}
