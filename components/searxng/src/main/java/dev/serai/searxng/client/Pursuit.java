package dev.serai.searxng.client;

import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;

/** Several requests, one after the other, for one result: who gives the result up ends the request that is under way. */
final class Pursuit {

    private CompletableFuture<?> step;
    private boolean abandoned;

    /** Notes what is being waited for now. */
    <T> CompletableFuture<T> follow(CompletableFuture<T> next) {
        boolean late;
        synchronized (this) {
            step = next;
            late = abandoned;
        }
        if (late) {
            next.cancel(true);
        }
        return next;
    }

    boolean isAbandoned() {
        synchronized (this) {
            return abandoned;
        }
    }

    private void abandon() {
        CompletableFuture<?> current;
        synchronized (this) {
            abandoned = true;
            current = step;
        }
        if (current != null) {
            current.cancel(true);
        }
    }

    /** What callers get in place of the last stage. */
    <T> CompletableFuture<T> result(CompletableFuture<T> last) {
        var result = new Result<T>(this);
        last.whenComplete((value, error) -> result.end(value, error == null ? null : Failures.unwrap(error)));
        return result;
    }

    private static final class Result<T> extends CompletableFuture<T> {
        private final Pursuit pursuit;

        Result(Pursuit pursuit) {
            this.pursuit = pursuit;
        }

        void end(T value, Throwable error) {
            if (error == null) {
                super.complete(value);
            } else {
                super.completeExceptionally(error);
            }
        }

        @Override
        public <U> CompletableFuture<U> newIncompleteFuture() {
            return new Result<>(pursuit);
        }

        @Override
        public boolean cancel(boolean mayInterruptIfRunning) {
            return abandonIf(super.cancel(mayInterruptIfRunning));
        }

        @Override
        public boolean completeExceptionally(Throwable failure) {
            return abandonIf(super.completeExceptionally(failure));
        }

        private boolean abandonIf(boolean ended) {
            if (ended) {
                pursuit.abandon();
            }
            return ended;
        }
    }
}
