package dev.serai.support.camel;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where routes go on when an answer has come. Mostly that is the thread that has brought it, which is the fastest. But
 * a route may block, perhaps for another answer, so some of the few threads that bring answers are always kept free, and
 * routes beyond that get threads of their own.
 */
public final class RouteThreads implements Executor {

    private final ExecutorService pool;
    private final int most;
    private final AtomicInteger borrowed = new AtomicInteger();

    public RouteThreads(ExecutorService pool, int threadsOfThePort) {
        this.pool = pool;
        this.most = Math.max(1, threadsOfThePort - 2);
    }

    @Override
    public void execute(Runnable route) {
        if (borrowed.incrementAndGet() > most) {
            borrowed.decrementAndGet();
            alone(route);
            return;
        }
        try {
            route.run();
        } finally {
            borrowed.decrementAndGet();
        }
    }

    /** For what is sure to wait for the threads of the port. */
    public void alone(Runnable route) {
        try {
            pool.execute(route);
        } catch (RejectedExecutionException e) {
            // The component is being stopped; an exchange must come to its end all the same.
            route.run();
        }
    }

    public ExecutorService pool() {
        return pool;
    }
}
