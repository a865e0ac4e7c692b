package dev.serai.agent;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** Goes on with others' work on the component's threads. */
final class OwnThreads {

    private OwnThreads() {}

    /** What follows may be a route that blocks, which whatever thread has brought the result must not. */
    static <T> CompletableFuture<T> after(CompletionStage<T> stage, Executor threads) {
        var future = stage.toCompletableFuture();
        return future.isDone() ? future : future.whenCompleteAsync((done, error) -> {}, threads);
    }
}
