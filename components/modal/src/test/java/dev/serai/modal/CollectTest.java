package dev.serai.modal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.serai.modal.ScriptedWorkspace.Output;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Files that come with a result do so within limits. */
class CollectTest {

    private final ScriptedWorkspace workspace = new ScriptedWorkspace();

    @AfterEach
    void stop() {
        workspace.close();
    }

    @Test
    void allFilesTogetherHaveOneLimit() throws Exception {
        var large = new Output("x".repeat(40 << 20), "", 0);
        workspace.exec(question ->
                question.getCommandArgs(question.getCommandArgsCount() - 1).contains("/big")
                        ? large
                        : new Output("done", "", 0));
        try (var routes = Routes.start(workspace.url())) {
            var run = routes.send("modal:run/python?collect=/big1,/big2,/small&result=text&timeout=10m", "1", Map.of());

            assertThat(run.getException()).isNull();
            assertThat(run.getMessage().getHeader(ModalConstants.FILES, Map.class))
                    .containsOnlyKeys("/big1", "/small");
            var errors = run.getMessage().getHeader(ModalConstants.FILE_ERRORS, Map.class);
            assertThat(errors).containsOnlyKeys("/big2");
            assertThat(errors.get("/big2"))
                    .asString()
                    .startsWith("[MODAL-104] /big2 has more than the 25165824 bytes that may be read");
            assertThat(workspace.server().received(RouterApi.TASK_EXEC_START))
                    .filteredOn(start -> start.getCommandArgs(1).contains("ReadFile"))
                    .extracting(TaskExecStartRequest::getTimeoutSecs)
                    .hasSize(3)
                    .allMatch(seconds -> seconds > 60 && seconds <= 600);
        }
    }

    @Test
    void workWithFilesNeedsALimit() throws Exception {
        try (var routes = Routes.start(workspace.url())) {
            assertThat(catchThrowable(() -> routes.send("modal:files/download?path=/x&timeout=0", null, Map.of())))
                    .hasStackTraceContaining("[MODAL-002] timeout is 0, but work with a file needs a limit");
        }
    }
}
