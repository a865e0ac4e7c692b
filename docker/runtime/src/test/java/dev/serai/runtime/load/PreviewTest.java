package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file that lies in no folder, and one that a program puts there. */
class PreviewTest {

    @TempDir
    Path folder;

    private static FilePreview preview(Mounted mounted, String text, Map<String, String> properties) throws Exception {
        return mounted.workflows
                .preview("new/new.camel.yaml", text, properties)
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @Test
    void itIsDrawnAndNothingOfItRuns() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            var preview = preview(mounted, Mounted.answers("a", "one"), Map.of());
            assertThat(preview.problems()).isEmpty();
            assertThat(preview.routes()).singleElement().satisfies(route -> {
                assertThat(route.id()).isEqualTo("a");
                assertThat(route.from()).isEqualTo("direct:a");
                assertThat(route.on()).isFalse();
                assertThat(route.tree().children()).hasSize(1);
            });
            assertThat(mounted.routes()).isEmpty();
            assertThat(mounted.workflows.files()).isEmpty();
        }
    }

    @Test
    void beansAreNotMade() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            preview(
                    mounted,
                    "- beans:\n    - name: made\n      type: java.util.ArrayList\n" + Mounted.answers("a", "one"),
                    Map.of());
            assertThat(mounted.context.getRegistry().lookupByName("made")).isNull();
        }
    }

    @Test
    void itsPropertiesCountAndAreForgotten() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            var text = Mounted.answers("a", "one").replace("direct:a", "direct:{{a.name}}");
            assertThat(preview(mounted, text, Map.of("a.name", "a")).problems()).isEmpty();
            assertThat(preview(mounted, text, Map.of()).problems())
                    .extracting(FileProblem::code)
                    .containsExactly("LOAD-109");
        }
    }

    @Test
    void whatWouldKeepItFromBeingLoadedIsTold() throws Exception {
        try (var mounted =
                new Mounted(folder).write("a.yaml", Mounted.answers("a", "one")).start()) {
            var same = preview(mounted, Mounted.answers("a", "two"), Map.of());
            assertThat(same.problems()).extracting(FileProblem::code).containsExactly("LOAD-107");
            assertThat(same.routes()).hasSize(1);
            assertThat(preview(mounted, "- route: [", Map.of()).problems())
                    .extracting(FileProblem::code)
                    .containsExactly("LOAD-103");
            assertThat(preview(mounted, "a: b", Map.of()).problems())
                    .extracting(FileProblem::code)
                    .containsExactly("LOAD-103");
        }
    }

    @Test
    void whatIsAddedIsLoadedWithItsProperties() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            assertThat(mounted.workflows.place("new")).isEqualTo("new");
            var place = mounted.workflows.add(
                    "new",
                    Map.of(
                            "new.camel.yaml",
                            Mounted.answers("a", "{{new.says}}"),
                            "application.properties",
                            "new.says=Good day\n"));
            assertThat(place).isEqualTo("new");
            assertThat(mounted.await("new/new.camel.yaml", FileState.ON).problems())
                    .isEmpty();
            mounted.awaitAnswer("direct:a", "Good day");
            assertThatThrownBy(() -> mounted.workflows.add("new", Map.of())).hasMessageContaining("LOAD-204");
        }
    }

    @Test
    void withSeveralFoldersThePlaceNamesOne() throws Exception {
        var second = Files.createDirectory(folder.resolve("second"));
        var folders = new RouteFolders(
                new org.apache.camel.impl.DefaultCamelContext(), FolderSettings.of(folder.resolve("away"), second));
        assertThat(folders.place("new")).isEqualTo("second/new");
    }
}
