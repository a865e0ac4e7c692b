package dev.serai.runtime.access.oidc;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * Something that the issuer says. It is asked for again when it is old, and never twice within a short time, so that
 * strangers cannot make the runtime ask.
 */
final class Remembered<T> {

    static final long PAUSE_MILLIS = 10_000;

    private final Supplier<CompletableFuture<T>> source;
    private final long freshMillis;
    private final Clock clock;
    private CompletableFuture<T> current;
    private long asked;
    private T good;

    Remembered(Supplier<CompletableFuture<T>> source, long freshMillis, Clock clock) {
        this.source = source;
        this.freshMillis = freshMillis;
        this.clock = clock;
    }

    /** As it is known. Where the issuer does not answer, what it said before still counts. */
    synchronized CompletableFuture<T> get() {
        if (current == null || isOlderThan(current.isCompletedExceptionally() ? PAUSE_MILLIS : freshMillis)) {
            ask();
        }
        return answer();
    }

    /** As it is now, unless it was asked for a moment ago. */
    synchronized CompletableFuture<T> again() {
        if (current == null || isOlderThan(PAUSE_MILLIS)) {
            ask();
        }
        return answer();
    }

    private boolean isOlderThan(long millis) {
        return current.isDone() && clock.millis() - asked >= millis;
    }

    private void ask() {
        asked = clock.millis();
        try {
            current = source.get();
        } catch (RuntimeException e) {
            current = CompletableFuture.failedFuture(e);
        }
        current.thenAccept(this::keep);
    }

    private synchronized void keep(T value) {
        good = value;
    }

    private CompletableFuture<T> answer() {
        var last = good;
        return last == null ? current.copy() : current.exceptionally(failure -> last);
    }
}
