package dev.serai.searxng.client;

import dev.serai.support.error.Failures;
import dev.serai.support.http.CallFuture;
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
        var result = new CallFuture<T>(this::abandon);
        last.whenComplete((value, error) -> {
            if (error == null) {
                result.deliver(value);
            } else {
                result.fail(Failures.unwrap(error));
            }
        });
        return result;
    }
}
