package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A process that is killed leaves no sandbox behind once another one has started. */
@Timeout(120)
class CrashTest {

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void whatAKilledProcessLeasedIsEndedByTheNextOneAndNotByAnotherThatRuns() throws Exception {
        workspace.exec(question -> null);
        var process = CrashedRoute.start(workspace.url(), "ak-test", "as-test");
        try {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> workspace
                                    .server()
                                    .received(RouterApi.TASK_EXEC_START)
                                    .size()
                            == 1);
            // While it lives, what it has leased is its own.
            restart();
            assertThat(workspace.running()).hasSize(1);
        } finally {
            process.destroyForcibly();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        restart();
        await().atMost(Duration.ofSeconds(30)).until(() -> workspace.running().isEmpty());
    }

    private void restart() throws Exception {
        try (var routes = Routes.start(workspace.url())) {
            int before = workspace.server().received(ModalApi.SANDBOX_LIST_V2).size();
            // Refused by its body, so that it leases nothing of its own.
            routes.send(CrashedRoute.URI, null, Map.of());
            // A page of those that there are, and the empty one after it.
            await().until(() ->
                    workspace.server().received(ModalApi.SANDBOX_LIST_V2).size() > before
                            && workspace.server().received(ModalApi.SANDBOX_LIST_V2).stream()
                                    .skip(before)
                                    .anyMatch(page -> page.getBeforeTimestamp() > 0
                                            || workspace.running().isEmpty()));
        }
    }
}
