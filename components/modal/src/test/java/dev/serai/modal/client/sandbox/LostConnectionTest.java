package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.CommandRouterAccess;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A log that is followed while the connection to the service is lost for some time. */
class LostConnectionTest {

    /** A minute makes no difference but the waiting: {@code -Dmodal.outage=60}. */
    private static final Duration OUTAGE = Duration.ofSeconds(Integer.getInteger("modal.outage", 4));

    private static final String LOG =
            IntStream.range(0, 4000).mapToObj(number -> "line " + number + "\n").collect(Collectors.joining());
    private static final int PIECE = 100;

    @Test
    void noLineIsLostOrDoubled() {
        try (var service = new SandboxService();
                var wire = new Wire(service.server.uri().getPort())) {
            service.server.on(
                    ModalApi.SANDBOX_CREATE_V2,
                    question -> SandboxCreateV2Response.newBuilder()
                            .setSandboxId("sb-1")
                            .setTaskId("ta-1")
                            .setCommandRouterAccess(CommandRouterAccess.newBuilder()
                                    .setUrl("https://127.0.0.1:" + wire.port())
                                    .setJwt("key"))
                            .build());
            service.server.on(ModalApi.SANDBOX_WAIT_V2, question -> SandboxWaitResponse.getDefaultInstance());
            service.server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
                for (var at = (int) question.getOffset(); at < LOG.length(); at += PIECE) {
                    reply.awaitRoom();
                    reply.message(SandboxService.part(LOG.substring(at, Math.min(LOG.length(), at + PIECE))));
                    // A log takes its time.
                    LockSupport.parkNanos(2_000_000);
                }
                reply.end(Status.OK, new Metadata());
            });
            service.server.on(
                    RouterApi.TASK_EXEC_WAIT,
                    question -> TaskExecWaitResponse.newBuilder().setCode(0).build());
            var stdout = new ByteArrayOutputStream();
            var stderr = new ByteArrayOutputStream();
            OutputListener listener = (isError, bytes) -> (isError ? stderr : stdout).writeBytes(bytes);

            var running = service.sandboxes.exec(service.sandbox(), ExecSpec.of("x"), listener);
            await().until(() -> stdout.size() > 3 * PIECE);
            wire.cut();
            var seen = stdout.size();
            var cut = System.nanoTime();
            await().atMost(OUTAGE.multipliedBy(2)).until(() -> System.nanoTime() - cut > OUTAGE.toNanos());
            wire.mend();

            assertThat(running).succeedsWithin(Duration.ofSeconds(60));
            assertThat(seen).isLessThan(LOG.length());
            assertThat(stdout).hasToString(LOG);
            assertThat(stderr).hasToString(LOG);
        }
    }
}
