package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
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
                .preview("new", "new.camel.yaml", text, properties)
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

    private static Map<String, String> files(String answer, String properties) {
        return Map.of(
                "new.camel.yaml",
                Mounted.answers("a", answer),
                "application.properties",
                properties,
                "report.json",
                "{}");
    }

    @Test
    void whatIsAddedIsLoadedWithItsProperties() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            assertThat(mounted.workflows.place("new").path()).isEqualTo("new");
            var place = mounted.workflows.add(
                    "new",
                    files("{{new.says}} {{new.whom}}", "# Whom?\nnew.whom=all\nnew.says=Good day\n"),
                    Map.of("new.whom", "Ada \u00fc"),
                    false);
            assertThat(place)
                    .isEqualTo(new Workflows.Place("new", folder.resolve("new").toString()));
            assertThat(mounted.await("new/new.camel.yaml", FileState.ON).problems())
                    .isEmpty();
            mounted.awaitAnswer("direct:a", "Good day Ada \u00fc");
            assertThat(folder.resolve("new/application.properties")).content().startsWith("# Whom?\nnew.whom=Ada");
            assertThatThrownBy(() -> mounted.workflows.add("new", Map.of(), Map.of(), false))
                    .hasMessageContaining("LOAD-204");
        }
    }

    @Test
    void whatIsReplacedKeepsWhatWasSet() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            mounted.workflows.add("new", files("{{new.says}}", "new.says=one\nnew.key=\n"), Map.of(), false);
            mounted.awaitAnswer("direct:a", "one");
            mounted.write("new/application.properties", "new.says=mine\nnew.key=k\nnew.more=m\n");
            mounted.awaitAnswer("direct:a", "mine");

            var again = files(
                    "again {{new.says}} {{new.key}} {{new.more}} {{new.kind}}", "new.says=one\nnew.key=\nnew.kind=b\n");
            assertThat(preview(mounted, again.get("new.camel.yaml"), Map.of("new.kind", "b"))
                            .problems())
                    .as("what it replaces is not in its way")
                    .isEmpty();
            assertThat(mounted.workflows.existing("new").orElseThrow().properties())
                    .containsEntry("new.key", "k");
            mounted.workflows.add("new", again, Map.of("new.kind", "c"), true);
            mounted.awaitAnswer("direct:a", "again mine k m c");
        }
    }

    @Test
    void whatNobodyHasSetIsWhatTheNewImportSays() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            var old = new HashMap<>(files("{{new.says}} {{new.whom}}", "new.says=one\nnew.whom=all\nnew.gone=g\n"));
            old.put("report.json", "{\"defaults\":{\"new.says\":\"one\",\"new.whom\":\"all\",\"new.gone\":\"g\"}}");
            mounted.workflows.add("new", old, Map.of("new.whom", "Ada"), false);
            mounted.awaitAnswer("direct:a", "one Ada");
            assertThat(mounted.workflows.existing("new").orElseThrow().properties())
                    .isEqualTo(Map.of("new.whom", "Ada"));

            mounted.workflows.add(
                    "new", files("{{new.says}} {{new.whom}}", "new.says=two\nnew.whom=some\n"), Map.of(), true);
            mounted.awaitAnswer("direct:a", "two Ada");
            assertThat(folder.resolve("new/application.properties")).hasContent("new.says=two\nnew.whom=Ada\n");
        }
    }

    @Test
    void theFolderForImportsIsReadLikeTheOthers() throws Exception {
        var imported = folder.resolve("data/imported");
        try (var mounted = new Mounted(
                        folder,
                        settings -> FolderSettings.of(folder.resolve("away"))
                                .withImported(imported)
                                .withTimes(settings.interval(), settings.drain(), settings.startLimit()))
                .start()) {
            assertThat(mounted.workflows.skipped())
                    .as("it need not be there")
                    .extracting(SkippedFile::path)
                    .containsExactly(folder.resolve("away").toString());
            var place = mounted.workflows.add("new", files("{{new.says}}", "new.says=one\n"), Map.of(), false);
            assertThat(place.path()).isEqualTo(imported + "/new");
            mounted.awaitAnswer("direct:a", "one");
            mounted.await(imported + "/new/new.camel.yaml", FileState.ON);
        }
    }

    @Test
    void withSeveralFoldersThePlaceNamesOne() throws Exception {
        var second = Files.createDirectory(folder.resolve("second"));
        var folders = new RouteFolders(
                new org.apache.camel.impl.DefaultCamelContext(), FolderSettings.of(folder.resolve("away"), second));
        assertThat(folders.place("new").path()).isEqualTo("second/new");
    }
}
