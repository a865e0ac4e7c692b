package dev.serai.modal.client.sandbox;

import dev.serai.modal.client.error.ModalException;
import dev.serai.modal.client.grpc.GrpcException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How long a service that is away is waited for. A command that is silent for hours is no reason to give up, a service
 * that cannot be reached is, and so is a sandbox that has ended meanwhile.
 */
final class Patience {

    private static final Duration MOST = Duration.ofMinutes(3);
    private static final Duration LONG_CALL = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration AT_ONCE = Duration.ofMillis(200);
    private static final Duration ASK_AFTER = Duration.ofSeconds(2);

    private final Duration most;
    private final Supplier<CompletableFuture<Optional<ModalException>>> end;
    private long began;
    private long awaySince;
    private Duration pause = FIRST_PAUSE;

    /** @param end says how the sandbox ended, if it has */
    Patience(Supplier<CompletableFuture<Optional<ModalException>>> end) {
        this(MOST, end);
    }

    Patience(Duration most, Supplier<CompletableFuture<Optional<ModalException>>> end) {
        this.most = most;
        this.end = end;
    }

    /** A server that ends at once, where it should wait, is not asked again without a pause. */
    static CompletableFuture<Void> since(long asked) {
        var pause = new CompletableFuture<Void>();
        return System.nanoTime() - asked > AT_ONCE.toNanos()
                ? CompletableFuture.completedFuture(null)
                : pause.completeOnTimeout(null, AT_ONCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A call begins. */
    synchronized void begin() {
        began = System.nanoTime();
    }

    /** The service is there. */
    synchronized void well() {
        awaySince = 0;
        pause = FIRST_PAUSE;
    }

    synchronized boolean isAway() {
        return awaySince != 0;
    }

    /** Completes when the call should be made again, and fails when it is no use. */
    CompletableFuture<Void> after(Throwable error) {
        Duration wait;
        boolean ask;
        synchronized (this) {
            var now = System.nanoTime();
            if (now - began > LONG_CALL.toNanos()) {
                well();
            }
            if (awaySince == 0) {
                awaySince = now;
            }
            if (!(error instanceof GrpcException fault) || !fault.again() || now - awaySince > most.toNanos()) {
                return CompletableFuture.failedFuture(error);
            }
            wait = pause;
            var doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            ask = now - awaySince > ASK_AFTER.toNanos();
        }
        var paused = new CompletableFuture<Void>();
        paused.completeOnTimeout(null, wait.toMillis(), TimeUnit.MILLISECONDS);
        if (ask) {
            // Whether it answers or not, the next try comes at its time; an end that is known ends the waiting.
            end.get().whenComplete((ended, unknown) -> {
                if (unknown == null && ended.isPresent()) {
                    paused.completeExceptionally(ended.get());
                }
            });
        }
        return paused;
    }
}
