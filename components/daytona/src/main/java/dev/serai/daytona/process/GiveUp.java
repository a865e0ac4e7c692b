package dev.serai.daytona.process;

import dev.serai.daytona.client.DaytonaError;
import dev.serai.daytona.client.DaytonaException;
import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;

/**
 * Work that is given up when its exchange is done before it, as that of a circuit breaker is after its time, or when its
 * route stops. What has not begun by then, since its sandbox is still starting, never begins.
 */
final class GiveUp<T> extends SynchronizationAdapter {

    private final CompletableFuture<T> result = new CompletableFuture<>();
    private CompletableFuture<?> work = CompletableFuture.completedFuture(null);
    private boolean over;

    CompletableFuture<T> result() {
        return result;
    }

    /** Begins the work, unless nobody wants it any more. */
    <W> CompletableFuture<W> begin(Supplier<CompletableFuture<W>> start) {
        if (isOver()) {
            return CompletableFuture.failedFuture(cancelled());
        }
        var begun = start.get();
        synchronized (this) {
            work = begun;
        }
        if (isOver()) {
            begun.cancel(true);
        }
        return begun;
    }

    /** The result is that of this stage. */
    void follow(CompletionStage<T> stage) {
        stage.whenComplete((value, error) -> {
            if (error == null) {
                result.complete(value);
            } else {
                result.completeExceptionally(Failures.unwrap(error));
            }
        });
    }

    void cancel() {
        CompletableFuture<?> begun;
        synchronized (this) {
            over = true;
            begun = work;
        }
        if (result.completeExceptionally(cancelled())) {
            begun.cancel(true);
        }
    }

    private synchronized boolean isOver() {
        return over;
    }

    private static DaytonaException cancelled() {
        return new DaytonaException(DaytonaError.CANCELLED, "the exchange is done already, or the route stops");
    }

    @Override
    public void onDone(Exchange exchange) {
        cancel();
    }
}
