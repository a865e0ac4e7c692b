package dev.serai.sql;

import static dev.serai.support.contract.Stages.done;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class H2ProcessTest {

    @TempDir
    Path folder;

    @Test
    void acknowledgedStepsSurviveAKill() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("killed");
        for (int round = 0; round < 3; round++) {
            var child = new Child(url + round, folder.resolve("lines" + round));
            try (child) {
                child.awaitLines(100 + 77 * round);
            }
            var acknowledged = new HashMap<String, Integer>();
            child.lines().forEach(line -> note(acknowledged, line));
            assertThat(acknowledged).hasSize(Child.RUNS);
            try (var application = new Application(Map.of("url", url + round))) {
                var store = application.runs();
                acknowledged.forEach((run, last) -> {
                    var steps = done(store.load(run)).orElseThrow().steps();
                    assertThat(steps).hasSizeGreaterThan(last);
                    for (int i = 0; i < steps.size(); i++) {
                        assertThat(steps.get(i).number()).isEqualTo(i);
                        assertThat(steps.get(i).data()).hasSize(3012);
                    }
                });
            }
        }
    }

    private static void note(Map<String, Integer> acknowledged, String line) {
        var parts = line.split(" ");
        // The last line may have been cut by the kill; a shorter number was acknowledged too.
        if (parts.length == 2 && parts[1].matches("\\d+")) {
            acknowledged.merge(parts[0], Integer.parseInt(parts[1]), Math::max);
        }
    }

    @Test
    void aFileThatAnotherProcessHasIsAClearError() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("taken");
        try (var application = new Application(Map.of("url", url))) {
            try (var child = new Child(url, folder.resolve("lines"))) {
                child.awaitLines(1);
                assertThatThrownBy(application::runs)
                        .hasMessageContaining("[SQL-102]")
                        .hasMessageContaining("taken")
                        .hasMessageContaining("another process")
                        .hasMessageContaining("PostgreSQL");
            }
            assertThat(done(application.runs().load("run-0"))).isPresent();
        }
    }
}
