package dev.serai.support.http;

import java.util.concurrent.CompletableFuture;

/**
 * What callers get. Whoever completes it, or a stage made from it, other than by the response (cancels it, lets
 * {@code orTimeout} pass) ends the exchange behind it.
 */
public final class CallFuture<T> extends CompletableFuture<T> {

    private final Runnable abandon;

    public CallFuture(Runnable abandon) {
        this.abandon = abandon;
    }

    /** Completes it as the response does. */
    public boolean deliver(T value) {
        return super.complete(value);
    }

    /** Fails it as the exchange does. */
    public boolean fail(Throwable fault) {
        return super.completeExceptionally(fault);
    }

    @Override
    public <U> CompletableFuture<U> newIncompleteFuture() {
        return new CallFuture<>(abandon);
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
        return abandonIf(super.cancel(mayInterruptIfRunning));
    }

    @Override
    public boolean completeExceptionally(Throwable failure) {
        return abandonIf(super.completeExceptionally(failure));
    }

    @Override
    public boolean complete(T value) {
        return abandonIf(super.complete(value));
    }

    private boolean abandonIf(boolean completed) {
        if (completed) {
            abandon.run();
        }
        return completed;
    }
}
