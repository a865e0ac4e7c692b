package dev.serai.modal.client.sandbox;

import com.google.protobuf.ByteString;
import dev.serai.modal.client.grpc.GrpcStatus;
import dev.serai.modal.client.grpc.Valve;
import dev.serai.modal.client.plane.RouterApi;
import dev.serai.modal.proto.router.TaskExecStdioFileDescriptor;
import dev.serai.modal.proto.router.TaskExecStdioReadRequest;
import dev.serai.support.error.Failures;
import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Reads one output of a command to its end. After a broken connection it goes on where it was: no byte is lost or
 * doubled.
 */
final class OutputReader {

    private static final Duration ONE_STREAM = Duration.ofMinutes(10);

    /** A key that was good for so long has run out, and was not refused. */
    private static final Duration KEY_WAS_GOOD = Duration.ofSeconds(10);

    private final Router router;
    private final Exec.Place place;
    private final boolean stderr;
    private final int most;
    private final OutputPump pump;
    private final Patience patience;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final CompletableFuture<ExecOutput> result = new CompletableFuture<>();
    private CompletableFuture<Void> stream = CompletableFuture.completedFuture(null);
    private Valve valve;
    private int generation;
    private boolean paused;
    private boolean broken;
    private long total;
    private long waiting;
    private boolean open;
    private boolean ending;
    private boolean renewed;
    private long opened;
    private long quietSince;

    /** @param pump takes everything that is read, or null */
    OutputReader(Router router, Exec.Place place, boolean stderr, int most, OutputPump pump, Patience patience) {
        this.router = router;
        this.place = place;
        this.stderr = stderr;
        this.most = most;
        this.pump = pump;
        this.patience = patience;
    }

    CompletableFuture<ExecOutput> start() {
        result.whenComplete((output, error) -> leave());
        read();
        return result;
    }

    private synchronized void leave() {
        generation++;
        stream.cancel(true);
    }

    private synchronized void read() {
        if (result.isDone()) {
            return;
        }
        patience.begin();
        open = true;
        opened = System.nanoTime();
        quietSince = opened;
        var mine = ++generation;
        valve = new Valve();
        var question = TaskExecStdioReadRequest.newBuilder()
                .setTaskId(place.task())
                .setExecId(place.exec())
                .setFileDescriptor(
                        stderr
                                ? TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDERR
                                : TaskExecStdioFileDescriptor.TASK_EXEC_STDIO_FILE_DESCRIPTOR_STDOUT)
                .setOffset(total)
                .build();
        stream = router.stream(
                RouterApi.TASK_EXEC_STDIO_READ, question, ONE_STREAM, part -> add(mine, part.getData()), valve);
        stream.whenComplete((ended, error) -> over(mine, error));
    }

    /** What a stream that was left still brings is read again by its successor. */
    private synchronized void add(int from, ByteString data) {
        if (from != generation || data.isEmpty()) {
            return;
        }
        patience.well();
        renewed = false;
        quietSince = System.nanoTime();
        total += data.size();
        var room = Math.min(data.size(), most - kept.size());
        if (room > 0) {
            kept.writeBytes(data.substring(0, room).toByteArray());
        }
        if (pump != null && !pump.offer(this, stderr, data)) {
            paused = true;
            valve.shut();
        }
    }

    /** Counts what the listener has yet to take. */
    synchronized long waiting(int change) {
        waiting += change;
        return waiting;
    }

    /** The listener has taken nearly everything. */
    synchronized void resume() {
        if (paused) {
            paused = false;
            quietSince = System.nanoTime();
            if (broken) {
                broken = false;
                read();
            } else {
                valve.open();
            }
        }
    }

    private void over(int from, Throwable error) {
        boolean renewal;
        synchronized (this) {
            if (from != generation) {
                return;
            }
            open = false;
            renewal = keyRanOut(error);
            if (paused && error != null) {
                broken = true;
                return;
            }
        }
        if (error == null) {
            result.complete(output());
            return;
        }
        if (renewal) {
            read();
            return;
        }
        patience.after(Failures.unwrap(error)).whenComplete((again, useless) -> {
            if (useless == null) {
                read();
            } else {
                result.completeExceptionally(Failures.unwrap(useless));
            }
        });
    }

    /** Whether another key may do, which a router that refuses each at once is not given without end. */
    private boolean keyRanOut(Throwable error) {
        var refused = error != null && Router.isStatus(error, GrpcStatus.UNAUTHENTICATED);
        var again = refused && (!renewed || System.nanoTime() - opened > KEY_WAS_GOOD.toNanos());
        renewed = refused;
        return again;
    }

    /** The command has ended. What it left running may hold its output open for ever, and is not waited for. */
    void finishWhenSilentFor(Duration silence) {
        synchronized (this) {
            if (!ending) {
                // A command may be silent for long, and its last words come after its end as well as before.
                ending = true;
                quietSince = System.nanoTime();
            }
        }
        var left = silence.minus(silent());
        if (left.isNegative() || left.isZero()) {
            result.complete(output());
        } else if (!result.isDone()) {
            CompletableFuture.delayedExecutor(left.toMillis() + 1, TimeUnit.MILLISECONDS, router.executor())
                    .execute(() -> finishWhenSilentFor(silence));
        }
    }

    /** How long nothing has come although it could have. */
    private synchronized Duration silent() {
        return paused || !open ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - quietSince);
    }

    private synchronized ExecOutput output() {
        return new ExecOutput(kept.toByteArray(), total);
    }
}
