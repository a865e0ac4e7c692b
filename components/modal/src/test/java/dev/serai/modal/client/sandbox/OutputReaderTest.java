package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.router.TaskExecStdioReadResponse;
import io.grpc.Status;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** When an output counts as over although the service does not say so. */
class OutputReaderTest {

    private static final Duration SILENCE = Duration.ofSeconds(2);

    private final SandboxService service = new SandboxService();
    private final AtomicReference<ScriptedModal.Reply<TaskExecStdioReadResponse>> open = new AtomicReference<>();

    @AfterEach
    void stop() {
        service.close();
    }

    private OutputReader reader() {
        var access = new Router.Access(service.server.uri(), "key");
        var router = new Router(
                service.clients.network,
                Clock.systemUTC(),
                Duration.ofSeconds(10),
                access,
                () -> CompletableFuture.completedFuture(access));
        return new OutputReader(
                router,
                new Exec.Place("ta-1", "ex-1"),
                false,
                100,
                null,
                new Patience(() -> CompletableFuture.completedFuture(Optional.empty())));
    }

    @Test
    void theLastWordsOfASilentCommandMayComeAfterItsEnd() {
        service.server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> open.set(reply));
        var reader = reader();
        var output = reader.start();
        var began = System.nanoTime();
        await().until(() -> open.get() != null && System.nanoTime() - began > SILENCE.toNanos());

        reader.finishWhenSilentFor(SILENCE);
        open.get().answer(SandboxService.part("done"));

        assertThat(output)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(ExecOutput::text)
                .isEqualTo("done");
    }

    @Test
    void aSilentOutputThatWasBrokenOnceEndsToo() {
        service.server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            if (open.getAndSet(reply) == null) {
                reply.fail(Status.UNAVAILABLE);
            }
        });
        var reader = reader();
        var output = reader.start();
        await().until(() ->
                service.server.received(RouterApi.TASK_EXEC_STDIO_READ).size() == 2);

        reader.finishWhenSilentFor(Duration.ofMillis(200));

        assertThat(output)
                .succeedsWithin(Duration.ofSeconds(10))
                .extracting(ExecOutput::total)
                .isEqualTo(0L);
    }
}
