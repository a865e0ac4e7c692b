package dev.serai.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ReadmeTest {

    private static final Pattern YAML = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void theWebhooksOfTheReadmeAreOpenedAsItSays() throws Exception {
        var blocks = YAML.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(block -> block.group(1))
                .toList();
        assertThat(blocks).hasSize(1);
        var file = Files.writeString(folder.resolve("application.yaml"), blocks.get(0));
        var variables = Map.of(
                "SERAI_CONFIG", file.toString(),
                "SERAI_ENVIRONMENT", "public",
                "SERAI_ADDRESS", "127.0.0.1",
                "SERAI_ADMIN_PASSWORD", "correct horse battery",
                "ORDERS_SECRET", "0123456789abcdef");
        try (var running = Running.start(variables, new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/o").routeId("orders").setBody(constant("in"));
                from("platform-http:/n").routeId("newsletter").setBody(constant("in"));
                from("platform-http:/other").routeId("other").setBody(constant("in"));
            }
        })) {
            assertThat(running.post("/o", "x").body()).contains("RUNTIME-106");
            assertThat(running.post("/n", "x").body()).isEqualTo("in");
            assertThat(running.post("/other", "x").body()).contains("RUNTIME-104");
        }
    }

    @Test
    void everySettingOfTheReadmeExists() throws Exception {
        var names = Pattern.compile("^\\| `(SERAI_[A-Z_]+)`", Pattern.MULTILINE)
                .matcher(Files.readString(Path.of("README.md")))
                .results()
                .map(name -> name.group(1))
                .toList();
        assertThat(names).hasSizeGreaterThan(15);
        // One start checks them all; empty ones count as not set.
        var variables = new HashMap<String, String>();
        names.forEach(name -> variables.put(name, ""));
        variables.keySet().removeAll(Set.of("SERAI_PORT", "SERAI_DATA", "SERAI_CONFIG", "SERAI_STOP_TIMEOUT"));
        try (var running = Running.start(variables)) {
            assertThat(running.get("/health/live").statusCode()).isEqualTo(200);
        }
    }
}
