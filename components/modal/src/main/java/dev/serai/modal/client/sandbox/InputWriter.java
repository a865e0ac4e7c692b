package dev.serai.modal.client.sandbox;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.error.ModalError;
import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.router.TaskExecStdinWriteRequest;
import dev.serai.support.error.Failures;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Writes what a command reads, and closes it. Each piece names its place, so that one that is sent twice counts once. */
final class InputWriter {

    private static final int PIECE = 1 << 20;

    private final Router router;
    private final Exec.Place place;
    private final byte[] first;
    private final ExecInput more;
    private final CompletableFuture<Void> result = new CompletableFuture<>();
    private volatile CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
    private long offset;

    /** @param more what follows, or null */
    InputWriter(Router router, Exec.Place place, byte[] first, ExecInput more) {
        this.router = router;
        this.place = place;
        this.first = first;
        this.more = more;
    }

    CompletableFuture<Void> start() {
        result.whenComplete((done, error) -> sending.cancel(true));
        write(first, 0, more == null);
        return result;
    }

    private void write(byte[] bytes, int from, boolean last) {
        if (result.isDone()) {
            return;
        }
        var to = Math.min(bytes.length, from + PIECE);
        var eof = last && to == bytes.length;
        if (to == from && !eof) {
            ask();
            return;
        }
        var question = TaskExecStdinWriteRequest.newBuilder()
                .setTaskId(place.task())
                .setExecId(place.exec())
                .setOffset(offset)
                .setData(ByteString.copyFrom(bytes, from, to - from))
                .setEof(eof)
                .build();
        offset += to - from;
        var sent = router.call(RouterApi.TASK_EXEC_STDIN_WRITE, question, Duration.ZERO);
        sending = sent;
        sent.whenComplete((done, error) -> {
            if (error == null && !eof) {
                write(bytes, to, last);
            } else if (error == null || isClosed(error)) {
                result.complete(null);
            } else {
                result.completeExceptionally(Failures.unwrap(error));
            }
        });
    }

    private void ask() {
        CompletableFuture<byte[]> next;
        try {
            next = more.next().toCompletableFuture();
        } catch (RuntimeException e) {
            next = CompletableFuture.failedFuture(e);
        }
        next.whenComplete((bytes, error) -> {
            if (error != null) {
                result.completeExceptionally(new ModalException(
                        ModalError.BAD_INPUT, "what the command should read could not be had", Failures.unwrap(error)));
            } else {
                write(bytes == null ? new byte[0] : bytes, 0, bytes == null);
            }
        });
    }

    /** A command need not read all that it is given: it may have ended. */
    private static boolean isClosed(Throwable error) {
        return Router.isStatus(error, GrpcStatus.FAILED_PRECONDITION) || Router.isStatus(error, GrpcStatus.NOT_FOUND);
    }
}
