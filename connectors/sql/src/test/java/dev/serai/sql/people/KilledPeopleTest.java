package dev.serai.sql.people;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.people.task.TaskStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An answer is gone on with in another process, when its own was killed behind the question. */
@Timeout(150)
class KilledPeopleTest {

    @TempDir
    Path folder;

    /** As if the half minute was over that a task belongs to a process that gives no sign of life. */
    private static void endLeases(String url) throws Exception {
        try (var connection = DriverManager.getConnection(url, "sa", "");
                var statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(
                            "UPDATE serai_task SET lease_until = CURRENT_TIMESTAMP - INTERVAL '1' SECOND"))
                    .isEqualTo(1);
        }
    }

    @Test
    void answerIsGoneOnWithAndNobodyIsAskedAgain() throws Exception {
        var url = "jdbc:h2:file:" + folder.resolve("killed");
        var log = Files.createFile(folder.resolve("log"));
        var process = PeopleProcess.start(url, log);
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> Files.readAllLines(log).contains("after yes"));
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
        endLeases(url);
        try (var next = new PeopleProcess(url, log, false)) {
            await().atMost(Duration.ofSeconds(60)).until(() -> next.task().status() == TaskStatus.CLOSED);
            assertThat(next.task().error()).isNull();
        }
        assertThat(Files.readAllLines(log)).containsExactly("before", "after yes", "after yes", "end");
    }
}
