package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal.Reply;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Commands that run cost no thread. */
@Tag("alone")
@Timeout(120)
class CommandThreadsTest {

    private static final int COMMANDS = 200;
    private static final int THREADS = 60;

    @Test
    void twoHundredCommandsRunOnAHandfulOfThreads() {
        try (var service = new SandboxService()) {
            Queue<Reply<TaskExecWaitResponse>> running = new ConcurrentLinkedQueue<>();
            service.server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> running.add(reply));
            var sandbox = service.sandbox();
            var results = IntStream.range(0, COMMANDS)
                    .mapToObj(number -> service.sandboxes.exec(sandbox, ExecSpec.of("x")))
                    .toList();

            await().atMost(Duration.ofSeconds(60)).until(() -> running.size() == COMMANDS);
            // Server, test and JVM included.
            assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThan(THREADS);

            running.forEach(reply ->
                    reply.answer(TaskExecWaitResponse.newBuilder().setCode(0).build()));
            Clients.get(CompletableFuture.allOf(results.toArray(CompletableFuture[]::new)));
            assertThat(results).allSatisfy(result -> {
                assertThat(result.join().exitCode()).isZero();
                assertThat(result.join().stdout().text()).isEqualTo("out\n");
            });
            assertThat(ManagementFactory.getThreadMXBean().getPeakThreadCount()).isLessThan(THREADS);
        }
    }
}
