package dev.serai.vector;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;

/** A few threads for work that keeps a core busy, and a line before them that has an end. */
public final class Workers {

    private final ExecutorService pool;

    public Workers(ExecutorService pool) {
        this.pool = pool;
    }

    /** Never blocks: when the line is full, the result is a failure that can be retried. */
    public <T> CompletableFuture<T> call(Callable<T> work) {
        var result = new CompletableFuture<T>();
        try {
            pool.execute(() -> {
                try {
                    result.complete(work.call());
                } catch (Throwable e) {
                    result.completeExceptionally(e);
                }
            });
        } catch (RejectedExecutionException e) {
            result.completeExceptionally(
                    pool.isShutdown()
                            ? new VectorException(VectorError.CLOSED, "the component is stopped")
                            : new VectorException(
                                    VectorError.BUSY, "too much is waiting for the threads that compute"));
        }
        return result;
    }

    ExecutorService pool() {
        return pool;
    }
}
