package dev.serai.items.script;

import dev.serai.items.ItemsError;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends evaluations that use too much. The community edition of GraalJS counts statements only, so time and memory are
 * watched from outside: by the counters that the JVM keeps of each thread.
 */
final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final int PERIOD_MILLIS = 10;
    private static final com.sun.management.ThreadMXBean THREADS =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final long total;
    private final Set<Watched> watched = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "items-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    /** @param total the bytes that all evaluations at once may allocate */
    Watchdog(long total) {
        this.total = total;
        timer.scheduleAtFixedRate(this::look, PERIOD_MILLIS, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** The processor time that the calling thread has had so far. */
    static long cpu() {
        return THREADS.getThreadCpuTime(Thread.currentThread().getId());
    }

    /**
     * Watches the calling thread until the result is closed.
     *
     * @param listBegan the processor time that it had when the first item of its list was begun
     */
    Watched watch(ScriptLimits limits, long listBegan, Runnable end) {
        var one = new Watched(limits, listBegan, end);
        watched.add(one);
        return one;
    }

    private void look() {
        long sum = 0;
        Watched most = null;
        for (var one : watched) {
            try {
                one.look();
            } catch (RuntimeException e) {
                LOG.warn("An evaluation could not be watched", e);
            }
            if (one.reason() == null) {
                sum += one.bytes;
                most = most == null || one.bytes > most.bytes ? one : most;
            }
        }
        // Whoever uses little should not suffer from whoever uses much.
        if (most != null && sum > total) {
            most.end(ItemsError.ALL_MEMORY);
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    /** One evaluation. */
    final class Watched implements AutoCloseable {

        private final long thread = Thread.currentThread().getId();
        private final long startedAt = System.nanoTime();
        private final long cpuBefore = THREADS.getThreadCpuTime(thread);
        private final long bytesBefore = THREADS.getThreadAllocatedBytes(thread);
        private final ScriptLimits limits;
        private final long listBegan;
        private final Runnable end;
        private long bytes;
        private volatile ItemsError reason;
        private boolean over;

        private Watched(ScriptLimits limits, long listBegan, Runnable end) {
            this.limits = limits;
            this.listBegan = listBegan;
            this.end = end;
        }

        /** Why it was ended from here, or null. */
        ItemsError reason() {
            return reason;
        }

        private void look() {
            bytes = THREADS.getThreadAllocatedBytes(thread) - bytesBefore;
            var found = exceeded();
            if (found != null) {
                end(found);
            }
        }

        private void end(ItemsError found) {
            synchronized (this) {
                if (over || reason != null) {
                    return;
                }
                reason = found;
            }
            // It waits for the evaluation to leave, which may take its time, so the others must not wait for it.
            var ender = new Thread(end, "items-watchdog-end");
            ender.setDaemon(true);
            ender.start();
        }

        private ItemsError exceeded() {
            if (bytes > limits.memory()) {
                return ItemsError.MEMORY;
            }
            var now = THREADS.getThreadCpuTime(thread);
            var cpu = now - cpuBefore;
            var wall = System.nanoTime() - startedAt;
            if (now - listBegan > limits.list().toNanos()) {
                return ItemsError.LIST_TIME;
            }
            return cpu > limits.cpu().toNanos() || wall > limits.wall().toNanos() ? ItemsError.TIME : null;
        }

        @Override
        public void close() {
            synchronized (this) {
                over = true;
            }
            watched.remove(this);
        }
    }
}
