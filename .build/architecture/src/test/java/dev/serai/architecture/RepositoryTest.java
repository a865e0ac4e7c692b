package dev.serai.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each check finds nothing in this checkout, and what it is for in a made-up one. */
class RepositoryTest {

    private final RepositoryChecks here = new RepositoryChecks(Repository.here());

    @TempDir
    Path folder;

    private RepositoryChecks broken;

    @BeforeEach
    void aCheckout() throws IOException {
        broken = new RepositoryChecks(new Repository(folder));
        write("components/pom.xml", "<project/>");
        write("pom.xml", "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"/>");
        write(".ci/run", "");
    }

    @Test
    void theTopLevelIsFixed() throws IOException {
        assertThat(here.strangersAtTheTop()).isEmpty();

        write("notes/today.txt", "");
        assertThat(broken.strangersAtTheTop()).containsExactly("notes");
    }

    @Test
    void noFileNamesThisCheckoutOrARegistry() throws IOException {
        assertThat(here.machineTraces()).isEmpty();

        write("a.txt", "see " + folder + "/x");
        write("b.txt", "see /root/x in the container");
        write("c.txt", "https://repo.example.org/" + "maven2/");
        write("target/d.txt", "see " + folder + "/x");
        assertThat(broken.machineTraces()).containsExactlyInAnyOrder("a.txt", "c.txt");
    }

    @Test
    void linksBetweenDocumentsLeadSomewhere() throws IOException {
        assertThat(here.brokenLinks()).isEmpty();

        write("README.md", "[a](components/pom.xml#x) [b](gone.md) [c](https://example.org/) [d](#below)");
        assertThat(broken.brokenLinks()).containsExactly("README.md -> gone.md");
    }

    @Test
    void testsWaitForConditions() throws IOException {
        assertThat(here.sleepingTests()).isEmpty();

        write("components/x/src/test/java/ATest.java", "Thread." + "sleep(5);");
        assertThat(broken.sleepingTests()).containsExactly("components/x/src/test/java/ATest.java");
    }

    @Test
    void componentsAreDocumented() throws IOException {
        assertThat(here.undocumentedComponents()).isEmpty();

        write("components/support/pom.xml", "");
        write("components/x/pom.xml", "");
        write("components/x/README.md", "[options](OPTIONS.md)");
        write("components/x/ERRORS.md", "");
        assertThat(broken.undocumentedComponents())
                .containsExactly("components/x has no OPTIONS.md", "components/x/README.md has no link to ERRORS.md");
    }

    private void write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
