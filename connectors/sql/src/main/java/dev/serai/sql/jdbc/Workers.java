package dev.serai.sql.jdbc;

import dev.serai.sql.SqlError;
import dev.serai.sql.SqlException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The threads that wait for the database, as many as there are connections. */
final class Workers {

    /** So many tasks may wait; more would only turn a slow database into a full memory. */
    static final int QUEUE = 10_000;

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final long KEEP_SECONDS = 30;
    private static final long CLOSE_SECONDS = 10;

    private final ThreadPoolExecutor pool;

    Workers(int threads) {
        pool = new ThreadPoolExecutor(
                threads, threads, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(QUEUE), Workers::daemon);
        pool.allowCoreThreadTimeOut(true);
    }

    private static Thread daemon(Runnable task) {
        var thread = new Thread(task, "serai-sql-" + NEXT.getAndIncrement());
        thread.setDaemon(true);
        return thread;
    }

    /** @throws SqlException when it cannot be done, now or ever */
    void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            throw refusal();
        }
    }

    SqlException refusal() {
        return pool.isShutdown()
                ? new SqlException(SqlError.CLOSED, "the database is closed")
                : new SqlException(SqlError.OVERLOADED, QUEUE + " tasks wait for the database");
    }

    /** Ends when the tasks are done that were taken, or after a while. */
    void close() {
        pool.shutdown();
        try {
            if (!pool.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                pool.shutdownNow();
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
