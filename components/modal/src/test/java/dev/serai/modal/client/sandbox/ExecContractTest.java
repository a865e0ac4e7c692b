package dev.serai.modal.client.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.serai.modal.client.Clients;
import dev.serai.modal.client.ScriptedModal;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.GenericResult;
import dev.serai.modal.proto.GenericResult.GenericStatus;
import dev.serai.modal.proto.SandboxWaitResponse;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStdinWriteRequest;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import io.grpc.Metadata;
import io.grpc.Status;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Commands while they run. */
class ExecContractTest {

    private final SandboxService service = new SandboxService();
    private final ScriptedModal server = service.server;
    private final Sandboxes sandboxes = service.sandboxes;

    @AfterEach
    void stop() {
        service.close();
    }

    /** Keeps what it is given. */
    private static class Kept implements OutputListener {
        final ByteArrayOutputStream stdout = new ByteArrayOutputStream();
        final ByteArrayOutputStream stderr = new ByteArrayOutputStream();
        volatile boolean ended;

        @Override
        public void part(boolean isError, byte[] bytes) {
            (isError ? stderr : stdout).writeBytes(bytes);
        }

        @Override
        public void end() {
            ended = true;
        }
    }

    /** Gives a text piece by piece and breaks off after each, at every place that is asked for. */
    private void breaking(String whole, int piece) {
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            var from = (int) question.getOffset();
            var to = Math.min(whole.length(), from + piece);
            reply.message(SandboxService.part(whole.substring(from, to)));
            if (to < whole.length()) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.end(Status.OK, new Metadata());
            }
        });
    }

    private void neverEnds() {
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> {});
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            if (question.getOffset() == 0) {
                reply.message(SandboxService.part("begun\n"));
            }
        });
    }

    private List<TaskExecStartRequest> starts() {
        return server.received(RouterApi.TASK_EXEC_START);
    }

    @Test
    void outputsComeApartAndWhileTheCommandRuns() {
        neverEnds();
        var kept = new Kept();

        var running = sandboxes.exec(service.sandbox(), ExecSpec.of("x"), kept);

        await().untilAsserted(() -> {
            assertThat(kept.stdout).hasToString("begun\n");
            assertThat(kept.stderr).hasToString("begun\n");
        });
        assertThat(running).isNotDone();
        assertThat(kept.ended).isFalse();
        running.cancel(true);
    }

    @Test
    void aBrokenStreamLosesAndDoublesNothing() {
        var whole = "line of a log\n".repeat(500);
        breaking(whole, 1234);
        var kept = new Kept();

        var result =
                Clients.get(sandboxes.exec(service.sandbox(), ExecSpec.of("x").withMaxOutput(10), kept));

        assertThat(kept.stdout).hasToString(whole);
        assertThat(kept.stderr).hasToString(whole);
        assertThat(kept.ended).isTrue();
        assertThat(result.stdout().bytes()).hasSize(10);
        assertThat(result.stdout().total()).isEqualTo(whole.length());
    }

    @Test
    void aKeyThatRunsOutInTheMiddleOfAnOutputDoublesNothing() {
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            if (question.getOffset() == 0) {
                reply.message(SandboxService.part("a\n"));
                reply.fail(Status.UNAUTHENTICATED);
            } else {
                reply.answer(SandboxService.part("b\n"));
            }
        });
        var kept = new Kept();

        var result = Clients.get(sandboxes.exec(service.sandbox(), ExecSpec.of("x"), kept));

        assertThat(kept.stdout).hasToString("a\nb\n");
        assertThat(kept.stderr).hasToString("a\nb\n");
        assertThat(result.stdout().total()).isEqualTo(4);
    }

    @Test
    void aRouterThatRefusesEachKeyIsGivenUp() {
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> reply.fail(Status.UNAUTHENTICATED));

        assertThat(Clients.failure(sandboxes.exec(service.sandbox(), ExecSpec.of("x"))))
                .hasMessageStartingWith("[MODAL-106]");
        assertThat(server.received(RouterApi.TASK_EXEC_STDIO_READ)).hasSizeLessThan(5);
    }

    @Test
    void aSlowListenerHoldsTheServiceBack() {
        var size = 12 << 20;
        var piece = SandboxService.part("x".repeat(1 << 16));
        var sent = new AtomicInteger();
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            for (int at = 0; at < size; at += piece.getData().size()) {
                reply.awaitRoom();
                reply.message(piece);
                sent.addAndGet(piece.getData().size());
            }
            reply.end(Status.OK, new Metadata());
        });
        var open = new CompletableFuture<Void>();
        var total = new AtomicInteger();
        var listener = new OutputListener() {
            @Override
            public void part(boolean stderr, byte[] bytes) {
                total.addAndGet(bytes.length);
            }

            @Override
            public CompletionStage<?> ready() {
                return open;
            }
        };

        var running = sandboxes.exec(service.sandbox(), ExecSpec.of("x"), listener);

        await().during(Duration.ofMillis(500)).until(sent::get, now -> now > 0 && now < size);
        assertThat(total).hasValue(1 << 16);
        open.complete(null);
        Clients.get(running);
        assertThat(total).hasValue(2 * size);
        assertThat(server.received(RouterApi.TASK_EXEC_STDIO_READ)).hasSize(2);
    }

    @Test
    void aStreamThatBreaksWhileItIsHeldBackLosesNothing() {
        var whole = "0123456789abcdef".repeat(1 << 17);
        var breaks = new AtomicInteger();
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> {
            for (var at = (int) question.getOffset(); at < whole.length(); at += 1 << 19) {
                reply.message(SandboxService.part(whole.substring(at, Math.min(whole.length(), at + (1 << 19)))));
            }
            reply.end(breaks.getAndIncrement() < 2 ? Status.UNAVAILABLE : Status.OK, new Metadata());
        });
        var open = new CompletableFuture<Void>();
        var kept = new Kept() {
            @Override
            public CompletionStage<?> ready() {
                return open;
            }
        };

        var running = sandboxes.exec(service.sandbox(), ExecSpec.of("x"), kept);

        await().until(() -> breaks.get() >= 2);
        open.complete(null);
        Clients.get(running);
        assertThat(kept.stdout).hasToString(whole);
        assertThat(kept.stderr).hasToString(whole);
    }

    @Test
    void aCancelledCommandIsEndedInTheSandbox() {
        neverEnds();
        var kept = new Kept();
        var running = sandboxes.exec(service.sandbox(), ExecSpec.of("x"), kept);
        await().until(() -> kept.stdout.size() > 0);

        running.cancel(true);

        await().until(() -> starts().size() == 2);
        var mark = "SERAI_COMMAND=" + starts().get(0).getExecId();
        assertThat(starts().get(0).getSecretSources(0).getEnv().getContentsMap())
                .containsEntry("SERAI_COMMAND", starts().get(0).getExecId());
        assertThat(starts().get(1).getCommandArgsList()).startsWith("sh", "-c").endsWith(mark);
    }

    @Test
    void aListenerThatFailsEndsTheCommand() {
        neverEnds();
        OutputListener broken = (stderr, bytes) -> {
            throw new IllegalStateException("the disk is full");
        };

        var running = sandboxes.exec(service.sandbox(), ExecSpec.of("x"), broken);

        assertThat(running)
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("the disk is full");
        await().until(() -> starts().size() == 2);
    }

    @Test
    void inputIsWrittenPieceByPieceAndClosed() {
        var pieces = new ArrayDeque<>(List.of("two ", "three"));
        ExecInput more = () -> CompletableFuture.completedFuture(
                pieces.isEmpty() ? null : pieces.poll().getBytes());

        Clients.get(sandboxes.exec(service.sandbox(), ExecSpec.of("cat").withStdin("one ".getBytes()), more, null));

        assertThat(service.stdin).hasToString("one two three");
        assertThat(server.received(RouterApi.TASK_EXEC_STDIN_WRITE))
                .extracting(TaskExecStdinWriteRequest::getOffset, TaskExecStdinWriteRequest::getEof)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(0L, false),
                        org.assertj.core.groups.Tuple.tuple(4L, false),
                        org.assertj.core.groups.Tuple.tuple(8L, false),
                        org.assertj.core.groups.Tuple.tuple(13L, true));
    }

    @Test
    void inputThatCannotBeHadEndsTheCommand() {
        neverEnds();
        ExecInput broken = () -> CompletableFuture.failedFuture(new IllegalStateException("no such file"));

        var failure = Clients.failure(sandboxes.exec(service.sandbox(), ExecSpec.of("cat"), broken, null));

        assertThat(failure).hasMessageStartingWith("[MODAL-004] what the command should read could not be had");
        await().until(() -> starts().size() == 2);
    }

    @Test
    void aSandboxThatEndsWhileTheServiceIsAwayIsToldSo() {
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> reply.fail(Status.UNAVAILABLE));
        server.script(RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> reply.fail(Status.UNAVAILABLE));
        server.on(
                ModalApi.SANDBOX_WAIT_V2,
                question -> SandboxWaitResponse.newBuilder()
                        .setResult(GenericResult.newBuilder().setStatus(GenericStatus.GENERIC_STATUS_TERMINATED))
                        .build());

        var failure = Clients.failure(sandboxes.exec(service.sandbox(), ExecSpec.of("x")));

        assertThat(failure).hasMessageStartingWith("[MODAL-401] the sandbox sb-1 has ended with the exit code 137.");
        assertThat(starts()).as("nothing is left to end").hasSize(1);
    }

    @Test
    void aSandboxThatIsGoneEndsTheCommandAtOnce() {
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> reply.fail(Status.NOT_FOUND));

        assertThat(Clients.failure(sandboxes.exec(service.sandbox(), ExecSpec.of("x"))))
                .hasMessageStartingWith("[MODAL-401] the sandbox or the command in it is gone");
    }

    @Test
    void aServiceThatIsAwayIsWaitedFor() {
        var away = new AtomicInteger(8);
        server.script(RouterApi.TASK_EXEC_WAIT, (question, reply) -> {
            if (away.getAndDecrement() > 0) {
                reply.fail(Status.UNAVAILABLE);
            } else {
                reply.answer(TaskExecWaitResponse.newBuilder().setCode(0).build());
            }
        });

        assertThat(Clients.get(sandboxes.exec(service.sandbox(), ExecSpec.of("x")))
                        .exitCode())
                .isZero();
    }

    @Test
    void whatACommandLeavesRunningIsNotWaitedFor() {
        server.script(
                RouterApi.TASK_EXEC_STDIO_READ, (question, reply) -> reply.message(SandboxService.part("said\n")));

        var result = sandboxes.exec(service.sandbox(), ExecSpec.of("sh", "-c", "sleep 1000 &"));

        assertThat(result).succeedsWithin(Duration.ofSeconds(19)).satisfies(done -> {
            assertThat(done.exitCode()).isEqualTo(3);
            assertThat(done.stdout().text()).isEqualTo("said\n");
        });
    }
}
