package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.SecretSource;
import dev.serai.modal.proto.StringMap;
import dev.serai.modal.proto.router.TaskExecStartRequest;
import dev.serai.modal.proto.router.TaskExecStartResponse;
import dev.serai.modal.proto.router.TaskExecStderrConfig;
import dev.serai.modal.proto.router.TaskExecStdoutConfig;
import dev.serai.modal.proto.router.TaskExecWaitRequest;
import dev.serai.modal.proto.router.TaskExecWaitResponse;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** One command in a sandbox. It has an identifier of ours, so that a start whose answer was lost starts nothing twice. */
final class Exec {

    private static final Duration WAIT = Duration.ofSeconds(60);

    /** How much later than it should the service may end a command. */
    private static final Duration GRACE = Duration.ofSeconds(60);

    private static final Duration SILENCE = Duration.ofSeconds(10);
    private static final int KILL = 9;

    /** Which command of which sandbox. */
    record Place(String task, String exec) {}

    private final Router router;
    private final ExecSpec spec;
    private final ExecInput input;
    private final OutputListener listener;
    private final Supplier<CompletableFuture<Optional<ModalException>>> end;
    private final Place place;
    private final long began = System.nanoTime();

    /**
     * @param input    follows the bytes of the command's own, or null
     * @param listener takes the output as it comes, or null
     * @param end      says how the sandbox ended, if it has
     */
    Exec(
            Router router,
            String task,
            ExecSpec spec,
            ExecInput input,
            OutputListener listener,
            Supplier<CompletableFuture<Optional<ModalException>>> end) {
        this.router = router;
        this.spec = spec;
        this.input = input;
        this.listener = listener;
        this.end = end;
        this.place = new Place(task, UUID.randomUUID().toString());
    }

    /** Who gives up, or waits in vain, ends the command. */
    CompletableFuture<ExecResult> run() {
        var result = followed();
        result.whenComplete((done, error) -> {
            if (error != null && !isGone(error)) {
                new Killing(router, place, end).start();
            }
        });
        return result;
    }

    /** As {@link #run}, but what still runs when nobody waits any more is let run. */
    CompletableFuture<ExecResult> followed() {
        return Stages.recover(
                Stages.then(begin(), started -> follow()),
                error -> CompletableFuture.failedFuture(explained(error, spec.limit())));
    }

    private CompletableFuture<TaskExecStartResponse> begin() {
        var question = TaskExecStartRequest.newBuilder()
                .setTaskId(place.task())
                .setExecId(place.exec())
                .addAllCommandArgs(spec.command())
                .setStdoutConfig(TaskExecStdoutConfig.TASK_EXEC_STDOUT_CONFIG_PIPE)
                .setStderrConfig(TaskExecStderrConfig.TASK_EXEC_STDERR_CONFIG_PIPE)
                .addSecretSources(SecretSource.newBuilder()
                        .setEnv(StringMap.newBuilder()
                                .putAllContents(spec.environment())
                                .putContents(Killing.MARK, place.exec())));
        if (!spec.limit().isZero()) {
            question.setTimeoutSecs(Math.toIntExact(Math.max(1, spec.limit().toSeconds())));
        }
        if (spec.workdir() != null) {
            question.setWorkdir(spec.workdir());
        }
        return router.call(RouterApi.TASK_EXEC_START, question.build(), Duration.ZERO);
    }

    private CompletableFuture<ExecResult> follow() {
        var pump = listener == null ? null : new OutputPump(listener, router.executor());
        var stdout = new OutputReader(router, place, false, spec.maxOutput(), pump, new Patience(end));
        var stderr = new OutputReader(router, place, true, spec.maxOutput(), pump, new Patience(end));
        var out = stdout.start();
        var err = stderr.start();
        var stdin = new InputWriter(router, place, spec.stdin(), input).start();
        var ended = ended(new Patience(end));
        ended.whenComplete((code, error) -> {
            if (error == null) {
                stdin.complete(null);
            }
            if (error == null && !spec.whole()) {
                stdout.finishWhenSilentFor(SILENCE);
                stderr.finishWhenSilentFor(SILENCE);
            }
        });
        var delivered = pump == null ? CompletableFuture.<Void>completedFuture(null) : pump.done();
        var result = new CompletableFuture<ExecResult>();
        if (pump != null) {
            CompletableFuture.allOf(out, err).thenRun(pump::finish);
        }
        for (var part : new CompletableFuture<?>[] {out, err, stdin, ended, delivered}) {
            part.whenComplete((done, error) -> {
                if (error != null) {
                    result.completeExceptionally(Failures.unwrap(error));
                }
            });
            result.whenComplete((done, error) -> part.cancel(true));
        }
        CompletableFuture.allOf(out, err, stdin, ended, delivered)
                .thenRun(() -> result.complete(result(ended.getNow(null), out.getNow(null), err.getNow(null))));
        if (!spec.limit().isZero()) {
            result.orTimeout(spec.limit().plus(GRACE).toMillis(), TimeUnit.MILLISECONDS);
        }
        return result;
    }

    private CompletableFuture<TaskExecWaitResponse> ended(Patience patience) {
        var question = TaskExecWaitRequest.newBuilder()
                .setTaskId(place.task())
                .setExecId(place.exec())
                .build();
        patience.begin();
        var asked = System.nanoTime();
        return Stages.recover(router.once(RouterApi.TASK_EXEC_WAIT, question, WAIT), error -> {
            if (Router.isStatus(error, GrpcStatus.DEADLINE_EXCEEDED)) {
                patience.well();
                return Stages.then(Patience.since(asked), paused -> ended(patience));
            }
            return Stages.then(patience.after(error), again -> ended(patience));
        });
    }

    private ExecResult result(TaskExecWaitResponse ended, ExecOutput stdout, ExecOutput stderr) {
        var killed = ended.hasSignal() && ended.getSignal() == KILL;
        var late = !spec.limit().isZero()
                && System.nanoTime() - began >= spec.limit().toNanos();
        return new ExecResult(
                ended.hasSignal() ? 128 + ended.getSignal() : ended.getCode(), stdout, stderr, killed && late);
    }

    private static Throwable explained(Throwable error, Duration limit) {
        return error instanceof TimeoutException
                ? new ModalException(
                        ModalError.EXEC_TIMEOUT,
                        "the command did not end within " + limit.toSeconds() + " s, and was not ended by the service")
                : explained(error);
    }

    /** A router that does not know the sandbox has none to run commands in. */
    static Throwable explained(Throwable error) {
        return error instanceof GrpcException fault
                        && (fault.status() == GrpcStatus.NOT_FOUND || fault.status() == GrpcStatus.FAILED_PRECONDITION)
                ? new ModalException(
                        ModalError.SANDBOX_ENDED, "the sandbox or the command in it is gone: " + fault.getFact(), fault)
                : error;
    }

    private static boolean isGone(Throwable error) {
        return Failures.unwrap(error) instanceof ModalException known && known.error() == ModalError.SANDBOX_ENDED;
    }
}
