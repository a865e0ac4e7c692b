package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.serai.runtime.SeraiRuntimeException;
import dev.serai.runtime.config.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadConfigurationTest {

    @TempDir
    Path folder;

    private Settings settings(Map<String, String> more) {
        var all = new HashMap<>(Map.of(
                "serai.routes",
                folder + ", /other",
                "serai.data",
                folder.resolve(".data").toString()));
        all.putAll(more);
        return Settings.of(all::get);
    }

    @Test
    void whatIsNotSetHasItsDefault() {
        var settings = LoadConfiguration.settings(settings(Map.of()));
        assertThat(settings.folders()).containsExactly(folder, Path.of("/other"));
        assertThat(settings.imported()).as("it lies in a folder that is read").isNull();
        assertThat(LoadConfiguration.settings(settings(Map.of("serai.data", "/data")))
                        .imported())
                .isEqualTo(Path.of("/data/imported"));
        assertThat(settings.switches()).isEqualTo(folder.resolve(".data/routes-switched.txt"));
        assertThat(settings)
                .usingRecursiveComparison()
                .ignoringFields("folders", "switches")
                .isEqualTo(FolderSettings.of());
    }

    @Test
    void eachLimitCanBeSet() {
        var settings = LoadConfiguration.settings(settings(Map.of(
                "serai.load.max-file-size", "1000",
                "serai.load.max-routes", "3",
                "serai.load.max-files", "4",
                "serai.load.look-every-millis", "100",
                "serai.load.drain", "1m",
                "serai.load.start-limit", "7s")));
        assertThat(settings.maxFileBytes()).isEqualTo(1000);
        assertThat(settings.maxRoutes()).isEqualTo(3);
        assertThat(settings.maxFiles()).isEqualTo(4);
        assertThat(settings.interval()).isEqualTo(Duration.ofMillis(100));
        assertThat(settings.drain()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.startLimit()).isEqualTo(Duration.ofSeconds(7));
        assertThatThrownBy(() -> LoadConfiguration.settings(settings(Map.of("serai.load.max-routes", "many"))))
                .isInstanceOf(SeraiRuntimeException.class);
    }

    @Test
    void theFoldersFollowTheContextFromItsStartToItsStop() throws Exception {
        Files.writeString(folder.resolve("a.yaml"), Mounted.answers("a", "one"));
        var context = new DefaultCamelContext();
        try (context) {
            var workflows = new LoadConfiguration().workflows(context, settings(Map.of()));
            assertThat(workflows.files()).isEmpty();
            assertThatThrownBy(() -> workflows
                            .switchRoute("a", false)
                            .toCompletableFuture()
                            .join())
                    .hasMessageContaining("LOAD-202");
            context.start();
            await().atMost(Mounted.PATIENCE)
                    .until(() -> workflows.firstLoad().toCompletableFuture().isDone());
            assertThat(workflows.route("a").orElseThrow().on()).isTrue();
            context.stop();
            assertThat(workflows.isStopped()).isTrue();
        }
    }
}
