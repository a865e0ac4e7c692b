package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void theFilesLieInAFolderOfTheirOwn() throws Exception {
        var made = new NewFolder(List.of(folder)).write("a", FILES);
        assertThat(made).isEqualTo(folder.resolve("a"));
        assertThat(made.resolve("a.camel.yaml")).hasContent("[]");
        try (var all = Files.list(made)) {
            assertThat(all).hasSize(2);
        }
    }

    @Test
    void theFirstFolderThatIsThereIsTaken() {
        assertThat(new NewFolder(List.of(folder.resolve("away"), folder)).place("a"))
                .isEqualTo(folder.resolve("a"));
    }

    @Test
    void whatIsThereIsNeverTouched() throws Exception {
        var other = Files.createDirectory(folder.resolve("other"));
        Files.writeString(Files.createDirectory(other.resolve("a")).resolve("a.camel.yaml"), "mine");
        // Not even where it would be in another folder, since texts are looked for in all of them.
        assertThatThrownBy(() -> new NewFolder(List.of(folder, other)).write("a", FILES))
                .hasMessageContaining("LOAD-204");
        assertThat(other.resolve("a/a.camel.yaml")).hasContent("mine");
        Files.createSymbolicLink(folder.resolve("b"), folder.resolve("nowhere"));
        assertThatThrownBy(() -> new NewFolder(List.of(folder)).write("b", FILES))
                .hasMessageContaining("LOAD-204");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "../a", "a/b", "/a", ".a", "A", "a b", "a\u0000", "-a"})
    void aNameThatLeadsElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> new NewFolder(List.of(folder)).write(name, FILES))
                .hasMessageContaining("LOAD-205");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.json", "a/b.json", ".a.json", "a.java", "a.xml", "a.kamelet.yaml", "a", "a.json/"})
    void aFileThatLeadsElsewhereOrRunsIsRefused(String name) {
        assertThatThrownBy(() -> new NewFolder(List.of(folder)).write("a", Map.of(name, "x")))
                .hasMessageContaining("LOAD-205");
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void withoutAFolderItSaysWhatIsMissing() {
        assertThatThrownBy(() -> new NewFolder(List.of()).place("a")).hasMessageContaining("LOAD-203");
        assertThatThrownBy(() -> new NewFolder(List.of(folder.resolve("away"))).place("a"))
                .hasMessageContaining("LOAD-203");
    }
}
