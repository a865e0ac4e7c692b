package dev.serai.support.http;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The port's threads: few, daemons, and gone when there is nothing to do. */
final class Workers implements Executor {

    private static final AtomicInteger NEXT = new AtomicInteger(1);
    private static final long KEEP_SECONDS = 30;

    private final ThreadPoolExecutor pool;

    Workers(int threads) {
        pool = new ThreadPoolExecutor(
                threads, threads, KEEP_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), daemons("serai-http-"));
        pool.allowCoreThreadTimeOut(true);
    }

    static ScheduledThreadPoolExecutor timer() {
        var timer = new ScheduledThreadPoolExecutor(1, daemons("serai-http-timer-"));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    private static ThreadFactory daemons(String prefix) {
        return task -> {
            var thread = new Thread(task, prefix + NEXT.getAndIncrement());
            thread.setDaemon(true);
            return thread;
        };
    }

    @Override
    public void execute(Runnable task) {
        try {
            pool.execute(task);
        } catch (RejectedExecutionException e) {
            // closed: the calls have been ended, and an exception would only disturb the JDK client's selector
            return;
        }
    }

    void close() {
        pool.shutdown();
    }
}
