package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import dev.serai.modal.client.plane.Addresses;
import dev.serai.modal.client.plane.ModalApi;
import dev.serai.modal.client.plane.Plane;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.client.plane.Stages;
import dev.serai.modal.proto.SandboxCreateV2Response;
import dev.serai.modal.proto.SandboxGetCommandRouterAccessRequest;
import dev.serai.modal.proto.SandboxGetTaskIdRequest;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrRequest;
import dev.serai.modal.proto.router.SandboxWaitUntilReadyTcrResponse;
import dev.serai.modal.proto.router.TaskSetNetworkAccessRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemRequest;
import dev.serai.modal.proto.router.TaskSnapshotFilesystemResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What is done in a sandbox, through the router that it has. */
final class Attached {

    private static final Duration WAIT = Duration.ofSeconds(55);
    private static final Duration PAUSE = Duration.ofMillis(200);

    /** As long as the official client keeps them. */
    private static final Duration SNAPSHOT_LIFE = Duration.ofDays(30);

    private final Plane plane;
    private final Clock clock;
    private final Tasks tasks = new Tasks();

    Attached(Plane plane, Clock clock) {
        this.plane = plane;
        this.clock = clock;
    }

    /** Keeps what the answer to a creation tells, so that nobody has to ask for it. */
    void created(SandboxCreateV2Response made) {
        if (!made.getTaskId().isEmpty()) {
            var access = made.hasCommandRouterAccess()
                    ? access(
                            made.getCommandRouterAccess().getUrl(),
                            made.getCommandRouterAccess().getJwt())
                    : null;
            tasks.put(made.getSandboxId(), task(made.getSandboxId(), made.getTaskId(), access));
        }
    }

    void forget(String sandbox) {
        tasks.remove(sandbox);
    }

    private Tasks.Task task(String sandbox, String task, Router.Access first) {
        return new Tasks.Task(
                task,
                new Router(
                        plane.network(),
                        clock,
                        plane.settings().requestTimeout(),
                        first,
                        () -> Stages.map(
                                plane.call(
                                        ModalApi.SANDBOX_GET_COMMAND_ROUTER_ACCESS,
                                        SandboxGetCommandRouterAccessRequest.newBuilder()
                                                .setSandboxId(sandbox)
                                                .build()),
                                answer -> access(answer.getUrl(), answer.getJwt()))));
    }

    private Router.Access access(String url, String jwt) {
        return new Router.Access(Addresses.router(url, plane.settings().isLocal()), jwt);
    }

    private CompletableFuture<Tasks.Task> task(String sandbox) {
        var known = tasks.get(sandbox);
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        var question = SandboxGetTaskIdRequest.newBuilder()
                .setSandboxId(sandbox)
                .setTimeout(WAIT.toSeconds())
                .build();
        return Stages.then(plane.call(ModalApi.SANDBOX_GET_TASK_ID_V2, question, WAIT), answer -> {
            if (answer.hasTaskResult() || answer.getTaskId().isEmpty()) {
                throw new ModalException(
                        ModalError.SANDBOX_ENDED,
                        "the sandbox " + sandbox
                                + (answer.hasTaskResult()
                                        ? " has ended: "
                                                + answer.getTaskResult().getException()
                                        : " has not started yet"));
            }
            var task = task(sandbox, answer.getTaskId(), null);
            tasks.put(sandbox, task);
            return CompletableFuture.completedFuture(task);
        });
    }

    CompletableFuture<ExecResult> exec(
            String sandbox,
            ExecSpec spec,
            ExecInput input,
            OutputListener listener,
            Supplier<CompletableFuture<Optional<ModalException>>> end) {
        return Stages.then(task(sandbox), task -> new Exec(task.router(), task.id(), spec, input, listener, end).run());
    }

    CompletableFuture<Void> awaitReady(String sandbox, Duration limit) {
        return Stages.then(task(sandbox), task -> ready(sandbox, task, limit, System.nanoTime()));
    }

    private CompletableFuture<Void> ready(String sandbox, Tasks.Task task, Duration limit, long began) {
        var left = limit.minusNanos(System.nanoTime() - began);
        if (left.isNegative() || left.isZero()) {
            throw new ModalException(
                    ModalError.WAIT_ENDED, sandbox + " is not ready after " + limit.toMillis() + " ms");
        }
        var wait = left.compareTo(WAIT) < 0 ? left : WAIT;
        var question = SandboxWaitUntilReadyTcrRequest.newBuilder()
                .setTaskId(task.id())
                .setTimeout(wait.toMillis() / 1000f)
                .build();
        var asked = Stages.<SandboxWaitUntilReadyTcrResponse, Void>map(
                task.router().once(RouterApi.SANDBOX_WAIT_UNTIL_READY, question, wait), ready -> null);
        return Stages.recover(asked, error -> {
            if (!(error instanceof GrpcException fault) || !fault.again()) {
                return CompletableFuture.failedFuture(gone(error));
            }
            var later = CompletableFuture.delayedExecutor(
                    PAUSE.toMillis(), TimeUnit.MILLISECONDS, plane.network().executor());
            return Stages.then(
                    CompletableFuture.runAsync(() -> {}, later), paused -> ready(sandbox, task, limit, began));
        });
    }

    CompletableFuture<String> snapshot(String sandbox) {
        return Stages.then(task(sandbox), task -> {
            // The same identifier in each try, so that one snapshot is made.
            var question = TaskSnapshotFilesystemRequest.newBuilder()
                    .setTaskId(task.id())
                    .setSnapshotId(UUID.randomUUID().toString())
                    .setTtlSeconds(SNAPSHOT_LIFE.toSeconds())
                    .build();
            var made = task.router().call(RouterApi.TASK_SNAPSHOT_FILESYSTEM, question, WAIT);
            return Stages.recover(
                    Stages.map(made, TaskSnapshotFilesystemResponse::getImageId),
                    error -> CompletableFuture.failedFuture(gone(error)));
        });
    }

    CompletableFuture<Void> setNetwork(String sandbox, List<String> ranges) {
        return Stages.then(task(sandbox), task -> {
            var question = TaskSetNetworkAccessRequest.newBuilder()
                    .setTaskId(task.id())
                    .setNetworkAccess(SandboxRequests.network(ranges))
                    .build();
            return Stages.map(
                    task.router().call(RouterApi.TASK_SET_NETWORK_ACCESS, question, Duration.ZERO), set -> null);
        });
    }

    private static Throwable gone(Throwable error) {
        return Exec.explained(error);
    }
}
