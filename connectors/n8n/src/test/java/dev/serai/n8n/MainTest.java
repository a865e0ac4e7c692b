package dev.serai.n8n;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {

    @TempDir
    private Path temp;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Main main = new Main(new PrintStream(out), new PrintStream(err));

    @Test
    void filesOfOneNameGetFoldersOfTheirOwn() throws Exception {
        var json = Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes();
        var first = Files.write(temp.resolve("a.json"), json);
        var second = Files.write(temp.resolve("b.json"), json);
        var routes = temp.resolve("routes");

        assertThat(main.run(List.of("import", first.toString(), second.toString(), "-o", routes.toString())))
                .isZero();
        assertThat(routes.resolve("w/w.camel.yaml")).exists();
        assertThat(routes.resolve("w-2/w-2.camel.yaml")).exists();
        assertThat(main.run(List.of("import", first.toString(), "-o", routes.toString())))
                .isZero();
        assertThat(routes.resolve("w-3/w-3.camel.yaml")).exists();
        assertThat(routes.resolve("w/REPORT.md")).content().startsWith("# Import of W");
    }

    @Test
    void aFileThatIsNoWorkflowDoesNotStopTheOthers() throws Exception {
        var bad = Files.writeString(temp.resolve("bad.json"), "no");
        var good = Files.write(
                temp.resolve("a.json"),
                Workflows.named("W").node("A", "manualTrigger", 1, "{}").bytes());

        assertThat(main.run(List.of("import", bad.toString(), good.toString(), "-o", temp.toString())))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("[N8N-001]");
        assertThat(temp.resolve("w/report.json")).exists();
    }

    @Test
    void withoutACommandItTellsHow() {
        assertThat(main.run(List.of())).isEqualTo(2);
        assertThat(err.toString()).contains("import workflow.json -o routes/");
    }
}
