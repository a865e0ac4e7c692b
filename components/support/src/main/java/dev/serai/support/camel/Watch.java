package dev.serai.support.camel;

import dev.serai.support.error.Failures;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * One question that a consumer asks again and again. No thread waits for the answer; what follows from it runs on the
 * given executor, since routes may block.
 */
public abstract class Watch<T> {

    private final Executor routing;
    private CompletableFuture<?> underWay;
    private volatile boolean stopped;

    protected Watch(Executor routing) {
        this.routing = routing;
    }

    protected abstract CompletableFuture<T> ask();

    /** Called with each answer; says {@link #done} when nothing more follows from it. */
    protected abstract void answered(T answer);

    /** Called instead of {@link #answered}. */
    protected abstract void failed(Throwable error);

    /** Called when what follows from an answer has thrown. */
    protected void broke(RuntimeException error) {
        failed(error);
    }

    /** Asks, unless the answer to the last question, or what follows from it, is still under way. */
    public final synchronized void poll() {
        if (stopped || underWay != null) {
            return;
        }
        var asked = ask();
        underWay = asked;
        asked.whenComplete((answer, error) -> route(() -> {
            if (rests()) {
                done();
            } else if (error != null) {
                failed(Failures.unwrap(error));
                done();
            } else {
                answered(answer);
            }
        }));
    }

    /** Goes on with what follows from an answer; a task that fails must not end the watch. */
    protected final void route(Runnable task) {
        try {
            routing.execute(() -> {
                try {
                    task.run();
                } catch (RuntimeException e) {
                    // Whoever hears of it may throw, too.
                    done();
                    broke(e);
                }
            });
        } catch (RejectedExecutionException e) {
            done();
        }
    }

    /** Whether nothing may be told now, such as while the route is suspended. */
    protected boolean rests() {
        return stopped;
    }

    protected final synchronized void done() {
        underWay = null;
    }

    public final synchronized void stop() {
        stopped = true;
        if (underWay != null) {
            underWay.cancel(true);
        }
    }
}
