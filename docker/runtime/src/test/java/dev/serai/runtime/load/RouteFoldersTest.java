package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFoldersTest {

    @TempDir
    Path folder;

    @Test
    void filesOfTheFolderAreLoadedAtTheStart() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one"));
            mounted.write("deep/er/b.camel.yaml", Mounted.answers("b", "two"));
            mounted.start();
            assertThat(mounted.workflows.files())
                    .extracting(WorkflowFile::path)
                    .containsExactly("a.yaml", "deep/er/b.camel.yaml");
            assertThat(mounted.workflows.files())
                    .extracting(WorkflowFile::state)
                    .containsOnly(FileState.ON);
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
            assertThat(mounted.ask("direct:b")).isEqualTo("two");
        }
    }

    @Test
    void aChangedFileIsReloadedAndTheOthersAreLeftAlone() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one"));
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.start();
            var untouched = mounted.context.getRoute("b");
            mounted.write("a.yaml", Mounted.answers("a", "other"));
            mounted.awaitAnswer("direct:a", "other");
            assertThat(mounted.context.getRoute("b")).isSameAs(untouched);
        }
    }

    @Test
    void anAddedFileStartsAndARemovedOneStops() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            mounted.write("a.yaml", Mounted.answers("a", "one"));
            mounted.await("a.yaml", FileState.ON);
            mounted.delete("a.yaml");
            mounted.awaitGone("a.yaml");
            assertThat(mounted.routes()).isEmpty();
            assertThat(mounted.context.getEndpoints()).isEmpty();
        }
    }

    @Test
    void aRenamedFileGoesOnUnderItsNewName() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one")).start();
            Files.move(folder.resolve("a.yaml"), folder.resolve("b.yaml"));
            mounted.await("b.yaml", FileState.ON);
            mounted.awaitGone("a.yaml");
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
        }
    }

    @Test
    void theLastGoodVersionGoesOnUntilTheNewOneLoads() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one")).start();
            mounted.write("a.yaml", Mounted.answers("a", "two") + "        - setBoody: {}\n");
            mounted.await("a.yaml", FileState.STALE);
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
            assertThat(mounted.problem("a.yaml").line()).isEqualTo(8);
            assertThat(mounted.problem("a.yaml").reason()).contains("setBoody");
            mounted.write("a.yaml", Mounted.answers("a", "three"));
            mounted.await("a.yaml", FileState.ON);
            assertThat(mounted.file("a.yaml").problems()).isEmpty();
            assertThat(mounted.ask("direct:a")).isEqualTo("three");
        }
    }

    @Test
    void whatOnlyFailsAtTheStartBringsTheLastGoodVersionBack() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one")).start();
            mounted.write("a.yaml", Mounted.answers("a", "two") + "        - to: direct:x?nonsense=1\n");
            mounted.await("a.yaml", FileState.STALE);
            assertThat(mounted.problem("a.yaml").line()).isEqualTo(8);
            assertThat(mounted.problem("a.yaml").code()).isEqualTo("LOAD-110");
            assertThat(mounted.problem("a.yaml").reason()).contains("nonsense");
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
        }
    }

    @Test
    void aChangeThatTheSystemDoesNotTellOfIsFoundByLooking() throws Exception {
        try (var mounted = new Mounted(folder)) {
            // Hidden folders are not watched; volumes of clusters link into them.
            mounted.write(".1/a.yaml", Mounted.answers("a", "one"));
            mounted.write(".2/a.yaml", Mounted.answers("a", "three"));
            Files.createSymbolicLink(folder.resolve(".data"), Path.of(".1"));
            Files.createSymbolicLink(folder.resolve("a.yaml"), Path.of(".data/a.yaml"));
            mounted.start();
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
            mounted.write(".1/a.yaml", Mounted.answers("a", "two"));
            mounted.awaitAnswer("direct:a", "two");
            Files.createSymbolicLink(folder.resolve(".new"), Path.of(".2"));
            Files.move(folder.resolve(".new"), folder.resolve(".data"), StandardCopyOption.REPLACE_EXISTING);
            mounted.awaitAnswer("direct:a", "three");
        }
    }

    @Test
    void aFileWhoseTimeAloneChangesIsNotReloaded() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", Mounted.answers("a", "one")).start();
            var route = mounted.context.getRoute("a");
            Files.setLastModifiedTime(folder.resolve("a.yaml"), FileTime.fromMillis(1_000_000));
            mounted.write("b.yaml", Mounted.answers("b", "two"));
            mounted.await("b.yaml", FileState.ON);
            assertThat(mounted.context.getRoute("a")).isSameAs(route);
        }
    }

    @Test
    void severalFoldersKeepTheirFilesApartAndAMissingOneIsToldAndFollowedWhenItComes() throws Exception {
        var one = Files.createDirectories(folder.resolve("one/routes"));
        var two = folder.resolve("two/routes");
        try (var mounted = new Mounted(
                folder,
                settings -> new FolderSettings(
                        List.of(one, two),
                        null,
                        null,
                        100_000,
                        10,
                        10,
                        settings.interval(),
                        settings.drain(),
                        settings.startLimit()))) {
            mounted.write("one/routes/a.yaml", Mounted.answers("a1", "one")).start();
            assertThat(mounted.workflows.skipped())
                    .extracting(SkippedFile::path)
                    .containsExactly("routes-2/");
            mounted.write("two/routes/a.yaml", Mounted.answers("a2", "two"));
            mounted.await("routes-2/a.yaml", FileState.ON);
            assertThat(mounted.file("routes/a.yaml").state()).isEqualTo(FileState.ON);
            assertThat(mounted.workflows.skipped()).isEmpty();

            Files.move(two, folder.resolve("two/away"));
            await().atMost(Mounted.PATIENCE)
                    .until(() -> mounted.workflows.skipped().size() == 1);
            mounted.write("one/routes/a.yaml", Mounted.answers("a1", "two"));
            mounted.awaitAnswer("direct:a1", "two");
            assertThat(mounted.ask("direct:a2"))
                    .as("a folder that is mounted anew")
                    .isEqualTo("two");
            Files.move(folder.resolve("two/away"), two);
            mounted.write("two/routes/a.yaml", Mounted.answers("a2", "three"));
            mounted.awaitAnswer("direct:a2", "three");
        }
    }

    @Test
    void oneBrokenFileLeavesTheOthersRunning() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a.yaml", "- route:\n    id: x\n   from: [\n");
            mounted.write("b.yaml", Mounted.answers("b", "two")).start();
            assertThat(mounted.file("a.yaml").state()).isEqualTo(FileState.BROKEN);
            assertThat(mounted.problem("a.yaml").line()).isEqualTo(3);
            assertThat(mounted.problem("a.yaml").column()).isPositive();
            assertThat(mounted.ask("direct:b")).isEqualTo("two");
        }
    }
}
