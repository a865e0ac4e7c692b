package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Texts that stand beside a route. */
class ResourcesTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private static String says(String id, String resource) {
        return """
                - route:
                    id: %s
                    from:
                      uri: direct:%s
                      steps:
                        - setBody:
                            constant: "resource:%s"
                """.formatted(id, id, resource);
    }

    @Test
    void classPathAndRelativeFilesAreLookedForInTheFolder() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("agent/system.txt", "Be brief.");
            mounted.write("agent/a.yaml", says("a", "classpath:agent/system.txt"));
            mounted.write("agent/b.yaml", says("b", "file:agent/system.txt"));
            mounted.write("agent/c.yaml", says("c", "file:{{workflow.folder}}/system.txt"));
            mounted.start();
            assertThat(mounted.workflows.files())
                    .extracting(WorkflowFile::problems)
                    .allMatch(java.util.List::isEmpty);
            assertThat(mounted.ask("direct:a")).isEqualTo("Be brief.");
            assertThat(mounted.ask("direct:b")).isEqualTo("Be brief.");
            assertThat(mounted.ask("direct:c")).isEqualTo("Be brief.");
        }
    }

    @Test
    void aChangedTextLoadsTheRouteAgainThatReadIt() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("agent/system.txt", "Be brief.");
            mounted.write("agent/a.yaml", says("a", "classpath:agent/system.txt"))
                    .start();
            mounted.write("agent/system.txt", "Be kind.");
            mounted.awaitAnswer("direct:a", "Be kind.");
        }
    }

    @Test
    void aTextOutsideOfTheFolderIsNotFoundInIt() throws Exception {
        Files.writeString(elsewhere.resolve("secret.txt"), "secret");
        try (var mounted = new Mounted(folder)) {
            Files.createSymbolicLink(folder.resolve("link.txt"), elsewhere.resolve("secret.txt"));
            mounted.write("a.yaml", says("a", "classpath:link.txt"));
            mounted.write("b.yaml", says("b", "classpath:../" + elsewhere.getFileName() + "/secret.txt"));
            mounted.start();
            assertThat(mounted.workflows.files())
                    .extracting(WorkflowFile::state)
                    .containsOnly(FileState.BROKEN);
        }
    }

    @Test
    void theFolderOfAFileIsAPropertyInIt() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("in/here/a.yaml", Mounted.answers("a", "{{workflow.folder}}"))
                    .start();
            assertThat(mounted.ask("direct:a"))
                    .isEqualTo(folder.resolve("in/here").toString());
        }
    }
}
