package dev.serai.daytona;

import static org.assertj.core.api.Assertions.assertThat;

import dev.serai.offline.daytona.DaytonaStandIn;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed leaves no sandbox behind once another one has started. */
@Timeout(120)
class CrashTest {

    private DaytonaStandIn server;

    @BeforeEach
    void start() {
        server = DaytonaStandIn.builder().apiKey(Routes.KEY).start();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void whatAKilledProcessLeasedIsDeletedByTheNextOneAndNotByAnotherThatRuns() throws Exception {
        var process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashedRoute.class.getName(),
                        server.apiUrl())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> server.runningPrograms() > 0);
            // While it lives, what it has leased is its own.
            restart();
            assertThat(server.sandboxes()).hasSize(1);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        restart();
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(server.sandboxes()).isEmpty());
        Awaitility.await().until(() -> server.runningPrograms() == 0);
    }

    /** The sweep has looked around when its request has been answered. */
    private void restart() throws Exception {
        try (var routes = new Routes(server.apiUrl())) {
            int before = lists();
            // Refused by its arguments, so that it leases nothing of its own.
            routes.send("daytona:files/info", null, Map.of());
            Awaitility.await().until(() -> lists() > before);
        }
    }

    private int lists() {
        return (int) server.requests().all().stream()
                .filter(request ->
                        request.method().equals("GET") && request.path().endsWith("/sandbox"))
                .count();
    }
}
