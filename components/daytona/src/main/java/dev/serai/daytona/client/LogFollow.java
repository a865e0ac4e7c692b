package dev.serai.daytona.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
import dev.serai.support.http.HttpFault;
import dev.serai.support.http.SocketLink;
import dev.serai.support.http.SocketListener;
import dev.serai.support.http.SocketRefused;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Follows the log of a command until it ends, over lost connections too. The server sends a log from its beginning each
 * time, so what has been read is counted in bytes and left out when it comes again: no line is lost or doubled.
 */
public final class LogFollow {

    private static final long FIRST_PAUSE_MILLIS = 100;
    private static final long LAST_PAUSE_MILLIS = 5_000;
    private static final int ORDERLY = 1000;
    private static final long LASTING = TimeUnit.SECONDS.toNanos(2);

    /** Another attempt changes nothing. */
    private static final Set<HttpFault.Kind> FINAL = Set.of(HttpFault.Kind.EGRESS, HttpFault.Kind.TOO_LARGE);

    private final Toolbox toolbox;
    private final String path;
    private final LogReader reader;
    private final LogDecoder decoder;
    private final Supplier<CompletableFuture<Boolean>> over;
    private final Duration patience;
    private final CallFuture<Void> result = new CallFuture<>(this::leave);

    private Ear current;
    private SocketLink link;
    private Future<?> pings;
    private long received;
    private long toSkip;
    private int attempts;
    private long openSince;
    private long lastGood = System.nanoTime();

    /**
     * @param path of the log, with its query
     * @param over whether the command has come to its end; asked when the server ends the log
     * @param patience how long the server may be away
     */
    public LogFollow(
            Toolbox toolbox,
            String path,
            LogReader reader,
            Supplier<CompletableFuture<Boolean>> over,
            Duration patience) {
        this.toolbox = toolbox;
        this.path = path;
        this.reader = reader;
        this.over = over;
        this.patience = patience;
        decoder = new LogDecoder(reader);
    }

    /** Completes at the end of the log. To cancel it ends the following, not the command. */
    public CompletableFuture<Void> start() {
        connect();
        return result;
    }

    private void connect() {
        if (result.isDone()) {
            return;
        }
        var call = toolbox.socket(path).build();
        var ear = new Ear();
        synchronized (this) {
            current = ear;
        }
        toolbox.gateway().port().connect(call, ear).whenComplete((opened, error) -> {
            if (error == null) {
                opened(opened);
            } else {
                dropped(Failures.unwrap(error));
            }
        });
    }

    private void opened(SocketLink opened) {
        synchronized (this) {
            link = opened;
            toSkip = received;
            openSince = System.nanoTime();
            pings = Heartbeat.start(toolbox.gateway().port(), opened);
        }
        if (result.isDone()) {
            leave();
        } else {
            opened.request(1);
        }
    }

    private void take(Ear ear, byte[] bytes) {
        SocketLink sender;
        synchronized (this) {
            if (ear != current) {
                // A connection that was given up: the next one brings it again.
                return;
            }
            sender = link;
            int from = (int) Math.min(toSkip, bytes.length);
            toSkip -= from;
            if (from < bytes.length) {
                lastGood = System.nanoTime();
                attempts = 0;
                received += bytes.length - from;
                decoder.feed(bytes, from);
            }
        }
        // Whoever reads may do anything with a line, so not while others wait for this object.
        reader.ready().whenComplete((ready, error) -> {
            if (error == null) {
                sender.request(1);
            } else {
                result.completeExceptionally(error);
            }
        });
    }

    private synchronized void away() {
        if (pings != null) {
            pings.cancel(false);
            // A quiet log is a good one, but not a server that closes what it has just opened.
            if (System.nanoTime() - openSince > LASTING) {
                lastGood = System.nanoTime();
                attempts = 0;
            }
        }
    }

    private void ended() {
        over.get().whenComplete((isOver, error) -> {
            if (error == null && isOver) {
                finish();
            } else {
                dropped(error == null ? null : Failures.unwrap(error));
            }
        });
    }

    private void finish() {
        if (!result.isDone()) {
            synchronized (this) {
                decoder.end();
            }
            reader.ready().whenComplete((ready, error) -> {
                if (error == null) {
                    result.deliver(null);
                } else {
                    result.fail(Failures.unwrap(error));
                }
            });
        }
    }

    private void dropped(Throwable cause) {
        if (result.isDone()) {
            return;
        }
        var failure = cause == null ? null : failure(cause);
        if (cause instanceof SocketRefused refused && refused.status() < 500 && refused.status() != 429
                || cause instanceof HttpFault fault && FINAL.contains(fault.kind())) {
            toolbox.loss().thenAccept(loss -> result.fail(loss == null ? failure : loss));
            return;
        }
        long pause;
        synchronized (this) {
            if (System.nanoTime() - lastGood > patience.toNanos()) {
                result.fail(new DaytonaException(
                        ProcessError.LOG_BROKE,
                        "the log could not be followed for " + patience.toSeconds() + " s"
                                + (failure == null ? "" : ": " + failure.getFact()),
                        ProcessError.LOG_BROKE.remedy(),
                        failure));
                return;
            }
            pause = Math.min(LAST_PAUSE_MILLIS, FIRST_PAUSE_MILLIS << Math.min(attempts++, 10));
        }
        try {
            toolbox.gateway()
                    .port()
                    .timer()
                    .schedule(
                            () -> toolbox.gateway().port().executor().execute(this::again),
                            pause,
                            TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            result.fail(new DaytonaException(DaytonaError.CANCELLED, "the component is being stopped"));
        }
    }

    /** A sandbox that is gone is not waited for. */
    private void again() {
        toolbox.loss().whenComplete((loss, error) -> {
            if (loss != null) {
                result.fail(new DaytonaException(
                        SandboxError.LOST,
                        "in the middle of a log " + loss.getFact(),
                        SandboxError.LOST.remedy(),
                        loss));
            } else {
                connect();
            }
        });
    }

    private DaytonaException failure(Throwable cause) {
        return cause instanceof SocketRefused refused
                ? toolbox.faults(path).refused(refused.status(), Family.PROCESS)
                : toolbox.faults(path).of(cause);
    }

    private void leave() {
        SocketLink left;
        synchronized (this) {
            left = link;
        }
        away();
        if (left != null) {
            left.abort();
        }
    }

    private final class Ear implements SocketListener {

        @Override
        public void text(String message) {
            take(this, message.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public void binary(byte[] message) {
            take(this, message);
        }

        @Override
        public void closed(int code, String reason) {
            away();
            if (code == ORDERLY) {
                ended();
            } else {
                dropped(null);
            }
        }

        @Override
        public void failed(HttpFault fault) {
            away();
            dropped(fault);
        }
    }
}
