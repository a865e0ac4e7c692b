package dev.serai.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run goes on in another process, without what was done before, when its own was killed. */
@Timeout(150)
class KilledAgentTest {

    @TempDir
    Path folder;

    /** As if the half minute was over that a run belongs to a process that gives no sign of life. */
    private static void endLeases(String url) throws Exception {
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE serai_run SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"))
                    .isEqualTo(1);
        }
    }

    @Test
    void recordedStepsAreNotDoneAgain() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("killed");
        var log = Files.createFile(folder.resolve("log"));
        var process = AgentProcess.start(url, log);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readAllLines(log).contains("second"));
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        assertThat(Files.readAllLines(log)).containsExactly("model", "first", "second");
        endLeases(url);
        try (var next = new AgentProcess(url, log, false)) {
            await().atMost(Duration.ofSeconds(75))
                    .until(() -> Files.readAllLines(log).contains("answer Done."));
        }
        assertThat(Files.readAllLines(log))
                .isEqualTo(List.of("model", "first", "second", "second", "model", "answer Done."));
    }
}
