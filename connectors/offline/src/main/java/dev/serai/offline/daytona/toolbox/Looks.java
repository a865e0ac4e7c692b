package dev.serai.offline.daytona.toolbox;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is looked at again and again, on one thread: files that programs write to. */
public final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final long MILLIS = 15;

    private final ScheduledExecutorService ticker;
    private final Set<Runnable> all = ConcurrentHashMap.newKeySet();

    public Looks(ScheduledExecutorService ticker) {
        this.ticker = ticker;
        ticker.scheduleWithFixedDelay(() -> all.forEach(Looks::run), MILLIS, MILLIS, TimeUnit.MILLISECONDS);
    }

    public void add(Runnable look) {
        all.add(look);
    }

    public void remove(Runnable look) {
        all.remove(look);
    }

    /** Runs something once, between two looks. */
    public void once(Runnable action) {
        try {
            ticker.execute(() -> run(action));
        } catch (RejectedExecutionException e) {
            // The stand-in is closing, and nobody waits for this any more.
        }
    }

    /** Runs something once, later. */
    public void later(long millis, Runnable action) {
        try {
            ticker.schedule(() -> run(action), millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The stand-in is closing, and nobody waits for this any more.
        }
    }

    private static void run(Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.warn("the stand-in failed in the background", e);
        }
    }
}
