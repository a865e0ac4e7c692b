package dev.serai.runtime.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that would harm the runtime, and files that are none of its own. Each test has a good file beside. */
class HostileFilesTest {

    @TempDir
    Path folder;

    @TempDir
    Path elsewhere;

    private FileProblem refused(String path, String text) throws Exception {
        try (var mounted = new Mounted(folder, settings -> settings.withLimits(100_000, 50, 100))) {
            mounted.write(path, text);
            mounted.write("good.yaml", Mounted.answers("good", "fine")).start();
            assertThat(mounted.routes()).containsExactly("good");
            assertThat(mounted.ask("direct:good")).isEqualTo("fine");
            assertThat(mounted.file(path).state()).isEqualTo(FileState.BROKEN);
            return mounted.problem(path);
        }
    }

    private String skipped(String path, String text) throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write(path, text).start();
            assertThat(mounted.workflows.files()).isEmpty();
            return mounted.workflows.skipped().stream()
                    .filter(file -> file.path().equals(path))
                    .map(SkippedFile::reason)
                    .findFirst()
                    .orElse(null);
        }
    }

    @Test
    void aFileBeyondTheLimitIsNotRead() throws Exception {
        var problem = refused("a.yaml", Mounted.answers("a", "x".repeat(100_000)));
        assertThat(problem.code()).isEqualTo("LOAD-101");
    }

    @Test
    void aliasesThatMultiplyAreRefused() throws Exception {
        var bomb = new StringBuilder("- a: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++) {
            bomb.append("- a: &a").append(i).append(" [");
            bomb.append(("*a" + (i - 1) + ", ").repeat(9))
                    .append("*a")
                    .append(i - 1)
                    .append("]\n");
        }
        var problem = refused("a.yaml", bomb + Mounted.answers("a", "x"));
        assertThat(problem.code()).isEqualTo("LOAD-104");
        assertThat(problem.reason()).contains("aliases");
    }

    @Test
    void anAliasInsideOfItselfIsRefused() throws Exception {
        var problem = refused(
                "a.yaml", "- route: &r\n    id: a\n    from:\n      uri: direct:a\n      steps:\n        - *r\n");
        assertThat(problem.code()).isEqualTo("LOAD-104");
        assertThat(problem.line()).isEqualTo(6);
    }

    @Test
    void deepNestingIsRefused() throws Exception {
        var problem = refused("a.yaml", "- a: " + "[".repeat(40_000) + "]".repeat(40_000));
        assertThat(problem.code()).isIn("LOAD-103", "LOAD-104");
    }

    @Test
    void thousandsOfRoutesAreRefusedBeforeTheFirst() throws Exception {
        var problem = refused("a.yaml", "- from: {uri: \"\"}\n".repeat(5_000));
        assertThat(problem.code()).isEqualTo("LOAD-105");
        assertThat(problem.reason()).contains("5000 routes");
    }

    @Test
    void aDocumentTypeInXmlIsRefused() throws Exception {
        var problem = refused("a.xml", "<!DOCTYPE routes [<!ENTITY a 'b'>]>\n<routes><route id='&a;'/></routes>");
        assertThat(problem.code()).isEqualTo("LOAD-104");
    }

    @Test
    void aFileThatIsNoTextIsRefused() throws Exception {
        try (var mounted = new Mounted(folder)) {
            Files.write(folder.resolve("a.yaml"), new byte[] {(byte) 0xc3, 0x28, 0, 1});
            mounted.start();
            assertThat(mounted.problem("a.yaml").code()).isEqualTo("LOAD-102");
        }
    }

    @Test
    void aLinkOutOfTheFolderIsSkippedAndOneInsideIsFollowed() throws Exception {
        Files.writeString(elsewhere.resolve("x.yaml"), Mounted.answers("x", "x"));
        Files.createDirectory(elsewhere.resolve("more"));
        Files.writeString(elsewhere.resolve("more/y.yaml"), Mounted.answers("y", "y"));
        try (var mounted = new Mounted(folder)) {
            mounted.write(".data/z.yaml", Mounted.answers("z", "z"));
            Files.createSymbolicLink(folder.resolve("x.yaml"), elsewhere.resolve("x.yaml"));
            Files.createSymbolicLink(folder.resolve("more"), elsewhere.resolve("more"));
            Files.createSymbolicLink(folder.resolve("ring"), folder);
            Files.createSymbolicLink(folder.resolve("z.yaml"), folder.resolve(".data/z.yaml"));
            mounted.start();
            assertThat(mounted.routes()).containsExactly("z");
            assertThat(mounted.workflows.skipped())
                    .extracting(SkippedFile::path)
                    .contains("x.yaml", "more");
        }
    }

    @Test
    void aLinkToItselfLeavesTheOtherFilesAlone() throws Exception {
        try (var mounted = new Mounted(folder)) {
            Files.createSymbolicLink(folder.resolve("self.yaml"), Path.of("self.yaml"));
            mounted.write("z.yaml", Mounted.answers("z", "z")).start();
            assertThat(mounted.routes()).containsExactly("z");
            assertThat(mounted.workflows.skipped())
                    .extracting(SkippedFile::path)
                    .containsExactly("self.yaml");
        }
    }

    @Test
    void otherFilesAreSkippedWithAReason() throws Exception {
        assertThat(skipped("application.yaml", "serai:\n  port: 1\n")).contains("settings");
        assertThat(skipped("compose.yaml", "services:\n  a:\n    image: b\n")).contains("no list of routes");
        assertThat(skipped("list.yaml", "- one\n- two\n")).contains("no routes");
        assertThat(skipped("old.yml", Mounted.answers("a", "b"))).contains(".yaml");
        assertThat(skipped("log4j.xml", "<Configuration/>")).contains("Configuration");
        assertThat(skipped("Helper.java", "class Helper {}")).contains("RouteBuilder");
        assertThat(skipped("empty.yaml", "# nothing\n")).contains("nothing");
    }

    @Test
    void hiddenFilesBuildsAndSourcesOfProjectsAreLeftOut() throws Exception {
        try (var mounted = new Mounted(folder)) {
            mounted.write(".git/a.yaml", Mounted.answers("a", "a"));
            mounted.write("target/b.yaml", Mounted.answers("b", "b"));
            mounted.write("src/main/c.yaml", Mounted.answers("c", "c"));
            mounted.write("pom.xml", "<project/>").start();
            assertThat(mounted.workflows.files()).isEmpty();
            assertThat(mounted.routes()).isEmpty();
        }
    }

    @Test
    void aFileThatIsStillBeingWrittenIsLoadedWhenItIsWhole() throws Exception {
        try (var mounted = new Mounted(folder).start()) {
            var text = Mounted.answers("a", "whole").getBytes(StandardCharsets.UTF_8);
            try (var file = Files.newOutputStream(folder.resolve("a.yaml"))) {
                file.write(text, 0, 25);
                file.flush();
                mounted.await("a.yaml", FileState.BROKEN);
                file.write(text, 25, text.length - 25);
            }
            mounted.awaitAnswer("direct:a", "whole");
        }
    }
}
