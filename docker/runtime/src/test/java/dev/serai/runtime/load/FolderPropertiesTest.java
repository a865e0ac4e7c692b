package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
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

    @Test
    void aFileThatCannotBeReadAnyMoreKeepsWhatItSet() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write("a/application.properties", "a.says=one")
                    .write("a/a.yaml", Mounted.answers("a", "{{a.says}}"))
                    .write("b/application.properties", "b.says=one")
                    .write("b/b.yaml", Mounted.answers("b", "{{a.says}} {{b.says}}"))
                    .start();
            mounted.awaitAnswer("direct:b", "one one");
            mounted.write("a/application.properties", "a.says=\\u00zz").write("b/application.properties", "b.says=two");
            // Files are looked at in their order, so a's was tried before.
            mounted.awaitAnswer("direct:b", "one two");
            assertThat(mounted.ask("direct:a")).isEqualTo("one");
        }
    }

    @Test
    void aFileThatIsAwayForAMomentIsNotGone() throws Exception {
        var file = folder.resolve("application.properties");
        Files.writeString(file, "a.says=one");
        var scan = new FolderScan(FolderSettings.of(folder));
        var properties = new FolderProperties(1000);
        assertThat(properties.look(scan.look().properties(), true)).containsExactly(folder);
        Files.delete(file);
        assertThat(properties.look(scan.look().properties(), false)).isEmpty();
        assertThat(properties.waits()).isTrue();
        assertThat(properties.getProperty("a.says")).isEqualTo("one");
        assertThat(properties.look(scan.look().properties(), false)).containsExactly(folder);
        assertThat(properties.getProperty("a.says")).isNull();
        assertThat(properties.waits()).isFalse();
    }
}
