package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NewFolderTest {

    private static final Map<String, String> FILES = Map.of("a.camel.yaml", "[]", "a.n8n.json", "{}");

    @TempDir
    Path folder;

    private static NewFolder folders(Path... folders) {
        return new NewFolder(FolderSettings.of(folders));
    }

    @Test
    void theFilesLieInAFolderOfTheirOwn() throws Exception {
        var made = folders(folder).write("a", FILES, false);
        assertThat(made).isEqualTo(folder.resolve("a"));
        assertThat(made.resolve("a.camel.yaml")).hasContent("[]");
        try (var all = Files.list(made)) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void thePageOfAFormComesAlong() {
        var made = folders(folder).write("a", Map.of("a.camel.yaml", "[]", "ask.form.html", "<p>"), false);
        assertThat(made.resolve("ask.form.html")).hasContent("<p>");
    }

    @Test
    void theFirstFolderThatIsThereIsTaken() {
        assertThat(folders(folder.resolve("away"), folder).place("a")).isEqualTo(folder.resolve("a"));
    }

    @Test
    void whatIsThereIsNeverTouched() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(Files.createDirectory(other.resolve("a")).resolve("a.camel.yaml"), "mine");
        // Not even where it would be in another folder, since texts are looked for in all of them.
        assertThatThrownBy(() -> folders(folder, other).write("a", FILES, false))
                .hasMessageContaining("LOAD-204");
        assertThat(other.resolve("a/a.camel.yaml")).hasContent("mine");
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> folders(folder).write("b", FILES, false)).hasMessageContaining("LOAD-204");
    }

    private static final Map<String, String> IMPORT = Map.of(
            "a.camel.yaml",
            "[]",
            "report.json",
            "{\"files\": [\"a.camel.yaml\", \"application.properties\", \"page.form.html\", \"report.json\", \"../b.json\"]}",
            "application.properties",
            "",
            "page.form.html",
            "x");

    @Test
    void anImportIsRemovedAndWhatAPersonPutThereStays() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", IMPORT, false);
        Files.writeString(folder.resolve("a/.page.form.html.new"), "begun");
        newFolder.remove("a");
        assertThat(folder.resolve("a")).doesNotExist();

        newFolder.write("a", IMPORT, false);
        Files.writeString(folder.resolve("b.json"), "elsewhere");
        var own = List.of("a.md", "a.more.json", "mine.schema.json", "mine.form.html", "mine.json");
        for (var file : own) {
            Files.writeString(folder.resolve("a").resolve(file), "mine");
        }
        newFolder.remove("a");
        assertThat(folder.resolve("a").toFile().list()).containsExactlyInAnyOrderElementsOf(own);
        assertThat(folder.resolve("b.json")).exists();
        assertThatThrownBy(() -> newFolder.remove("a")).hasMessageContaining("LOAD-206");
        assertThatThrownBy(() -> newFolder.remove("../a")).hasMessageContaining("LOAD-206");
    }

    @Test
    void aReportThatNamesNoFilesGivesOnlyThoseThatEveryImportHas() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", Map.of("a.camel.yaml", "[]", "a.n8n.json", "{}", "report.json", "no JSON"), false);
        Files.writeString(folder.resolve("a/a.more.json"), "mine");
        newFolder.remove("a");
        assertThat(folder.resolve("a").toFile().list()).containsExactly("a.more.json");
    }

    @Test
    void aRemovalThatWasNotEndedIsTriedAgain() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", IMPORT, false);
        Files.delete(folder.resolve("a/a.camel.yaml"));
        newFolder.remove("a");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    /** Else a stranger's workflow gets the keys of one's own. */
    @Test
    void anImportOfAnotherWorkflowIsNotReplaced() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", of("1"), false);
        for (var other : List.of(of("2"), FILES)) {
            assertThat(newFolder.existing("a", other)).isEmpty();
            assertThatThrownBy(() -> newFolder.write("a", other, true)).hasMessageContaining("LOAD-204");
        }
        assertThat(newFolder.existing("a", of("1"))).isPresent();
        assertThat(newFolder.write("a", of("1"), true)).isEqualTo(folder.resolve("a"));
    }

    private static Map<String, String> of(String id) {
        return Map.of("a.camel.yaml", "[]", "report.json", "{\"id\": \"" + id + "\"}");
    }

    @Test
    void whatANewerImportDoesNotMakeIsTakenAway() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", IMPORT, false);
        Files.writeString(folder.resolve("a/mine.form.html"), "mine");
        newFolder.write("a", Map.of("a.camel.yaml", "[]", "report.json", "{}"), true);
        assertThat(folder.resolve("a").toFile().list())
                .containsExactlyInAnyOrder("a.camel.yaml", "report.json", "application.properties", "mine.form.html");
    }

    @Test
    void whatMayHoldSecretsIsNobodyElses() throws Exception {
        var made = folders(folder).write("a", Map.of("a.camel.yaml", "[]", "application.properties", "a.b=c\n"), false);
        assertThat(made.resolve("application.properties")).hasContent("a.b=c");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.resolve("application.properties"))))
                .isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../a", "a/b", "/a", ".a", "A", "a b", "a\u0000", "-a"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> folders(folder).write(name, FILES, false)).hasMessageContaining("LOAD-205");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.json", "a/b.json", ".a.json", "a.java", "a.xml", "a.kamelet.yaml", "a", "a.json/"})
    void aFileThatLeadsElsewhereOrRunsIsRefused(String name) {
        assertThatThrownBy(() -> folders(folder).write("a", Map.of(name, "x"), false))
                .hasMessageContaining("LOAD-205");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void withoutAFolderItSaysWhatIsMissing() {
        assertThatThrownBy(() -> folders().place("a")).hasMessageContaining("LOAD-203");
        assertThatThrownBy(() -> folders(folder.resolve("away")).place("a")).hasMessageContaining("LOAD-203");
    }

    @Test
    void whereNoFolderMayBeWrittenThereIsOneForImports() {
        var imported = folder.resolve("data/imported");
        var made = new NewFolder(FolderSettings.of(folder.resolve("away")).withImported(imported))
                .write("a", FILES, false);
        assertThat(made).isEqualTo(imported.resolve("a"));
        assertThat(made.resolve("a.camel.yaml")).hasContent("[]");
    }

    @Test
    void onlyAnEarlierImportIsReplaced() throws Exception {
        var newFolder = folders(folder);
        newFolder.write("a", Map.of("a.camel.yaml", "[]", "report.json", "{}", "b.json", "old"), false);
        Files.writeString(folder.resolve("a/mine.txt"), "mine");
        assertThat(newFolder.existing("a")).contains(folder.resolve("a"));
        newFolder.write("a", Map.of("a.camel.yaml", "[1]", "report.json", "{}"), true);
        assertThat(folder.resolve("a/a.camel.yaml")).hasContent("[1]");
        assertThat(folder.resolve("a/mine.txt")).hasContent("mine");

        newFolder.write("own", Map.of("own.camel.yaml", "[]"), false);
        Files.createSymbolicLink(folder.resolve("link"), folder.resolve("a"));
        for (var name : List.of("own", "link", "..", "none")) {
            assertThat(newFolder.existing(name)).as(name).isEmpty();
        }
        assertThatThrownBy(() -> newFolder.write("own", FILES, true)).hasMessageContaining("LOAD-204");
    }
}
