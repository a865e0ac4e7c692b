package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What stands in application.properties beside routes. */
class FolderPropertiesTest {

    @TempDir
    Path folder;

    @Test
    void routesAreMadeWithThem() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/application.properties", "a.says=Guten Tag, \u00fc\n")
                    .write("a/a.yaml", Mounted.answers("a", "{{a.says}}"))
                    .start();
            mounted.awaitAnswer("direct:a", "Guten Tag, \u00fc");
        }
    }

    @Test
    void aChangeIsLoaded() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/application.properties", "a.says=one")
                    .write("a/a.yaml", Mounted.answers("a", "{{a.says}}"))
                    .start();
            mounted.awaitAnswer("direct:a", "one");
            mounted.write("a/application.properties", "a.says=another");
            mounted.awaitAnswer("direct:a", "another");
        }
    }

    @Test
    void whatComesLaterLoadsWhatMissedIt() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/a.yaml", Mounted.answers("a", "one").replace("direct:a", "direct:{{a.name}}"))
                    .start();
            assertThat(mounted.problem("a/a.yaml").code()).isEqualTo("LOAD-109");
            mounted.write("a/application.properties", "a.name=a");
            mounted.await("a/a.yaml", FileState.ON);
            mounted.awaitAnswer("direct:a", "one");
        }
    }

    @Test
    void whatGoesKeepsTheLastGoodVersion() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/application.properties", "a.name=a")
                    .write("a/a.yaml", Mounted.answers("a", "one").replace("direct:a", "direct:{{a.name}}"))
                    .start();
            mounted.awaitAnswer("direct:a", "one");
            mounted.delete("a/application.properties");
            mounted.await("a/a.yaml", FileState.STALE);
            mounted.awaitAnswer("direct:a", "one");
        }
    }

    @Test
    void aFileThatCannotBeReadSetsNothing() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/application.properties", "a.says=\\u00zz")
                    .write("a/a.yaml", Mounted.answers("a", "{{a.says:nothing}}"))
                    .start();
            mounted.awaitAnswer("direct:a", "nothing");
        }
    }
}
