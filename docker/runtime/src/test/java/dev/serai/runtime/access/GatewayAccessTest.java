package dev.serai.runtime.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.runtime.Running;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class GatewayAccessTest {

    private static final String PASSWORD = "correct horse battery";
    private static final String KEY = "0123456789abcdef";

    @TempDir
    private Path folder;

    private static Running start(Map<String, String> more) throws Exception {
        var variables = new HashMap<>(
                Map.of("SERAI_ENVIRONMENT", "public", "SERAI_ADDRESS", "127.0.0.1", "SERAI_ADMIN_PASSWORD", PASSWORD));
        variables.putAll(more);
        return Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                from("gateway:model/parrot").setBody(constant("hello"));
            }
        });
    }

    @Test
    void withoutKeysOnlyALoginOpensIt() throws Exception {
        try (var running = start(Map.of())) {
            assertThat(running.get("/v1/models").body()).contains("RUNTIME-104");
            assertThat(running.get("/v1/models", "Authorization", "Bearer " + PASSWORD)
                            .body())
                    .contains("parrot");
        }
    }

    @Test
    void itHasItsOwnKeys() throws Exception {
        var file = Files.writeString(folder.resolve("key"), KEY + "\n");
        try (var running = start(Map.of("SERAI_GATEWAY_KEY_FILE", file.toString()))) {
            assertThat(running.get("/v1/models").statusCode()).isEqualTo(401);
            assertThat(running.get("/v1/models", "Authorization", "Bearer " + PASSWORD)
                            .statusCode())
                    .isEqualTo(401);
            assertThat(running.get("/v1/models", "Authorization", "Bearer " + KEY)
                            .body())
                    .contains("parrot");
        }
    }
}
