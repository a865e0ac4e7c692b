package dev.serai.runtime.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import dev.serai.support.json.Json;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HealthTest {

    @Test
    void aServerThatIsAwayIsNamedAndTheRestIsReady() throws Exception {
        // Nothing can listen at this port.
        try (var running =
                Running.start(Map.of("CAMEL_COMPONENT_OLLAMA_BASEURL", "http://127.0.0.1:1"), new RouteBuilder() {
                    @Override
                    public void configure() {
                        from("direct:ask").to("ollama:chat/scripted-chat");
                    }
                })) {
            assertThat(running.get("/health/ready").statusCode()).isEqualTo(200);
            var health = Json.read(running.get("/health").body());
            assertThat(health.path("status").asText()).isEqualTo("DEGRADED");
            assertThat(health.path("checks").toString()).contains("producer:ollama", "\"state\":\"DOWN\"");
        }
    }

    @Test
    void routesAndTheProcessAreMeasured() throws Exception {
        try (var running = Running.start(Map.of(), new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/measured").routeId("measured").setBody(constant("x"));
            }
        })) {
            running.get("/measured");
            assertThat(running.get("/metrics").body())
                    .contains("jvm_memory_used_bytes")
                    .containsPattern("camel_exchanges_succeeded_total\\{[^}]*routeId=\"measured\"[^}]*} 1\\.0");
        }
    }
}
