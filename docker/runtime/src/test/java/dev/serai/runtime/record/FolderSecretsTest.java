package dev.serai.runtime.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.Running;
import dev.serai.support.json.Json;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that stand beside routes, in a whole runtime. */
@Timeout(300)
class FolderSecretsTest {

    @TempDir
    Path routes;

    @Test
    void runsDoNotShowThemAlsoWhenTheyAreOthers() throws Exception {
        Files.writeString(routes.resolve("tell.camel.yaml"), """
                - route:
                    id: tell
                    from:
                      uri: platform-http:/tell
                      steps:
                        - setVariable:
                            name: p
                            constant: '{"url":"{{tell.vars.secret_1_1}}"}'
                        - setBody:
                            constant: told {{tell.vars.secret_1_1}}
                """);
        set("https://hooks.example.org/first");
        try (var running = Running.start(Map.of("SERAI_ROUTES", routes.toString()))) {
            told(running, "https://hooks.example.org/first");
            set("https://hooks.example.org/other");
            told(running, "https://hooks.example.org/other");
            await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
                var runs = Json.read(running.get("/api/runs").body()).findValuesAsText("id");
                assertThat(runs).hasSizeGreaterThan(1);
                for (var run : runs) {
                    assertThat(running.get("/api/runs/" + run).body())
                            .contains("told ***")
                            .doesNotContain("hooks.example.org");
                }
            });
        }
    }

    private void set(String value) throws Exception {
        Files.writeString(routes.resolve("application.properties"), "tell.vars.secret_1_1=" + value + "\n");
    }

    private static void told(Running running, String value) {
        await().atMost(Duration.ofSeconds(120))
                .ignoreExceptions()
                .until(() -> running.get("/tell").body().equals("told " + value));
    }
}
