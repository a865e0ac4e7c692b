package dev.serai.vector.embed;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Does many things of which only a few may be under way at a time. */
public final class Lanes {

    private final int count;
    private final IntFunction<? extends CompletionStage<?>> work;
    private final Executor executor;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger left;
    private final CompletableFuture<Void> result = new CompletableFuture<>();

    private Lanes(int count, IntFunction<? extends CompletionStage<?>> work, Executor executor) {
        this.count = count;
        this.work = work;
        this.executor = executor;
        this.left = new AtomicInteger(count);
    }

    /**
     * Completes when all is done, or with the first failure.
     *
     * @param executor where the next thing is begun when one is done, so that many things do not nest
     */
    public static CompletableFuture<Void> run(
            int count, int underWay, Executor executor, IntFunction<? extends CompletionStage<?>> work) {
        if (count == 0) {
            return CompletableFuture.completedFuture(null);
        }
        var lanes = new Lanes(count, work, executor);
        for (int lane = 0; lane < Math.min(underWay, count); lane++) {
            executor.execute(lanes::start);
        }
        return lanes.result;
    }

    private void start() {
        int index = next.getAndIncrement();
        if (index >= count || result.isDone()) {
            return;
        }
        try {
            work.apply(index).whenComplete((done, error) -> {
                if (error != null) {
                    result.completeExceptionally(error);
                } else if (left.decrementAndGet() == 0) {
                    result.complete(null);
                } else {
                    executor.execute(this::start);
                }
            });
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
    }
}
